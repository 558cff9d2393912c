import { DiagnosticError } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import type { Renamed } from "../graph/renamed.ts";
import { CompileCache } from "../program/compile/compileCache.ts";
import { planGraph } from "../program/compile/planGraph.ts";
import { downstreamOf } from "../program/edit/stale.ts";
import { transfer } from "../program/edit/transfer.ts";
import { rewindAccumulatedGrads } from "../program/plan/accumulatedGrads.ts";
import type { Plan } from "../program/plan/plan.ts";
import type { Texts } from "../program/plan/texts.ts";
import type { Program } from "../program/run/program.ts";
import type { unwatched } from "../program/run/unwatched.ts";
import { parameterKey } from "../program/tensors/persistent.ts";
import type { Breakpoint, BreakpointReport } from "../protocol/breakpoint.ts";
import type { Checkpoint } from "../protocol/checkpoint.ts";
import type { LossPoint, LossPoints } from "../protocol/lossPoints.ts";
import type { LossBirth, NotFiniteLoss } from "../protocol/notFiniteReport.ts";
import type { Status } from "../protocol/status.ts";
import type { CellValue } from "../protocol/tensorRegion.ts";
import type { UndoStep } from "../protocol/undoStep.ts";
import type { Backend } from "../tensor/backend/backend.ts";
import type { GeneratorState } from "../tensor/rng/generator.ts";
import { Asker } from "./ask/asker.ts";
import { carryNumbers, drawNumbers } from "./edit/carryNumbers.ts";
import { whyEdited } from "./edit/whyEdited.ts";
import { History, HISTORY_BYTES } from "./history/history.ts";
import { checkpointOf, putInPlace } from "./kept/cursorCheckpoint.ts";
import { ParameterShelf } from "./kept/parameterShelf.ts";
import { writeCells } from "./kept/writeCells.ts";
import type { GradientRatios } from "./machine/gradientRatios.ts";
import type { LossRecord } from "./machine/lossRecord.ts";
import { Machine } from "./machine/machine.ts";
import type { NodeProgress } from "./machine/nodeProgress.ts";
import { Cursor } from "./moves/cursor.ts";
import type { SessionEvent } from "./moves/sessionEvent.ts";
import type { State } from "./moves/state.ts";
import { isUntrained } from "./moves/transition.ts";
import type { Placing } from "./stops/placing.ts";
import { SAVED_BYTES } from "./undo/savedStates.ts";
import { UndoNumbers } from "./undo/undoNumbers.ts";

/**
 * Is a program, a cursor in it, and what was learned: everything that moves, and goes along with edits of the document.
 */
export class Session {
  /** The model that is given contexts of its own. */
  readonly asker = new Asker();
  readonly #backend: Backend;
  readonly #texts: Texts;
  readonly #cache = new CompileCache();
  readonly #machine: Machine;
  readonly #cursor: Cursor;
  readonly #shelf = new ParameterShelf();
  readonly #undo: UndoNumbers;

  /**
   * @param texts the texts that are loaded; they may come and go while the session lives.
   * @param onLoss told of the losses of each finished iteration.
   * @param historyBytes what the snapshots for the way back may take together; HISTORY_BYTES when left out.
   * @param savedBytes what the numbers from before and after undo steps may take together.
   */
  constructor(
    backend: Backend,
    texts: Texts,
    onLoss: (point: LossPoint, node: string) => void,
    historyBytes?: number,
    savedBytes = SAVED_BYTES,
  ) {
    this.#backend = backend;
    this.#texts = texts;
    this.#machine = new Machine(onLoss);
    const room = historyBytes === undefined ? HISTORY_BYTES : { training: historyBytes, most: historyBytes };
    this.#cursor = new Cursor(backend, this.#machine, new History(room), () => this.#shelf.clear());
    this.#undo = new UndoNumbers(this.#cursor, this.#shelf, backend.kernels, savedBytes);
  }

