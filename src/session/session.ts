import { DiagnosticError } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { carryOver } from "../program/carryOver.ts";
import { CompileCache } from "../program/compileCache.ts";
import { heldDraws } from "../program/draw.ts";
import type { Draw, Plan } from "../program/plan.ts";
import { planGraph } from "../program/planGraph.ts";
import { instantiate, nodeEnd, type Program } from "../program/program.ts";
import { newId, staleNodes, type Renamed } from "../program/stale.ts";
import type { Texts } from "../program/texts.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { GeneratorState } from "../tensor/rng/generator.ts";
import { restoreCheckpoint, takeCheckpoint } from "./checkpoint.ts";
import { drawParameters } from "./draw.ts";
import { cannotRun, cannotTrain } from "./judgement.ts";
import { Machine, type Interruption } from "./machine.ts";
import type { NodeProgress } from "./nodeProgress.ts";
import { ParameterShelf, wasOutOfUse } from "./parameterShelf.ts";
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
  readonly #machine: Machine;
  readonly #shelf = new ParameterShelf();
  #state: State = EMPTY;
  #plan: Plan | null = null;
  #facts: ProgramFacts = NO_GRAPH;
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
    this.#machine = new Machine(onLoss);
  }

  get state(): State {
    return this.#state;
  }
  get plan(): Plan | null {
    return this.#plan;
  }
  /** Null while no graph is open, or when the graph's tensors need more memory than is allowed. */
  get program(): Program | null {
    return this.#machine.program;
  }
  /** The newest value of the most important loss, and the iteration it belongs to. */
  get loss(): LossPoint | null {
    return this.#machine.losses.newest;
  }
  get reevaluated(): Reevaluated | null {
    return this.#reevaluated;
  }
  get progress(): NodeProgress {
    return this.#machine.progress;
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
    const { program: old, progress } = this.#machine;
    if (before === null) throw new Error("an edit came before a graph was opened");
    const stale = staleNodes(before, plan, renamed);
    const program = this.#install(plan, renamed);
    this.#cache.keepOnly(new Set(plan.nodes.keys()));
    const held = old === null || program === null ? new Map<Draw, Draw>() : heldDraws(before, plan, renamed);
    const moved = old === null || program === null || !sameInstructions(old, program, renamed);
    this.#shelf.putAside(before, program === null ? null : plan, renamed);
    if (program !== null) {
      const afresh = drawParameters(plan);
      if (!this.#streaming) this.#machine.generator = afresh;
      this.#streaming = true;
      const grads = stale.size === 0 && !moved;
      const carry = { before, after: plan, stale, renamed, held, grads };
      const carried = old === null ? new Set<Tensor>() : carryOver(carry, this.#kernels);
      this.#shelf.putBack(plan, carried, (kept) => {
        if (revive) return "any";
        return wasOutOfUse(old, before, kept, renamed) ? "last" : "none";
      });
    }
    const cleared = stale.size > 0 || moved;
    const heldNodes = new Set([...held.keys()].map(({ node }) => node));
    progress.edited({ stale, renamed, plan, held: heldNodes, cleared });
    const computing = computingNodes(plan);
    const staleCount = computing.filter((node) => stale.has(node)).length;
    this.#reevaluated = { nodes: staleCount, of: computing.length };
    this.#apply({ type: "edited", stale: cleared, heldDraws: progress.holdsDraws(plan) });
  }

  /** One command or event. Throws a DiagnosticError with the reason when it is refused. */
  handle(event: Exclude<Event, { type: "opened" | "edited" | "failed" }>): void {
    this.#apply(event);
  }

  /** The curves so far, thinned. */
  curves(): readonly LossPoints[] {
    return this.#machine.losses.curves();
  }

  /** Where the random stream stands. */
  generatorState(): GeneratorState {
    return this.#machine.generator.state();
  }

  /** Everything needed to go on later, bit for bit, from the start of this iteration. */
  checkpoint(): Checkpoint {
    if (this.#plan === null) throw DiagnosticError.of("no graph is open");
    return takeCheckpoint({
      plan: this.#plan,
      iteration: this.#state.iteration,
      generator: this.#machine.generator,
      draws: this.#state.drawn && this.program !== null ? this.#plan.draws : null,
      curves: this.#machine.losses.curves(),
      shelf: this.#shelf,
    });
  }

  #install(plan: Plan, renamed: Renamed): Program | null {
    const fault = cannotRun(plan);
    this.#plan = plan;
    const program = plan.applied.length > 0 && fault !== null ? null : instantiate(plan, this.#kernels);
    this.#machine.install(plan, program, renamed);
    const instructions = program?.instructions ?? [];
    this.#facts = {
      length: instructions.length,
      nodeEnd: (cursor, iteration) => nodeEnd(instructions, cursor, iteration),
      cannotRun: fault,
      cannotTrain: cannotTrain(plan),
    };
    return program;
  }

  #restart(): void {
    if (this.#plan === null) return;
    this.#machine.restart(this.#plan);
    this.#machine.losses.clear();
    this.#streaming = this.program !== null;
    this.#shelf.clear();
    this.#reevaluated = null;
  }

  #restore(checkpoint: Checkpoint): { iteration: number; drawn: boolean } | null {
    if (this.#plan === null || this.program === null) return null;
    const { generator, progress, losses } = this.#machine;
    progress.drawn(restoreCheckpoint(this.#plan, checkpoint, generator, this.#kernels));
    this.#shelf.takeFrom(checkpoint, this.#plan);
    losses.restore(checkpoint.curves);
    return {
      iteration: checkpoint.iteration,
      drawn: progress.holdsDraws(this.#plan) && checkpoint.draws !== null,
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

  #carryOut(effect: Effect, before: State): Interruption | null {
    switch (effect.do) {
      case "restart":
        this.#restart();
        return null;
      case "draw":
        this.#machine.draw();
        return null;
      case "evaluate":
        return this.#evaluate();
      case "run":
        return this.#machine.run(effect.from, effect.to, before.iteration);
      case "record":
        this.#machine.finishedIteration(effect.iteration);
        return null;
    }
  }

  #evaluate(): Interruption | null {
    const nodes = this.#machine.evaluate(this.#state.iteration);
    if (typeof nodes !== "number") return nodes;
    if (this.#reevaluated !== null) this.#reevaluated = { ...this.#reevaluated, nodes };
    return null;
  }
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
