import type { Tensor } from "../../tensor/tensor.ts";
import type { Encoding } from "../../tensor/backend/encoder.ts";

/** Holds what an optimiser remembers of one parameter, by the names that its rule gives. */
export type Memory = Readonly<Record<string, Tensor>>;

/**
 * Says what a step subtracts from an element, as a formula. It may name the element before it (`p`), its gradient
 * (`grad`), the rate (`lr`), what is remembered after it, and settings.
 */
export interface Move {
  readonly formula: string;
  readonly settings?: Readonly<Record<string, number>>;
}

/**
 * Holds what an optimiser remembers of a parameter: as many numbers as that has, or one; and what they are, in a few
 * words.
 */
export interface Remembered {
  readonly shape: "parameter" | "scalar";
  readonly summary: string;
}

/**
 * Describes one rule of an optimiser: how a parameter moves, given its gradient. It runs once per parameter and iteration.
 */
export interface UpdateRule {
  /** Name of the instruction: `sgd`. */
  readonly name: string;
  /** The learning rate of an iteration. Apart from `step`, so that a sweep may use another. */
  readonly rate: (iteration: number) => number;
  /**
   * What it remembers of each parameter from one iteration to the next, by PyTorch's names. All 0 at first, and again
   * when a parameter begins anew.
   */
  readonly memory?: Readonly<Record<string, Remembered>>;
  readonly move: Move;
  /** Says what runs in each iteration; `rate` gives that iteration's learning rate, and is asked when it runs. */
  readonly step: (parameter: Tensor, grad: Tensor, rate: () => number, encoding: Encoding, memory: Memory) => void;
}
