import type { Tensor } from "../tensor.ts";

/**
 * The arithmetic behind the ops: one interface, so that a faster implementation can stand in for the plain
 * one. The plain one (`plain.ts`) is always there and is the oracle for any other.
 *
 * Every kernel writes into memory that already exists and allocates nothing that grows with the tensors.
 * Inputs may be strided; outputs named `y`, `out` are contiguous; a `d…` argument that ends a backward
 * kernel is *accumulated into* (`+=`) and is contiguous unless said otherwise. Float kernels take float32
 * and float64 alike (all float operands of one call have the same dtype).
 *
 * Sums within a call are taken in double and rounded once. They are therefore closer to the truth than PyTorch's, and a
 * partial sum beyond float32 is no infinity. Indices are checked, shapes and dtypes are not: ops have done that.
 */
export interface Kernels {
  /** `y = value` for every element. `y` may be strided. */
  fill(y: Tensor, value: number): void;
  /** `y = x`, elementwise, shapes equal, dtypes may differ (C's conversion). Both may be strided. */
  copy(x: Tensor, y: Tensor): void;
  /** `y += x`, elementwise, shapes equal. Both may be strided; stride 0 in `y` sums over that dimension. */
  accumulate(x: Tensor, y: Tensor): void;
  /** `y = a @ b`, a `[…, m, k]` of rank 1 or more (its leading dimensions are rows too), b `[k, n]`, y `[…, m, n]`. */
  matmul(a: Tensor, b: Tensor, y: Tensor): void;
  /** `da += dy @ bᵀ`, shapes as in {@link Kernels.matmul}. */
  matmulBackwardA(dy: Tensor, b: Tensor, da: Tensor): void;
  /** `db += aᵀ @ dy`, shapes as in {@link Kernels.matmul}. */
  matmulBackwardB(a: Tensor, dy: Tensor, db: Tensor): void;
  /** `y = a + b`, elementwise, a and b already expanded to y's shape (stride 0 where they repeat). */
  add(a: Tensor, b: Tensor, y: Tensor): void;
  /** `y = tanh(x)`. */
  tanh(x: Tensor, y: Tensor): void;
  /** `dx += dy · (1 − y²)`. */
  tanhBackward(y: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y[…, :] = table[index[…], :]`, index int32 of any shape, table `[num, dim]`. Throws `index out of range in self`. */
  embedding(table: Tensor, index: Tensor, y: Tensor): void;
  /** `dtable[index[…], :] += dy[…, :]`: a row looked up twice gets the sum. */
  embeddingBackward(index: Tensor, dy: Tensor, dtable: Tensor): void;
  /**
   * `loss = mean over n of (logsumexp(logits[n, :]) − logits[n, target[n]])`, logits `[n, c]`, target int32 `[n]`,
   * loss 0-d. `logProbabilities` `[n, c]` receives the log-softmax, which the backward pass reads.
   */
  crossEntropy(logits: Tensor, target: Tensor, loss: Tensor, logProbabilities: Tensor): void;
  /** `dlogits[n, j] += dloss / n · (exp(logProbabilities[n, j]) − (j == target[n]))`. */
  crossEntropyBackward(logProbabilities: Tensor, target: Tensor, dloss: Tensor, dlogits: Tensor): void;
  /** `parameter −= lr · grad`, as `torch.optim.SGD` updates; lr is rounded to the parameter's dtype first. */
  sgd(parameter: Tensor, grad: Tensor, lr: number): void;
  /** `y[i, …] = x[index[i], …]` for a contiguous x and y of the same dtype; rows are whole. */
  gatherRows(x: Tensor, index: Tensor, y: Tensor): void;
}