  get state(): State {
    return this.#cursor.state;
  }
  get plan(): Plan | null {
    return this.#cursor.plan;
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
    return this.plan === null || this.state.seed === this.plan.seed;
  }
  /** The losses that are nan or infinite by now, and since which iteration. */
  get notFiniteLosses(): readonly NotFiniteLoss[] {
    return this.#machine.losses.notFinite;
  }
  /** Where that was born which made a loss nan or infinite; null while all are finite, or where that is not known. */
  get birth(): LossBirth | null {
    return this.#machine.birth;
  }
  get reevaluated(): Status["reevaluated"] {
    return this.#cursor.reevaluated;
  }
  get texts(): Texts {
    return this.#texts;
  }
  get progress(): NodeProgress {
    return this.#machine.progress;
  }
  get losses(): Pick<LossRecord, "best" | "before"> {
    return this.#machine.losses;
  }
  get gradientRatios(): GradientRatios {
    return this.#machine.ratios;
  }
  get history(): History {
    return this.#cursor.history;
  }
  get breakpoints(): readonly BreakpointReport[] {
    return this.#cursor.breakpoints.reports;
  }
  /** What undoing and redoing an edit does with the numbers. */
  get undo(): Pick<UndoNumbers, "newData" | "offer" | "timesPutBack" | "left"> {
    return this.#undo;
  }

