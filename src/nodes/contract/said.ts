import type { LossFloor } from "../../data/lossFloor.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/**
 * Holds what a node may say beside its tensors, by the facet that makes something of it. A new facet has its line here.
 */
export interface Said {
  /** Two branches to the same numbers: what each cost is said, and how their gradients differ. */
  readonly comparison: { readonly a: Tensor; readonly b: Tensor };
  /** The lowest loss that any model can reach on its examples, whose targets are `y`; and where one token's are left out. */
  readonly floor: { readonly y: Tensor; readonly floor: LossFloor; readonly without: (token: number) => LossFloor };
  /**
   * Its loss is a mean negative log-likelihood, which can be held against that of knowing nothing; and against the floor
   * under its targets, of which those of the value `ignored` are left out. Null where no floor is.
   */
  readonly likelihood: { readonly target: Tensor; readonly ignored: number } | null;
  /** Lines of text that say what the numbers of a tensor are (words that were drawn), made anew when they have changed. */
  readonly words: { readonly tensor: Tensor; readonly lines: (numbers: ArrayLike<number>) => SaidText };
}

/** Holds lines of text that say what numbers are, and why there are no more of them, where something failed. */
export interface SaidText {
  readonly lines: readonly string[];
  readonly fault: string | null;
}
