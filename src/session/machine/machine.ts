import { DiagnosticError } from "../../base/diagnostic.ts";
import { bytesOf } from "../../program/run/memory.ts";
import { isDue } from "../../protocol/instructionReport.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import type { unwatched } from "../../program/run/unwatched.ts";
import { Generator } from "../../tensor/rng/generator.ts";
import { drawParameters } from "./draw.ts";
import type { Moment } from "../condition/compileCondition.ts";
import type { Stops } from "../stops/stops.ts";
import type { Position } from "../../protocol/position.ts";
import { piecesOf, type Piece } from "./pieces.ts";
import { SparePieces } from "./sparePieces.ts";
import { StateCopy } from "./stateCopy.ts";
import type { SeedStart, Snapshot } from "./snapshot.ts";
import { GradientRatios } from "./gradientRatios.ts";
import { LeftOut } from "./leftOut.ts";
import { LossRecord } from "./lossRecord.ts";
import { findLossBirth } from "../notFinite/findLossBirth.ts";
import { NodeProgress } from "./nodeProgress.ts";
import { type Renamed, newId } from "../../graph/renamed.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { LossPoint } from "../../protocol/lossPoints.ts";
import type { LossBirth } from "../../protocol/notFiniteReport.ts";
import type { Halt } from "../../protocol/status.ts";

/** Says where and why a run ended before its end: before which instruction the cursor stands. */
export interface Interruption {
  readonly cursor: number;
  readonly halt: Halt;
}

/**
 * Holds the tensors of a session and what moves with them: the program, the generator, and the books about which nodes
 * have numbers and what the losses were. It knows no cursor and decides nothing.
 */
export class Machine {
  readonly progress = new NodeProgress();
  readonly losses: LossRecord;
  readonly ratios = new GradientRatios();
  generator = new Generator(0);
  /** Whether parameters were drawn since the start, so that the generator stands where the draws go on. */
  streaming = false;
  #program: Program | null = null;
  #prepare: typeof unwatched | null = null;
  #birth: LossBirth | null = null;
  readonly #leftOut = new LeftOut(this.progress);
  /** The parts that snapshots may share; null before the first. */
  #pieces: readonly Piece[] | null = null;
  readonly #spare = new SparePieces();
  /** Of each instruction that runs in some iterations only, what it last computed: no two are the same number. */
  readonly #versions = new Map<number, number>();
  #version = 0;

  /** @param onLoss told of the losses of each finished iteration. */
  constructor(onLoss: (point: LossPoint, node: string) => void) {
    this.losses = new LossRecord(onLoss);
  }

  /** Null while no graph is open, or when the graph's tensors need more memory than is allowed. */
  get program(): Program | null {
    return this.#program;
  }

  /** Where that was born which made a loss nan or infinite; null while all are finite, or where that is not known. */
  get birth(): LossBirth | null {
    return this.losses.areFinite ? null : this.#birth;
  }

  /** Has iterations that nobody looks into prepared, when there are some: until then they run as all others. */
  hasten(prepare: typeof unwatched): void {
    this.#prepare = prepare;
  }