  /** What compiling a graph says. Nothing of the session changes. */
  planOf(graph: Graph): Plan {
    return planGraph(graph, this.#texts, this.#cache);
  }

  /**
   * The same, for an edit: what the edit leaves as it is, is shared with the plan that there is. Memory is the one's or the
   * other's, so nothing but {@link edit} may be done with it.
   */
  planEdit(graph: Graph, renamed: Renamed = {}): Plan {
    return planGraph(graph, this.#texts, this.#cache, this.plan, renamed);
  }

  /** Has {@link train} leave out what nobody looks at, and do several things in one. No number changes. */
  hasten(prepare: typeof unwatched): void {
    this.#machine.hasten(prepare);
  }

  /** Goes on with another backend, whose kernels have the same bits. Nothing else changes. */
  moveTo(backend: Backend): void {
    this.#cursor.moveTo(backend);
  }

  /** Replaces everything by a new document; goes on from `checkpoint` if there is one that fits. */
  open(plan: Plan, evaluate: boolean, checkpoint?: Checkpoint): void {
    const { program: former } = this;
    this.#cursor.breakpoints.set([], false, null, null);
    this.#install(plan, {});
    former?.memory.block.release();
    this.#cursor.restart();
    const restored =
      checkpoint === undefined ? null : putInPlace(this.#cursor, this.#shelf, checkpoint, this.#backend.kernels);
    this.#undo.startAfresh();
    this.#cursor.apply({ type: "opened", evaluate, restored });
  }

  /**
   * Goes over to an edited document and keeps what is still true of the tensors. `revive`: the edit was an undo or a
   * redo, so that a node that comes back is the one that went, with what it had learned. `steps`: the undo steps that it
   * is, with which the numbers may go back to what they were with the document; none if it cannot be undone. As long as
   * nothing was trained or written, everything is drawn as compiling afresh would draw it.
   */
  edit(plan: Plan, renamed: Renamed, revive = false, steps: readonly UndoStep[] = []): void {
    const { plan: old, program, state, facts, history } = this.#cursor;
    if (old === null) throw new Error("an edit came before a graph was opened");
    const left = this.#undo.leave(steps);
    const untrained = isUntrained(state, facts);
    const change = transfer({ plan: old, program }, { plan, program: this.#install(plan, renamed) }, renamed);
    const changed = change.changed || (untrained && plan.seed !== old.seed);
    const anew = untrained && changed;
    const numbers = { machine: this.#machine, shelf: this.#shelf, kernels: this.#backend.kernels };
    const { stale, drew } = anew
      ? drawNumbers(change, numbers, state)
      : carryNumbers(change, numbers, state.cursor, revive);
    if (!changed) history.rename(renamed);
    const cleared = stale.size > 0 || change.moved;
    this.#edited(plan, { stale, drew, renamed, cleared, changed, anew, why: changed ? whyEdited(change) : "" });
    if (changed) {
      this.#undo.passed(steps, left);
      this.#undo.noteNewData(change, stale, steps);
    } else this.#undo.rename(renamed);
    program?.memory.block.release();
  }

  /**
   * Puts numbers into cells of a parameter; gives what was there. What is computed of it is out of date. `steps`: the undo
   * steps that it is, as of an edit.
   */
  write(node: string, name: string, cells: readonly CellValue[], steps: readonly UndoStep[] = []): CellValue[] {
    const { plan, program, facts } = this.#cursor;
    if (plan === null || program === null) throw DiagnosticError.of(facts.cannotRun ?? "no graph is open");
    const left = this.#undo.leave(steps);
    const before = writeCells(plan, node, name, cells);
    const drew = new Set(plan.draws.map((draw) => draw.node).filter((drawing) => this.progress.drew(drawing)));
    const stale = downstreamOf(plan, node);
    const why = `a number of "${parameterKey(node, name)}" was written by hand`;
    this.#edited(plan, { stale, drew, renamed: {}, cleared: true, changed: true, anew: false, why });
    this.#undo.passed(steps, left);
    return before;
  }

  /** One command or event. Throws a DiagnosticError with the reason when it is refused. */
  handle(event: Exclude<SessionEvent, { type: "opened" | "edited" | "restored" | "halted" }>): void {
    this.#cursor.apply(event);
    if (event.type === "reset") this.#undo.startAfresh();
  }

  /**
   * Trains iteration after iteration: as so many ticks, but faster. `goesOn` is asked as each begins, whether another one follows
   * it. Gives how many iterations were begun. While it runs nobody may look at the tensors.
   */
  train(goesOn: () => boolean): number {
    return this.#cursor.train(goesOn);
  }

  /** Takes the numbers that are offered in place of those at hand, which are then offered in turn. */
  takeOther(): void {
    this.#undo.takeOther();
  }

  /** The numbers at hand are to stay. */
  keepNumbers(): void {
    this.#undo.keep();
  }

  /**
   * Replaces all breakpoints.
   *
   * @param notFinite also stop at the first number that is nan or infinite.
   * @param placing puts them into programs; null where there are none.
   */
  setBreakpoints(list: readonly Breakpoint[], notFinite: boolean, placing: Placing | null): void {
    this.#cursor.breakpoints.set(list, notFinite, this.program, placing);
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
    return checkpointOf(this.#cursor, this.#shelf);
  }

  #install(plan: Plan, renamed: Renamed): Program | null {
    const program = this.#cursor.install(plan, renamed);
    this.#cache.keepOnly(new Set(plan.nodes.keys()));
    return program;
  }

  /** The numbers of `stale` are out of date; `cleared`: the pass is to begin anew. */
  #edited(plan: Plan, { stale, drew, renamed, cleared, changed, anew, why }: Edited): void {
    if (cleared) rewindAccumulatedGrads(plan);
    this.progress.edited({ stale, renamed, plan, drew, cleared });
    this.#cursor.countEdit(plan, stale);
    const heldDraws = this.progress.holdsDraws(plan);
    this.#cursor.apply({ type: "edited", stale: cleared, changed, why, heldDraws, anew });
  }
}

interface Edited {
  readonly stale: ReadonlySet<string>;
  readonly drew: ReadonlySet<string>;
  readonly renamed: Renamed;
  readonly cleared: boolean;
  readonly changed: boolean;
  readonly anew: boolean;
  /** What happened, should the numbers not be the seed's any more. */
  readonly why: string;
}
