import type { Transfer } from "../../program/edit/transfer.ts";
import { replacedData } from "../../program/edit/replacedData.ts";
import { newId, type Renamed } from "../../graph/renamed.ts";
import type { NewData } from "../../protocol/newData.ts";
import type { LeftNumbers, NumbersOffer } from "../../protocol/numbersOffer.ts";
import type { UndoStep } from "../../protocol/undoStep.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import { checkpointOf, putInPlace } from "../kept/cursorCheckpoint.ts";
import type { ParameterShelf } from "../kept/parameterShelf.ts";
import type { Cursor } from "../moves/cursor.ts";
import { isUpdated } from "../moves/transition.ts";
import { holdsNumbersOf } from "./holdsNumbersOf.ts";
import { isFiniteThroughout } from "./isFiniteThroughout.ts";
import { NumbersVersion } from "./numbersVersion.ts";
import { checkpointBytes } from "../../protocol/checkpoint.ts";
import type { SavedState } from "./savedState.ts";
import { StepNumbers } from "./stepNumbers.ts";

/** Describes the numbers that an edit is about to leave. */
export interface Leaving {
  /** Null where they need not be saved. */
  readonly state: SavedState | null;
  readonly version: string;
  /** Whether anything was trained. */
  readonly trained: boolean;
}

/** Saves the numbers that edits leave, and puts them back with the document, or offers them. */
export class UndoNumbers {
  readonly #cursor: Cursor;
  readonly #shelf: ParameterShelf;
  readonly #kernels: Kernels;
  readonly #steps: StepNumbers;
  readonly #version = new NumbersVersion();
  #timesPutBack = 0;
  #newData: NewData | null = null;
  #left: LeftNumbers | null = null;

  /** @param budget bytes that the numbers from before and after undo steps may take together. */
  constructor(cursor: Cursor, shelf: ParameterShelf, kernels: Kernels, budget: number) {
    this.#cursor = cursor;
    this.#shelf = shelf;
    this.#kernels = kernels;
    this.#steps = new StepNumbers(budget);
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
    return this.#steps.offer;
  }

  /** What was trained before the newest edit that nothing leads back over; null where that was not saved. */
  get left(): LeftNumbers | null {
    return this.#left;
  }

  /** To be asked before an edit: what it leaves. */
  leave(steps: readonly UndoStep[]): Leaving {
    const { trained } = this.#cursor.state;
    return { state: this.#steps.saves(steps) ? this.#save() : null, version: this.#versionNow(), trained };
  }

  /** Other numbers follow from here on, and the document is at another side of undo steps. */
  passed(steps: readonly UndoStep[], left: Leaving): void {
    const { state, updating, program } = this.#cursor;
    this.#noteLeft(left);
    this.#version.begin(state, updating, left.version);
    const restored = this.#steps.passed(steps, left.state, program !== null);
    if (restored !== null) this.#putBack(restored);
    else this.#findSeed(steps);
    if (steps.some(({ direction }) => direction !== "do")) this.#newData = null;
  }

  /** Of several edits without anything run between them the first one left what was trained. */
  #noteLeft({ state, version, trained }: Leaving): void {
    const numbers = state?.numbers ?? null;
    if (trained && numbers !== null && version !== this.#left?.version) {
      this.#left = { version, checkpoint: numbers.checkpoint };
    }
  }

  /** An undo has an offer of its own to make, and tells of no new data. */
  noteNewData({ after: { plan } }: Transfer, stale: ReadonlySet<string>, steps: readonly UndoStep[]): void {
    const { iteration, trained } = this.#cursor.state;
    const node = steps.at(-1)?.direction === "do" && trained ? replacedData(plan, stale) : null;
    // Typing on in a text is one replacement; an edit elsewhere leaves it what it is.
    if (node !== null) this.#newData = { node, iteration };
    else if (this.#newData !== null && !plan.nodes.has(this.#newData.node)) this.#newData = null;
  }

  /** An edit that no number depends on gave nodes other names. */
  rename(renamed: Renamed): void {
    this.#steps.renamed(renamed);
    if (this.#newData !== null) this.#newData = { ...this.#newData, node: newId(renamed, this.#newData.node) };
  }

  /** Takes the numbers that are offered in place of those at hand, which are then offered in turn. */
  takeOther(): void {
    this.#putBack(this.#steps.exchange(this.#save()));
  }

  /** The numbers at hand are to stay. */
  keep(): void {
    this.#steps.dismiss();
    this.#newData = null;
  }

  /** The numbers are those of another start: what was offered beside those before means nothing any more. */
  startAfresh(): void {
    this.#version.begin(this.#cursor.state, false, null);
    this.#left = null;
    this.keep();
  }

  /** An edit that was undone before anything ran leaves the numbers as they were: the seed's again, if they were its. */
  #findSeed(steps: readonly UndoStep[]): void {
    const step = steps.at(-1);
    const { plan, state, facts, machine } = this.#cursor;
    const { iteration, drawn, seed } = state;
    if (step === undefined || plan === null || seed !== null || isUpdated(state, facts)) return;
    const was = this.#steps.reached(step)?.numbers?.checkpoint;
    if (was === undefined || was.seed !== plan.seed) return;
    const here = { plan, iteration, drawn, generator: machine.generator.state() };
    if (holdsNumbersOf(was, here)) this.#cursor.foundSeed(was.seed);
  }

  #save(): SavedState {
    const { machine } = this.#cursor;
    const checkpoint = checkpointOf(this.#cursor, this.#shelf);
    return {
      iteration: checkpoint.iteration,
      version: this.#versionNow(),
      finite: isFiniteThroughout(checkpoint, machine.losses.newest),
      bytes: checkpointBytes(checkpoint),
      numbers: { checkpoint, ratios: machine.ratios.state(), shelf: this.#shelf.state() },
    };
  }

  #putBack({ numbers, version }: SavedState): void {
    const { plan, machine } = this.#cursor;
    if (numbers === null || plan === null) return;
    const { checkpoint, ratios, shelf } = numbers;
    this.#cursor.restart();
    const restored = putInPlace(this.#cursor, this.#shelf, checkpoint, this.#kernels);
    if (restored === null) return;
    this.#shelf.restore(shelf, checkpoint, plan);
    machine.ratios.restore(ratios);
    this.#cursor.apply({ type: "restored", ...restored });
    this.#version.begin(this.#cursor.state, false, version);
    this.#timesPutBack += 1;
  }

  /** Which numbers these are. */
  #versionNow(): string {
    return this.#version.at(this.#cursor.state, this.#cursor.updating);
  }
}