  install(plan: Plan, program: Program | null, renamed: Renamed): void {
    if (this.#birth !== null) this.#birth = { ...this.#birth, node: newId(renamed, this.#birth.node) };
    this.#program = program;
    this.#leftOut.forget();
    this.#pieces = null;
    this.losses.install(plan, renamed);
    this.ratios.install(plan, program?.backend ?? null, renamed);
  }

  /** Parameters as the seed draws them, the generator at the seed's stream, no numbers yet: as after compiling. */
  restart(plan: Plan): void {
    if (this.#program !== null) stateOf(this.#program).fill(0);
    this.#versions.clear();
    this.#version += 1;
    this.generator = this.#program === null ? new Generator(plan.seed) : drawParameters(plan);
    this.streaming = this.#program !== null;
    this.progress.clear();
    this.losses.restoreStates([]);
    this.#birth = null;
  }

  /** Takes over the curves of a checkpoint, and where the number was born that made a loss not finite. */
  restoreLosses({ curves, birth }: Pick<Checkpoint, "curves" | "birth">): void {
    this.losses.restore(curves);
    this.#birth = birth ?? null;
  }

  /** Draws this iteration's batches and masks, those that were not drawn yet. */
  draw(): void {
    if (this.#program === null) return;
    const { draws } = this.#program;
    for (let at = 0; at < draws.length; at++) {
      const { nodes, run } = draws[at]!;
      if (this.progress.drew(nodes[0])) continue;
      run(this.generator);
      this.progress.drawn(nodes);
    }
  }

  /** Runs the forward instructions of the nodes whose numbers are not up to date; says how many nodes that were. */
  evaluate(iteration: number): number | Interruption {
    if (this.#program === null) return 0;
    const fresh = new Set(this.progress.fresh);
    const ran = new Set<string>();
    for (const [cursor, { pass, node }] of this.#program.instructions.entries()) {
      if (pass !== "forward") break;
      if (fresh.has(node)) continue;
      ran.add(node);
      const interruption = this.run(cursor, cursor + 1, iteration, true);
      if (interruption !== null) return { ...interruption, cursor: 0 };
    }
    return ran.size;
  }

  /**
   * Runs a whole iteration but for what can wait. Whoever has one run calls {@link catchUp} before anybody looks, and before
   * the next draws. `followed`: another one is to be run at once, and nobody looks at what this one gives but for its end.
   */
  runIteration(iteration: number, followed: boolean): Interruption | null {
    if (this.#program === null) return null;
    const program = this.#program;
    const { length } = program.instructions;
    const unwatched = (program.unwatched ??= this.#prepare?.(program) ?? null);
    if (unwatched === null) return this.run(0, length, iteration);
    const moves = followed && !this.ratios.isDue(iteration);
    this.#leftOut.begins(followed, moves);
    const turns = moves ? unwatched.moving : followed ? unwatched.followed : unwatched.turns;
    const interruption = this.#run(program, 0, length, iteration, false, turns);
    if (interruption === null) this.#leftOut.ended();
    return interruption;
  }

  /**
   * Runs what {@link runIteration} left out, before the instruction `end`. `whole`: this is the end of the iteration; otherwise
   * what it left out behind that has no numbers, as those that it would be computed of are from different iterations.
   */
  catchUp(end: number, whole: boolean): void {
    const unwatched = this.#program?.unwatched ?? null;
    if (this.#program !== null && unwatched !== null) this.#leftOut.catchUp(this.#program, unwatched, end, whole);
  }

  /** Runs the instructions from `from` up to `to`. `all`: also what is only measured, and not due in this iteration. */
  run(from: number, to: number, iteration: number, all = false): Interruption | null {
    return this.#program === null ? null : this.#run(this.#program, from, to, iteration, all, null);
  }

  #run(
    program: Program,
    from: number,
    to: number,
    iteration: number,
    all: boolean,
    // What is left out is computed before anybody asks: the books say that it is.
    turns: readonly ((() => void) | null)[] | null,
  ): Interruption | null {
    const { instructions, clock } = program;
    const { cursors } = this.losses;
    clock.iteration = iteration;
    for (let cursor = from; cursor < to; cursor++) {
      const instruction = instructions[cursor]!;
      if (instruction.every !== undefined) {
        if (!all && !isDue(instruction.every, iteration)) continue;
        this.#version += 1;
        this.#versions.set(cursor, this.#version);
      }
      try {
        if (turns === null) instruction.run();
        else turns[cursor]?.();
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (turns !== null) program.unwatched?.failedAt(cursor);
        const { node } = instruction;
        const plain = error instanceof DiagnosticError ? error.diagnostics[0]?.plain : undefined;
        const sentence = `node ${JSON.stringify(node)}: ${error.message}`;
        return { cursor, halt: { reason: "failed", node, sentence, ...(plain === undefined ? {} : { plain }) } };
      }
      const next = instructions[cursor + 1];
      this.progress.ran(instruction, next?.node !== instruction.node || next.pass !== instruction.pass);
      if (cursors.has(cursor)) this.#judge(program, cursor, iteration);
    }
    return null;
  }

  /** A loss was computed. What made it nan or infinite can be told now: the next passes change the numbers. */
  #judge(program: Program, cursor: number, iteration: number): void {
    const known = this.birth !== null;
    const ruined = this.losses.ran(cursor, iteration);
    if (ruined === null || known) return;
    if (program.unwatched !== null) this.#leftOut.atLoss(program, program.unwatched, cursor);
    this.#birth = findLossBirth(program, ruined, iteration, this.progress.graded);
  }

  /** The same, as far as the stops let it. One before the first instruction, where the cursor stands already, is passed. */
  runUntil(stops: Stops, from: number, to: number, iteration: number): Interruption | null {
    if (this.#program === null) return null;
    const { boundaries } = this.#program;
    const first = boundaries.next(from, iteration);
    for (let cursor = first; cursor < to; cursor = boundaries.next(cursor + 1, iteration)) {
      const before = cursor === first ? null : stops.haltBefore(cursor, this.#moment(iteration));
      if (before !== null) return { cursor, halt: before };
      const failed = this.run(cursor, cursor + 1, iteration);
      if (failed !== null) return failed;
      const after = stops.haltAfter(cursor, this.#moment(iteration));
      if (after !== null) return { cursor: boundaries.next(cursor + 1, iteration), halt: after };
    }
    return null;
  }

  /** Why a run that goes on by itself is to stop where it has come to. */
  haltAt(stops: Stops, { iteration, cursor }: Position): Halt | null {
    const next = this.#program?.boundaries.next(cursor, iteration) ?? cursor;
    const moment = this.#moment(iteration);
    return stops.haltBefore(cursor, moment) ?? (next === cursor ? null : stops.haltBefore(next, moment));
  }

  #moment(iteration: number): Moment {
    return { loss: this.losses.newest?.loss ?? Number.NaN, iteration };
  }

  /** The iteration is over. `first`: it was not run before, and its losses go into the curves. */
  finishedIteration(iteration: number, first: boolean): void {
    this.progress.finishedIteration();
    if (!first) return;
    this.losses.finishedIteration(iteration);
    this.ratios.finishedIteration(iteration);
  }

  /** What a snapshot takes that shares nothing, about. */
  get snapshotBytes(): number {
    return this.#program === null ? 0 : stateOf(this.#program).length + this.#bookBytes;
  }

  get #bookBytes(): number {
    return BOOKS + BOOKS_PER_NODE * (this.#program?.plan.nodes.size ?? 0);
  }

  /**
   * A copy of everything that running changes.
   *
   * @param before a snapshot of the same program, to share what is the same with.
   * @param isWhole false: without what a whole iteration derives anew.
   */
  snapshot(before: Snapshot | null, isWhole: boolean): Snapshot {
    const state = this.#program === null ? new Uint8Array(0) : stateOf(this.#program);
    if (this.#program !== null) this.#pieces ??= piecesOf(this.#program);
    const pieces = this.#pieces ?? [];
    const memory = new StateCopy(state, pieces, this.#versions, before?.memory ?? null, isWhole, this.#spare);
    const [generator, progress] = [this.generator.state(), this.progress.state()];
    const losses = this.losses.states();
    return { memory, generator, progress, losses, birth: this.#birth, bookBytes: this.#bookBytes };
  }

  /** Makes everything as it was, by a snapshot or from the seed. */
  goBack(kept: Snapshot | SeedStart, plan: Plan): void {
    if ("memory" in kept) {
      this.#restore(kept);
      return;
    }
    this.restart({ ...plan, seed: kept.seed });
    if (!kept.evaluated) return;
    this.draw();
    this.evaluate(0);
  }

  #restore({ memory, generator, progress, losses, birth }: Snapshot): void {
    if (this.#program === null) return;
    memory.restore(stateOf(this.#program), this.#versions);
    this.generator.restore(generator);
    this.progress.restore(progress);
    this.losses.restoreStates(losses);
    this.#birth = birth;
  }
}

/** Bytes of a snapshot's books: the generator's words, and the lists of nodes. */
const BOOKS = 4096;
const BOOKS_PER_NODE = 64;

function stateOf({ memory }: Program): Uint8Array<ArrayBuffer> {
  return bytesOf(memory, memory.state);
}
