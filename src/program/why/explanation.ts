import type { Term } from "../../ops/contract/term.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Broadcast } from "../../protocol/broadcast.ts";
import type { CellRef, TensorRef } from "../../protocol/tensorRef.ts";

/**
 * Says how one cell came to be: the parts that add up to it, each an op's; a gradient has one for each use of its
 * tensor.
 */
export interface Explanation {
  readonly cell: CellRef;
  readonly parts: readonly Part[];
  /** Where the number is from, if no op made it. */
  readonly origin: Origin | null;
  /** What the parts come to, in double; without any, or where rounding made another number of it, what stands in the tensor. */
  readonly value: number;
  /** What stands in the tensor. */
  readonly result: number;
  /** The sum of the terms' sizes: what rounding is measured by. */
  readonly magnitude: number;
  /** Whether the two are the same but for rounding. If not, what the number was made of has changed since. */
  readonly agrees: boolean;
  /** Why the number is not what its parts come to in double; null where it is. */
  readonly rounding: string | null;
  /** The tensors that the terms name, by the names that they use. */
  readonly tensors: ReadonlyMap<string, NamedTensor>;
}

/** Describes one op's part in a number. */
export interface Part {
  readonly node: string;
  /** The op, an optimiser's rule, or `batch`. */
  readonly op: string;
  /** Of a gradient: the input of the op that the tensor is. */
  readonly input: string | null;
  readonly term: Term;
  /** The same with what lies between the node's ops written out; the term itself where there is nothing. */
  readonly inlined: Term;
  readonly broadcast: Broadcast | null;
}

export type Origin =
  /** A parameter as it began, by the name of its init. */
  | { readonly kind: "drawn"; readonly by: string; readonly seed: number }
  /** A parameter, moved by an optimiser. `kept`: its gradient of then is still there. */
  | {
      readonly kind: "updated";
      readonly by: string;
      readonly node: string;
      readonly iteration: number;
      readonly kept: boolean;
      /** Nothing leads back to what it was: it is infinite or nan, or the rule that moved it has been taken away. */
      readonly lost?: "not finite" | "rule";
    }
  /** A row of its source, drawn by a batch. */
  | { readonly kind: "row" }
  /** The number of such a row, below `count`. */
  | { readonly kind: "rowNumber"; readonly count: number }
  /** Drawn by an op at the start of the iteration. */
  | { readonly kind: "mask" }
  /** Known when the graph was compiled. */
  | { readonly kind: "data" }
  /** What an optimiser remembers, running statistics. */
  | { readonly kind: "memory"; readonly by: string }
  /** The loss's own gradient: 1. */
  | { readonly kind: "loss" };

/** Describes a tensor that terms name. */
export interface NamedTensor {
  readonly name: TensorRef;
  readonly tensor: Tensor;
  /** Whether it is a parameter as it was before its last update. */
  readonly before: boolean;
}
