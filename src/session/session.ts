import { DiagnosticError } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { carryOver } from "../program/carryOver.ts";
import { CompileCache } from "../program/compileCache.ts";
import { heldDraws } from "../program/draw.ts";
import type { Draw, Plan } from "../program/plan.ts";
import { isDue } from "../program/instruction.ts";
import { planGraph } from "../program/planGraph.ts";
import { instantiate, nodeEnd, type Program } from "../program/program.ts";
import { newId, staleNodes, type Renamed } from "../program/stale.ts";
import type { Texts } from "../program/texts.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import { Generator } from "../tensor/rng/generator.ts";
import { restoreCheckpoint, takeCheckpoint } from "./checkpoint.ts";
import { drawAll, drawParameters } from "./draw.ts";
import { cannotRun, cannotTrain } from "./judgement.ts";
import { LossRecord } from "./lossRecord.ts";
import { NodeProgress } from "./nodeProgress.ts";
import { ParameterShelf } from "./parameterShelf.ts";
import type { Checkpoint, LossPoint, LossPoints } from "./protocol.ts";
import { EMPTY, transition, type Effect, type Event, type ProgramFacts, type State } from "./transition.ts";

const NO_GRAPH: ProgramFacts = {
  length: 0,
  nodeEnd: () => 0,
  cannotTrain: "no graph is open",
  cannotRun: "no graph is open",
};

/** How many nodes an edit ran again, of how many that compute. */
export interface Reevaluated {
  readonly nodes: number;
  readonly of: number;
}

/**
 * A program, a cursor in it, and the generator: everything that moves. It decides nothing itself: the table in
 * `transition.ts` does, and this class carries the effects out on the tensors.
 */
export class Session {
  readonly #kernels: Kernels;
  readonly #texts: Texts;
  readonly #cache = new CompileCache();
  readonly #losses: LossRecord;
  readonly #progress = new NodeProgress();
  readonly #shelf = new ParameterShelf();
  #state: State = EMPTY;
  #plan: Plan | null = null;
  #program: Program | null = null;
  #facts: ProgramFacts = NO_GRAPH;
  #generator = new Generator(0);
  /** Whether parameters were drawn since the start, so that the generator stands where the draws go on. */
  #streaming = false;
  #reevaluated: Reevaluated | null = null;

  /**
   * @param texts the texts that are loaded; they may come and go while the session lives.
   * @param onLoss told of the losses of each finished iteration.
   */
  constructor(kernels: Kernels, texts: Texts, onLoss: (point: LossPoint, node: string) => void) {
    this.#kernels = kernels;
    this.#texts = texts;
    this.#losses = new LossRecord(onLoss);
  }

  get state(): State {
    return this.#state;
  }
  get plan(): Plan | null {
    return this.#plan;
  }
  /** Null while no graph is open, or when the graph's tensors need more memory than is allowed. */
  get program(): Program | null {
    return this.#program;
  }
  /** The newest value of the most important loss, and the iteration it belongs to. */
  get loss(): LossPoint | null {
    return this.#losses.newest;
  }
  get reevaluated(): Reevaluated | null {
    return this.#reevaluated;
  }
  get progress(): NodeProgress {
    return this.#progress;
  }

