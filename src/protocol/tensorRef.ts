/**
 * A tensor is named by a node and one of its output ports (`out`; `out[1]`: one of its list) or parameters (`W`). What an
 * optimiser remembers of a parameter is called after it (`W.exp_avg`), as is what its gradient was before the last
 * backward pass, if that adds to it (`W.grad.before`); the rows that a batch drew are `ix`. What lies between a node's
 * ops is `#k`, the result of the k-th op that the node applies, counted from 0 (`#0` of a linear node: the product before
 * the bias is added), `#k.mean`, what that op saves for its backward, or `#k.b`, an operand that is a number of the
 * node's own.
 */
export interface TensorRef {
  readonly node: string;
  readonly port: string;
  /** Its numbers, or the loss's gradient with respect to them. */
  readonly side: "value" | "grad";
}

/** Describes a cell of a tensor. */
export interface CellRef extends TensorRef {
  readonly index: readonly number[];
}

/** Says which of a tensor's two sides: its numbers, or the loss's gradient with respect to them. */
export type Side = TensorRef["side"];
