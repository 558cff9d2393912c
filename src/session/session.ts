import { DiagnosticError } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { rewindAccumulatedGrads } from "../program/plan/accumulatedGrads.ts";
import { carryOver } from "../program/edit/carryOver.ts";
import { CompileCache } from "../program/compile/compileCache.ts";
import { heldDraws } from "../program/plan/draw.ts";
import type { Draw, Plan } from "../program/plan/plan.ts";
import { planGraph } from "../program/compile/planGraph.ts";
import { otherNumbers } from "../program/edit/otherNumbers.ts";
import { instantiate, type Program } from "../program/run/program.ts";
import { replacedData } from "../program/edit/replacedData.ts";
import { sameCourse, sameInstructions } from "../program/edit/sameProgram.ts";
import { downstreamOf, staleNodes } from "../program/edit/stale.ts";
import type { Texts } from "../program/plan/texts.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { GeneratorState } from "../tensor/rng/generator.ts";
import { Breakpoints } from "./stops/breakpoints.ts";
import { restoreCheckpoint, seedOf, takeCheckpoint } from "./kept/checkpoint.ts";
import { drawAll, drawParameters } from "./machine/draw.ts";
import { cannotRun } from "../program/run/cannotRun.ts";
import type { GradientRatios } from "./machine/gradientRatios.ts";
import { History, HISTORY_BYTES } from "./history/history.ts";
import { Machine, type Interruption } from "./machine/machine.ts";
import type { NodeProgress } from "./machine/nodeProgress.ts";
import { ParameterShelf, wasOutOfUse } from "./kept/parameterShelf.ts";
import { NO_GRAPH, type ProgramFacts, factsOf } from "./moves/programFacts.ts";
import { isSame, type Position } from "../protocol/position.ts";
import { numbersIn } from "./machine/snapshot.ts";
import { EMPTY, type State } from "./moves/state.ts";
import { checkpointBytes, type SavedState } from "./undo/savedState.ts";
import { SAVED_BYTES } from "./undo/savedStates.ts";
import { NumbersVersion } from "./undo/numbersVersion.ts";
import { StepNumbers } from "./undo/stepNumbers.ts";
import { holdsNumbersOf } from "./undo/holdsNumbersOf.ts";
import { isFiniteThroughout } from "./undo/isFiniteThroughout.ts";
import { writeCells } from "./kept/writeCells.ts";
import { isUntrained, isUpdated, transition } from "./moves/transition.ts";
import { type Renamed, newId } from "../graph/renamed.ts";
import type { Breakpoint, BreakpointReport } from "../protocol/breakpoint.ts";
import type { Checkpoint } from "../protocol/checkpoint.ts";
import type { LossPoint, LossPoints } from "../protocol/lossPoints.ts";
import type { NewData } from "../protocol/newData.ts";
import type { LossBirth, NotFiniteLoss } from "../protocol/notFiniteReport.ts";
import type { NumbersOffer } from "../protocol/numbersOffer.ts";
import type { Halt } from "../protocol/status.ts";
import type { CellValue } from "../protocol/tensorRegion.ts";
import type { UndoStep } from "../protocol/undoStep.ts";
import type { Effect } from "./moves/effect.ts";
import type { Restored, SessionEvent } from "./moves/sessionEvent.ts";

/** How many nodes an edit ran again, of how many that compute. */
export interface Reevaluated {
  /** Which edit of the session, from 1. */
  readonly edit: number;
  readonly nodes: number;
  readonly of: number;
}

/** An edit, as far as the session is concerned. */
interface Change {
  readonly before: Plan;
  readonly after: Plan;
  readonly old: Program | null;
  readonly program: Program | null;
  readonly renamed: Renamed;
  /** The nodes that compute something else than before. */
  readonly edited: ReadonlySet<string>;
  /** Whether there are other instructions. */
  readonly moved: boolean;
}

/** What is left of the numbers after an edit. */
interface Kept {
  /** The nodes whose numbers are out of date. */
  readonly stale: ReadonlySet<string>;
  /** The nodes whose batches and masks of this iteration there are. */
  readonly drew: ReadonlySet<string>;
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
  readonly #history: History;
  readonly #breakpoints = new Breakpoints();
  readonly #shelf = new ParameterShelf();
  readonly #stepNumbers: StepNumbers;
  #state: State = EMPTY;
  #plan: Plan | null = null;
  #facts: ProgramFacts = NO_GRAPH;
  /** Whether parameters were drawn since the start, so that the generator stands where the draws go on. */
  #streaming = false;
  readonly #version = new NumbersVersion();
  #timesPutBack = 0;
  #newData: NewData | null = null;
  #edits = 0;
  #reevaluated: Reevaluated | null = null;