  /** What compiling a graph says. Nothing of the session changes. */
  planOf(graph: Graph): Plan {
    return planGraph(graph, this.#texts, this.#cache);
  }

  /** Replaces everything by a new document; goes on from `checkpoint` if there is one that fits. */
  open(plan: Plan, evaluate: boolean, checkpoint?: Checkpoint): void {
    this.#install(plan, {});
    this.#cache.keepOnly(new Set(plan.nodes.keys()));
    this.#restart();
    const restored = checkpoint === undefined ? null : this.#restore(checkpoint);
    this.#reevaluated = null;
    this.#apply({ type: "opened", evaluate, restored });
  }

  /**
   * Goes over to an edited document and keeps what is still true of the tensors. `revive`: the edit was an undo or a
   * redo, so that a node that comes back is the one that went, with what it had learned.
   */
  edit(plan: Plan, renamed: Renamed, revive = false): void {
    const before = this.#plan;
    const old = this.#program;
    if (before === null) throw new Error("an edit came before a graph was opened");
    const stale = staleNodes(before, plan, renamed);
    const program = this.#install(plan, renamed);
    this.#cache.keepOnly(new Set(plan.nodes.keys()));
    const held = old === null || program === null ? new Map<Draw, Draw>() : heldDraws(before, plan, renamed);
    const moved = old === null || program === null || !sameInstructions(old, program, renamed);
    this.#shelf.putAside(before, program === null ? null : plan, renamed);
    if (program !== null) {
      const afresh = drawParameters(plan);
      if (!this.#streaming) this.#generator = afresh;
      this.#streaming = true;
      const grads = stale.size === 0 && !moved;
      if (old !== null) carryOver({ before, after: plan, stale, renamed, held, grads }, this.#kernels);
      this.#shelf.putBack(plan, (node) => {
        if (revive) return "any";
        return wasWithoutParameters(old, before, node, renamed) ? "last" : "none";
      });
    }
    const cleared = stale.size > 0 || moved;
    const heldNodes = new Set([...held.keys()].map(({ node }) => node));
    this.#progress.edited({ stale, renamed, plan, held: heldNodes, cleared });
    const computing = computingNodes(plan);
    const staleCount = computing.filter((node) => stale.has(node)).length;
    this.#reevaluated = { nodes: staleCount, of: computing.length };
    this.#apply({ type: "edited", stale: cleared, heldDraws: this.#progress.holdsDraws(plan) });
  }

  /** One command or event. Throws a DiagnosticError with the reason when it is refused. */
  handle(event: Exclude<Event, { type: "opened" | "edited" | "failed" }>): void {
    this.#apply(event);
  }

  /** The curves so far, thinned. */
  curves(): readonly LossPoints[] {
    return this.#losses.curves();
  }

  /** Everything needed to go on later, bit for bit, from the start of this iteration. */
  checkpoint(): Checkpoint {
    if (this.#plan === null) throw DiagnosticError.of("no graph is open");
    return takeCheckpoint({
      plan: this.#plan,
      iteration: this.#state.iteration,
      generator: this.#generator,
      draws: this.#state.drawn && this.#program !== null ? this.#plan.draws : null,
      curves: this.#losses.curves(),
      shelf: this.#shelf,
    });
  }

  #install(plan: Plan, renamed: Renamed): Program | null {
    const fault = cannotRun(plan);
    this.#plan = plan;
    this.#program = plan.applied.length > 0 && fault !== null ? null : instantiate(plan, this.#kernels);
    const instructions = this.#program?.instructions ?? [];
    this.#losses.install(plan, renamed);
    this.#facts = {
      length: instructions.length,
      nodeEnd: (cursor, iteration) => nodeEnd(instructions, cursor, iteration),
      cannotRun: fault,
      cannotTrain: cannotTrain(plan),
    };
    return this.#program;
  }

  #restart(): void {
    if (this.#plan === null) return;
    this.#generator = this.#program === null ? new Generator(this.#plan.seed) : drawParameters(this.#plan);
    this.#streaming = this.#program !== null;
    this.#shelf.clear();
    this.#progress.clear();
    this.#losses.clear();
    this.#reevaluated = null;
  }

