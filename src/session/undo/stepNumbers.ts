import { DiagnosticError } from "../../base/diagnostic.ts";
import { renamedState, type SavedState } from "./savedState.ts";
import { SavedStates } from "./savedStates.ts";
import { keyOfLeft, keyOfReached } from "./stepKeys.ts";
import type { Renamed } from "../../graph/renamed.ts";
import type { NumbersOffer } from "../../protocol/numbersOffer.ts";
import type { UndoStep } from "../../protocol/undoStep.ts";

interface Offer {
  readonly step: UndoStep;
  readonly exchanged: boolean;
  readonly notFinite: boolean;
  readonly iteration: number;
  readonly other: SavedState;
}

/**
 * Knows which numbers go with which side of the document's undo steps. It also knows which of two are taken when a step
 * is undone or done again. It copies no tensor and restores none: it says which state is to be restored.
 */
export class StepNumbers {
  readonly #states: SavedStates;
  /** The steps with which the numbers changed places when they were last passed, and so will again. */
  readonly #exchanged = new Set<string>();
  #offer: Offer | null = null;

  /** @param budget bytes that the saved numbers may take together. */
  constructor(budget: number) {
    this.#states = new SavedStates(budget);
  }

  /** Whether the numbers that this edit leaves must be saved. Typing on in a field saves what was before its first key. */
  saves(steps: readonly UndoStep[]): boolean {
    return steps.some((step) => this.#isNew(step));
  }

  /**
   * An edit that the numbers depend on was made: several steps, if they came faster than the document was compiled.
   *
   * @param left the numbers as they were before it, by the names of that time; null when {@link saves} denied it.
   * @param canRestore whether the document can have numbers as it is now.
   * @returns what to restore; null when the numbers go on as they are.
   */
  passed(steps: readonly UndoStep[], left: SavedState | null, canRestore: boolean): SavedState | null {
    this.#offer = null;
    if (left === null) return null;
    let here = left;
    for (const step of steps) here = this.#pass(step, here, canRestore);
    return here === left ? null : here;
  }

  /** Gives the numbers that are there after the step. */
  #pass(step: UndoStep, left: SavedState, canRestore: boolean): SavedState {
    const reached = keyOfReached(step);
    if (this.#isNew(step)) this.#states.keep(keyOfLeft(step), left, reached);
    const other = reached === null ? undefined : this.#states.get(reached);
    if (other === undefined || other.version === left.version || !canRestore) return left;
    const ruined = !left.finite && other.finite;
    const exchanged = other.numbers !== null && (this.#exchanged.has(step.id) || ruined);
    const [here, there] = exchanged ? [other, this.#states.get(keyOfLeft(step)) ?? left] : [left, other];
    this.#decide({ step, exchanged, notFinite: exchanged && ruined, iteration: here.iteration, other: there });
    return here;
  }

  /** The numbers that there were when the document was last what this step makes it; undefined where none are kept. */
  reached(step: UndoStep): SavedState | undefined {
    const key = keyOfReached(step);
    return key === null ? undefined : this.#states.get(key);
  }

  /** An edit that no number depends on gave nodes other names. */
  renamed(renamed: Renamed): void {
    if (this.#offer !== null) this.#offer = { ...this.#offer, other: renamedState(this.#offer.other, renamed) };
  }

  /** The other numbers are wanted: gives what to restore. `present`: the numbers that are there. */
  exchange(present: SavedState): SavedState {
    const offer = this.#offer;
    if (offer === null) throw DiagnosticError.of("there are no other numbers to take");
    const { other, step } = offer;
    if (other.numbers === null) throw DiagnosticError.of(`the numbers of iteration ${other.iteration} were not kept`);
    const exchanged = !offer.exchanged;
    // What a later undo or redo of this step goes back to.
    if (exchanged) this.#states.keep(keyOfLeft(step), present, null);
    this.#decide({ ...offer, exchanged, notFinite: false, iteration: other.iteration, other: present });
    return other;
  }

  dismiss(): void {
    this.#offer = null;
  }

  get offer(): NumbersOffer | null {
    if (this.#offer === null) return null;
    const { step, exchanged, notFinite, iteration, other } = this.#offer;
    const gone = other.numbers === null ? { bytes: other.bytes, budget: this.#states.budget } : null;
    return {
      direction: step.direction === "redo" ? "redo" : "undo",
      exchanged,
      notFinite,
      iteration,
      other: { iteration: other.iteration, gone },
    };
  }

  #decide(offer: Offer): void {
    if (offer.exchanged) this.#exchanged.add(offer.step.id);
    else this.#exchanged.delete(offer.step.id);
    this.#offer = offer;
  }

  #isNew(step: UndoStep): boolean {
    return step.direction !== "do" || !this.#states.has(keyOfLeft(step));
  }
}