  /**
   * @param texts the texts that are loaded; they may come and go while the session lives.
   * @param onLoss told of the losses of each finished iteration.
   * @param historyBytes what the snapshots for the way back may take together.
   * @param savedBytes what the numbers from before and after undo steps may take together.
   */
  constructor(
    kernels: Kernels,
    texts: Texts,
    onLoss: (point: LossPoint, node: string) => void,
    historyBytes = HISTORY_BYTES,
    savedBytes = SAVED_BYTES,
  ) {
    this.#kernels = kernels;
    this.#texts = texts;
    this.#machine = new Machine(onLoss);
    this.#history = new History(historyBytes);
    this.#stepNumbers = new StepNumbers(savedBytes);
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
  /** Whether Reset, and as many iterations, would give the numbers that are there. */
  get fromSeed(): boolean {
    return this.#plan === null || this.#state.seed === this.#plan.seed;
  }
  /** The losses that are nan or infinite by now, and since which iteration. */
  get notFiniteLosses(): readonly NotFiniteLoss[] {
    return this.#machine.losses.notFinite;
  }
  /** Where that was born which made a loss nan or infinite; null while all are finite, or where that is not known. */
  get birth(): LossBirth | null {
    return this.#machine.birth;
  }
  get reevaluated(): Reevaluated | null {
    return this.#reevaluated;
  }
  get progress(): NodeProgress {
    return this.#machine.progress;
  }
  get gradientRatios(): GradientRatios {
    return this.#machine.ratios;
  }
  get history(): History {
    return this.#history;
  }
  /** Set since an edit put other data in the place of those that the parameters were trained on. */
  get newData(): NewData | null {
    return this.#newData;
  }
  /** How often numbers of another time were put back, and the curves with them. */
  get timesPutBack(): number {
    return this.#timesPutBack;
  }
  /** Other numbers that can be taken since an edit was undone or done again. */
  get offer(): NumbersOffer | null {
    return this.#stepNumbers.offer;
  }
  get breakpoints(): readonly BreakpointReport[] {
    return this.#breakpoints.reports;
  }

  /** What compiling a graph says. Nothing of the session changes. */
  planOf(graph: Graph): Plan {
    return planGraph(graph, this.#texts, this.#cache);
  }

  /** Replaces everything by a new document; goes on from `checkpoint` if there is one that fits. */
  open(plan: Plan, evaluate: boolean, checkpoint?: Checkpoint): void {
    this.#breakpoints.set([], false, null);
    this.#install(plan, {});
    this.#cache.keepOnly(new Set(plan.nodes.keys()));
    this.#restart();
    const restored = checkpoint === undefined ? null : this.#restore(checkpoint);
    this.#reevaluated = null;
    this.#startAfresh();
    this.#apply({ type: "opened", evaluate, restored });
  }

  /**
   * Goes over to an edited document and keeps what is still true of the tensors. `revive`: the edit was an undo or a
   * redo, so that a node that comes back is the one that went, with what it had learned. `steps`: the undo steps that it
   * is, with which the numbers may go back to what they were with the document; none if it cannot be undone. As long as
   * nothing was trained or written, everything is drawn as compiling afresh would draw it.
   */
  edit(plan: Plan, renamed: Renamed, revive = false, steps: readonly UndoStep[] = []): void {
    const before = this.#plan;
    const { program: old, progress } = this.#machine;
    if (before === null) throw new Error("an edit came before a graph was opened");
    const left = this.#stepNumbers.saves(steps) ? this.#save() : null;
    const version = this.#versionNow();
    const untrained = isUntrained(this.#state, this.#facts);
    const edited = staleNodes(before, plan, renamed);
    const program = this.#install(plan, renamed);
    this.#cache.keepOnly(new Set(plan.nodes.keys()));
    const moved = old === null || program === null || !sameInstructions(old, program, renamed);
    const reseeded = untrained && plan.seed !== before.seed;
    const changed = edited.size > 0 || moved || reseeded || !sameCourse(old, program, renamed);
    const anew = untrained && changed;
    const change: Change = { before, after: plan, old, program, renamed, edited, moved };
    const { stale, drew } = anew ? this.#drawAnew(change) : this.#goOn(change, revive);
    const cleared = stale.size > 0 || moved;
    if (cleared) rewindAccumulatedGrads(plan);
    if (!changed) this.#history.rename(renamed);
    progress.edited({ stale, renamed, plan, drew, cleared });
    this.#countEdit(plan, stale);
    this.#apply({ type: "edited", stale: cleared, changed, heldDraws: progress.holdsDraws(plan), anew });
    if (changed) {
      this.#passed(steps, left, version);
      this.#noteNewData(plan, stale, steps);
    } else {
      this.#stepNumbers.renamed(renamed);
      if (this.#newData !== null) this.#newData = { ...this.#newData, node: newId(renamed, this.#newData.node) };
    }
  }

  /** Carries over what was learned, and what was drawn for this iteration. */
  #goOn({ before, after, old, program, renamed, edited: stale, moved }: Change, revive: boolean): Kept {
    const held = old === null || program === null ? new Map<Draw, Draw>() : heldDraws(before, after, renamed);
    this.#shelf.putAside(before, program === null ? null : after, renamed);
    if (program !== null) {
      const afresh = drawParameters(after);
      if (!this.#streaming) this.#machine.generator = afresh;
      this.#streaming = true;
      const grads = stale.size === 0 && !moved;
      const wholeGrads =
        !revive &&
        this.#state.cursor <= (old?.instructions ?? []).findIndex(({ beginsBackward }) => beginsBackward === true);
      const carry = { before, after, stale, renamed, held, grads, wholeGrads, lasting: true };
      const carried = old === null ? new Set<Tensor>() : carryOver(carry, this.#kernels);
      this.#shelf.putBack(after, carried, (kept) => {
        if (revive) return "any";
        return wasOutOfUse(old, before, kept, renamed) ? "last" : "none";
      });
    }
    const drew = [...held].filter(([, former]) => this.progress.drew(former.node)).map(([{ node }]) => node);
    return { stale, drew: new Set(drew) };
  }

  /** Draws parameters and, where this iteration's were drawn, batches and masks; carries over what holds with them. */
  #drawAnew({ before, after, old, program, renamed, edited, moved }: Change): Kept {
    this.#shelf.clear();
    if (program === null) return { stale: edited, drew: new Set() };
    const { drawn, iteration } = this.#state;
    const draws = drawn ? after.draws : [];
    this.#machine.generator = drawParameters(after);
    this.#streaming = true;
    drawAll(draws, this.#machine.generator, this.#kernels);
    const drew = new Set(draws.map(({ node }) => node));
    if (old === null) return { stale: edited, drew };
    // Behind the first iteration all that is there is of another one: what ops gave, and what was drawn.
    const others =
      iteration > 0
        ? [...computingNodes(after), ...after.draws.map(({ node }) => node)]
        : otherNumbers(before, after, renamed);
    const stale = new Set([...edited, ...others]);
    const grads = stale.size === 0 && !moved;
    const carry = { before, after, stale, renamed, held: new Map(), grads, wholeGrads: false, lasting: false };
    carryOver(carry, this.#kernels);
    return { stale, drew };
  }

  /** Other numbers follow from here on, and the document is at another side of undo steps. */
  #passed(steps: readonly UndoStep[], left: SavedState | null, version: string): void {
    this.#version.begin(this.#state, this.#updating, version);
    const restored = this.#stepNumbers.passed(steps, left, this.program !== null);
    if (restored !== null) this.#putBack(restored);
    else this.#findSeed(steps);
    if (steps.some(({ direction }) => direction !== "do")) this.#newData = null;
  }

  /** An edit that was undone before anything ran leaves the numbers as they were: the seed's again, if they were its. */
  #findSeed(steps: readonly UndoStep[]): void {
    const step = steps.at(-1);
    const { iteration, drawn, seed } = this.#state;
    if (step === undefined || this.#plan === null || seed !== null || isUpdated(this.#state, this.#facts)) return;
    const was = this.#stepNumbers.reached(step)?.numbers?.checkpoint;
    if (was === undefined || was.seed !== this.#plan.seed) return;
    const here = { plan: this.#plan, iteration, drawn, generator: this.#machine.generator.state() };
    if (holdsNumbersOf(was, here)) this.#state = { ...this.#state, seed: was.seed };
  }

  /** Takes the numbers that are offered in place of those at hand, which are then offered in turn. */
  takeOther(): void {
    this.#putBack(this.#stepNumbers.exchange(this.#save()));
  }

  /** The numbers at hand are to stay. */
  keepNumbers(): void {
    this.#stepNumbers.dismiss();
    this.#newData = null;
  }

  /** An undo has an offer of its own to make. */
  #noteNewData(plan: Plan, stale: ReadonlySet<string>, steps: readonly UndoStep[]): void {
    const { iteration, trained } = this.#state;
    const node = steps.at(-1)?.direction === "do" && trained ? replacedData(plan, stale) : null;
    // Typing on in a text is one replacement; an edit elsewhere leaves it what it is.
    if (node !== null) this.#newData = { node, iteration };
    else if (this.#newData !== null && !plan.nodes.has(this.#newData.node)) this.#newData = null;
  }

  #countEdit(plan: Plan, stale: ReadonlySet<string>): void {
    const computing = computingNodes(plan);
    this.#edits += 1;
    const nodes = computing.filter((node) => stale.has(node)).length;
    this.#reevaluated = { edit: this.#edits, nodes, of: computing.length };
  }

  /**
   * Puts numbers into cells of a parameter; gives what was there. What is computed of it is out of date. `steps`: the undo
   * steps that it is, as of an edit.
   */
  write(node: string, name: string, cells: readonly CellValue[], steps: readonly UndoStep[] = []): CellValue[] {
    const { plan } = this;
    if (plan === null || this.program === null) throw DiagnosticError.of(this.#facts.cannotRun ?? "no graph is open");
    const left = this.#stepNumbers.saves(steps) ? this.#save() : null;
    const version = this.#versionNow();
    const before = writeCells(plan, node, name, cells);
    const stale = downstreamOf(plan, node);
    rewindAccumulatedGrads(plan);
    const drew = new Set(plan.draws.map((draw) => draw.node).filter((drawing) => this.progress.drew(drawing)));
    this.progress.edited({ stale, renamed: {}, plan, drew, cleared: true });
    this.#countEdit(plan, stale);
    const heldDraws = this.progress.holdsDraws(plan);
    this.#apply({ type: "edited", stale: true, changed: true, heldDraws, anew: false });
    this.#passed(steps, left, version);
    return before;
  }

  /** One command or event. Throws a DiagnosticError with the reason when it is refused. */
  handle(event: Exclude<SessionEvent, { type: "opened" | "edited" | "restored" | "halted" }>): void {
    this.#apply(event);
    if (event.type === "reset") this.#startAfresh();
  }

  /** Replaces all breakpoints. `notFinite`: also stop at the first number that is nan or infinite. */
  setBreakpoints(list: readonly Breakpoint[], notFinite: boolean): void {
    this.#breakpoints.set(list, notFinite, this.program);
  }

  /** The curves so far, thinned. */
  curves(): readonly LossPoints[] {
    return this.#machine.losses.curves();
  }

  /** Where the random stream stands. */
  generatorState(): GeneratorState {
    return this.#machine.generator.state();
  }

  /**
   * Everything needed to go on later, bit for bit, from the start of this iteration. Behind a part of an update the
   * parameters are those of its start as long as that is kept for the way back; otherwise as they are.
   */
  checkpoint(): Checkpoint {
    const { program } = this;
    if (this.#plan === null) throw DiagnosticError.of("no graph is open");
    const { iteration, cursor, drawn } = this.#state;
    const start = program === null || cursor === 0 ? null : this.#history.exactly({ iteration, cursor: 0 });
    return takeCheckpoint({
      plan: this.#plan,
      iteration,
      copy: ({ storage }) =>
        start === null || program === null
          ? Float32Array.from(storage.data)
          : numbersIn(start.snapshot, storage.data, program.memory),
      generator: start?.snapshot.generator ?? this.#machine.generator.state(),
      draws: (start?.drawn ?? drawn) && program !== null ? this.#plan.draws : null,
      curves: this.#machine.losses.curves(),
      birth: start === null ? this.#machine.birth : start.snapshot.birth,
      shelf: this.#shelf,
      seed: start === null && isUpdated(this.#state, this.#facts) ? null : this.#state.seed,
      trained: this.#state.trained && (start === null || iteration > 0),
    });
  }

  #save(): SavedState {
    const checkpoint = this.checkpoint();
    return {
      iteration: checkpoint.iteration,
      version: this.#versionNow(),
      finite: isFiniteThroughout(checkpoint, this.loss),
      bytes: checkpointBytes(checkpoint),
      numbers: { checkpoint, ratios: this.#machine.ratios.state(), shelf: this.#shelf.state() },
    };
  }

  #putBack({ numbers, version }: SavedState): void {
    if (numbers === null || this.#plan === null) return;
    const { checkpoint, ratios, shelf } = numbers;
    this.#restart();
    const restored = this.#restore(checkpoint);
    if (restored === null) return;
    this.#shelf.restore(shelf, checkpoint, this.#plan);
    this.#machine.ratios.restore(ratios);
    this.#apply({ type: "restored", ...restored });
    this.#version.begin(this.#state, false, version);
    this.#timesPutBack += 1;
  }

  /** The numbers are those of another start: what was offered beside those before means nothing any more. */
  #startAfresh(): void {
    this.#version.begin(this.#state, false, null);
    this.keepNumbers();
  }

  /** Which numbers these are. */
  #versionNow(): string {
    return this.#version.at(this.#state, this.#updating);
  }

  /** Whether the cursor stands behind a part of the iteration's update. */
  get #updating(): boolean {
    return this.program?.instructions[this.#state.cursor - 1]?.pass === "update";
  }

  #install(plan: Plan, renamed: Renamed): Program | null {
    const fault = cannotRun(plan);
    this.#plan = plan;
    const program = plan.applied.length > 0 && fault !== null ? null : instantiate(plan, this.#kernels);
    this.#machine.install(plan, program, renamed);
    this.#breakpoints.install(program, renamed);
    this.#facts = factsOf(plan, program, this.#history);
    return program;
  }

  #restart(): void {
    if (this.#plan === null) return;
    this.#machine.restart(this.#plan);
    this.#machine.losses.clear();
    this.#machine.ratios.clear();
    this.#streaming = this.program !== null;
    this.#shelf.clear();
    this.#reevaluated = null;
  }

  #restore(checkpoint: Checkpoint): Restored | null {
    if (this.#plan === null || this.program === null) return null;
    const { generator, progress } = this.#machine;
    const seed = seedOf(checkpoint, this.#plan);
    progress.drawn(restoreCheckpoint(this.#plan, checkpoint, generator, this.#kernels));
    this.#shelf.takeFrom(checkpoint, this.#plan);
    this.#machine.restoreLosses(checkpoint);
    return {
      iteration: checkpoint.iteration,
      drawn: progress.holdsDraws(this.#plan) && checkpoint.draws !== null,
      seed,
      trained: checkpoint.trained ?? checkpoint.iteration > 0,
    };
  }

  #apply(event: SessionEvent): void {
    const { state, effects, refusal } = transition(this.#state, event, this.#facts);
    if (refusal !== undefined) throw DiagnosticError.of(refusal);
    const before = this.#state;
    this.#state = state;
    let reached: Halt | null = null;
    for (const effect of effects) {
      const interruption = this.#carryOut(effect);
      if (interruption === null) continue;
      if (effect.do !== "run" || interruption.cursor < effect.to) {
        this.#interrupt(effect, before, interruption);
        return;
      }
      // The run came as far as it was to go; what follows it is still to be done.
      reached = interruption.halt;
    }
    reached ??= this.#haltHere(before);
    if (reached !== null) this.#halt(this.#state, this.#state, reached);
  }

  /** A run that goes on by itself may have come to a breakpoint. */
  #haltHere(before: Position): Halt | null {
    const { stops } = this.#breakpoints;
    const goesOn = this.#state.phase === "training" || this.#state.phase === "playing";
    return stops !== null && goesOn && !isSame(before, this.#state) ? this.#machine.haltAt(stops, this.#state) : null;
  }

  #halt(state: State, { iteration, cursor }: Position, halt: Halt): void {
    this.#state = transition(state, { type: "halted", at: { iteration, cursor }, halt }, this.#facts).state;
  }

  #carryOut(effect: Effect): Interruption | null {
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
        this.#reevaluated = null;
        return this.#run(effect);
      case "finish":
        this.#machine.finishedIteration(effect.iteration, effect.first);
        return null;
      case "forget": {
        const seed = this.#plan?.seed ?? 0;
        this.#history.forget(effect.fromSeed === null ? null : { seed, ...effect.fromSeed });
        return null;
      }
      case "keep":
        if (this.program === null) return null;
        this.#history.keep(this.#state, this.#machine.snapshotBytes, (reuse) => this.#machine.snapshot(reuse));
        return null;
      case "restore":
        if (this.#plan !== null) this.#machine.goBack(this.#history.at(effect.at), this.#plan);
        return null;
    }
  }

  /** The cursor stays before the instruction that was to run next. */
  #interrupt(effect: Effect, before: State, { cursor, halt }: Interruption): void {
    const [iteration, newest] =
      effect.do === "run" ? [effect.iteration, before.newest] : [this.#state.iteration, this.#state.newest];
    this.#halt({ ...this.#state, newest, drawn: true }, { iteration, cursor }, halt);
  }

  #run({ from, to, iteration, replay }: Extract<Effect, { do: "run" }>): Interruption | null {
    const { stops } = this.#breakpoints;
    if (stops === null || replay) return this.#machine.run(from, to, iteration);
    return this.#machine.runUntil(stops, from, to, iteration);
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