  #restore(checkpoint: Checkpoint): { iteration: number; drawn: boolean } | null {
    if (this.#plan === null || this.#program === null) return null;
    const held = restoreCheckpoint(this.#plan, checkpoint, this.#generator, this.#kernels);
    this.#progress.drawn(held);
    this.#shelf.takeFrom(checkpoint, this.#plan);
    this.#losses.restore(checkpoint.curves);
    return {
      iteration: checkpoint.iteration,
      drawn: this.#progress.holdsDraws(this.#plan) && checkpoint.draws !== null,
    };
  }

  #apply(event: Event): void {
    const { state, effects, refusal } = transition(this.#state, event, this.#facts);
    if (refusal !== undefined) throw DiagnosticError.of(refusal);
    const before = this.#state;
    this.#state = state;
    for (const effect of effects) {
      const failed = this.#carryOut(effect, before);
      if (failed === null) continue;
      // The cursor stays before the instruction that failed.
      this.#state = transition(
        { ...before, cursor: failed.cursor, drawn: true },
        { type: "failed", message: failed.message },
        this.#facts,
      ).state;
      return;
    }
  }

  #carryOut(effect: Effect, before: State): { cursor: number; message: string } | null {
    const program = this.#program;
    switch (effect.do) {
      case "restart":
        this.#restart();
        return null;
      case "draw":
        if (program !== null) this.#draw(program);
        return null;
      case "evaluate":
        return program === null ? null : this.#evaluate(program);
      case "run":
        return program === null ? null : this.#run(program, effect.from, effect.to, before.iteration);
      case "record":
        this.#progress.finishedIteration();
        this.#losses.finishedIteration(effect.iteration);
        return null;
    }
  }

  #draw(program: Program): void {
    const undrawn = program.plan.draws.filter(({ node }) => !this.#progress.drew(node));
    drawAll(undrawn, this.#generator, this.#kernels);
    this.#progress.drawn(undrawn.map(({ node }) => node));
  }

  /** Runs the forward instructions of the nodes whose numbers are not up to date. */
  #evaluate(program: Program): { cursor: number; message: string } | null {
    program.clock.iteration = this.#state.iteration;
    const fresh = new Set(this.#progress.fresh);
    const ran = new Set<string>();
    for (const [cursor, { pass, node }] of program.instructions.entries()) {
      if (pass !== "forward") break;
      if (fresh.has(node)) continue;
      ran.add(node);
      const failed = this.#run(program, cursor, cursor + 1, this.#state.iteration, true);
      if (failed !== null) return { ...failed, cursor: 0 };
    }
    if (this.#reevaluated !== null) this.#reevaluated = { ...this.#reevaluated, nodes: ran.size };
    return null;
  }

  /** `all`: also what is only measured, and not due in this iteration. */
  #run(
    program: Program,
    from: number,
    to: number,
    iteration: number,
    all = false,
  ): { cursor: number; message: string } | null {
    const { instructions } = program;
    program.clock.iteration = iteration;
    for (let cursor = from; cursor < to; cursor++) {
      const instruction = instructions[cursor]!;
      if (!all && !isDue(instruction.every, iteration)) continue;
      try {
        instruction.run();
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return { cursor, message: `node ${JSON.stringify(instruction.node)}: ${error.message}` };
      }
      this.#progress.ran(instruction);
    }
    this.#losses.ran(from, to, iteration, all);
    return null;
  }
}

/** Whether the node was in the document before the edit, but not in the program: what it had learned is on the shelf. */
function wasWithoutParameters(old: Program | null, before: Plan, node: string, renamed: Renamed): boolean {
  const id = [...before.nodes.keys()].find((former) => newId(renamed, former) === node);
  return id !== undefined && (old === null || before.parameters.every((parameter) => parameter.node !== id));
}

/** The nodes that have forward instructions, in order. */
function computingNodes(plan: Plan): string[] {
  return [...new Set(plan.applied.map(({ node }) => node))];
}

function sameInstructions(before: Program, after: Program, renamed: Renamed): boolean {
  return (
    before.instructions.length === after.instructions.length &&
    before.instructions.every((old, at) => {
      const now = after.instructions[at]!;
      return newId(renamed, old.node) === now.node && old.pass === now.pass && old.op === now.op;
    })
  );
}
