import type { CrossEntropyOptions } from "./crossEntropyOptions.ts";
import type { Formula } from "./formulaOptions.ts";
import type { Tensor } from "../tensor.ts";

/** Holds the options of `torch.optim.SGD`, by its names. */
export interface MomentumOptions {
  readonly lr: number;
  readonly momentum: number;
  /** How much of a new gradient is left out of the buffer. */
  readonly dampening?: number;
  readonly nesterov?: boolean;
  readonly weightDecay?: number;
  /** The negated gradient stands for the gradient, before the weight decay. */
  readonly maximize?: boolean;
}

/** Holds the options of `torch.optim.Adam` and `AdamW`, by their names; defaults are Adam's. */
export interface AdamOptions {
  readonly lr: number;
  /** Counted from 1. */
  readonly step: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly eps?: number;
  readonly weightDecay?: number;
  /** AdamW's weight decay: of the parameter, not of its gradient. */
  readonly decoupled?: boolean;
  readonly maximize?: boolean;
}

/** Names PyTorch's comparisons. */
export type ComparisonName = "lt" | "le" | "gt" | "ge" | "eq" | "ne";

/**
 * Is the arithmetic behind the ops: one interface, so that a faster implementation can stand in for the plain one. The
 * plain one (`plain.ts`) is always there and is the oracle for any other.
 *
 * Every kernel writes into memory that already exists and allocates nothing that grows with the tensors.
 * Inputs may be strided, and so may the `y` of an elementwise kernel and of `index`; other outputs named `y`, `out` are contiguous; a `d…` argument that ends a backward
 * kernel is *accumulated into* (`+=`) and is contiguous unless said otherwise. Float kernels take float32
 * and float64 alike (all float operands of one call have the same dtype).
 *
 * In float32 the kernels of the notebook's model (matmul, add, accumulate, tanh, embedding, cross entropy, sgd), exp and
 * log have the bits of PyTorch's (1.13, x86 with AVX2): each step is rounded, and sums are taken in PyTorch's order, also
 * where that is further from the truth or overflows. For matrix products, see `gemm.ts`. The other kernels compute in
 * double and round once; what they add to a gradient is rounded before it is added, as PyTorch's is. Indices are checked, shapes and dtypes are not: ops have done that.
 */
export interface Kernels {
  /** `y = value` for every element. `y` may be strided. */
  fill(y: Tensor, value: number): void;
  /** `y = x`, elementwise, shapes equal, dtypes may differ: a float loses its fraction, and what is no int32 becomes −2³¹. Both may be strided. */
  copy(x: Tensor, y: Tensor): void;
  /** `y += x`, elementwise, shapes equal. Both may be strided; stride 0 in `y` sums over that dimension. */
  accumulate(x: Tensor, y: Tensor): void;
  /**
   * `y = a @ b`, a `[…, m, k]` of rank 1 or more (its leading dimensions are rows too), b `[k, n]`, y `[…, m, n]`; or all
   * with the same leading dimensions (stride 0 where a or b repeats), a product for each. Throws where an int32 overflows.
   */
  matmul(a: Tensor, b: Tensor, y: Tensor): void;
  /** `da += dy @ bᵀ`, shapes as in {@link Kernels.matmul}; where da repeats, the sum. */
  matmulBackwardA(dy: Tensor, b: Tensor, da: Tensor): void;
  /** `db += aᵀ @ dy`, shapes as in {@link Kernels.matmul}; where db repeats, the sum. */
  matmulBackwardB(a: Tensor, dy: Tensor, db: Tensor): void;
  /** `y = a + b`, elementwise, a and b already expanded to y's shape (stride 0 where they repeat). */
  add(a: Tensor, b: Tensor, y: Tensor): void;
  /** `y = a − b`, operands as in {@link Kernels.add}. */
  sub(a: Tensor, b: Tensor, y: Tensor): void;
  /** The largest |a − b| into the 0-d y, of tensors of one shape and any dtypes: 0 for equal infinities, nan for any nan. */
  largestDifference(a: Tensor, b: Tensor, y: Tensor): void;
  /** `y = a · b`, operands as in {@link Kernels.add}; int32 modulo 2³². */
  mul(a: Tensor, b: Tensor, y: Tensor): void;
  /** `y = a / b`, operands as in {@link Kernels.add}, y of floats. */
  div(a: Tensor, b: Tensor, y: Tensor): void;
  /** `y = aᵇ`, operands as in {@link Kernels.add}; int32 modulo 2³². */
  pow(a: Tensor, b: Tensor, y: Tensor): void;
  /** `dy = dy · b · aᵇ⁻¹`, what reaches the base of a power, in its place: 0 where b is 0, whatever dy is. */
  powByBase(a: Tensor, b: Tensor, dy: Tensor): void;
  /** `dy = dy · aᵇ · log a`, what reaches the exponent, in its place; the slope is 0 where a is 0 and b is not negative. */
  powByExponent(a: Tensor, b: Tensor, dy: Tensor): void;
  /** `y += scale · x`, shapes and strides as in {@link Kernels.accumulate}. */
  addScaled(x: Tensor, scale: number, y: Tensor): void;
  /** `y += scale · a · b`, elementwise, shapes equal. All may be strided; stride 0 in `y` sums over that dimension. */
  addProduct(a: Tensor, b: Tensor, y: Tensor, scale?: number): void;
  /** `y = f(a, b, y)`, or `y +=` it, element by element, shapes equal. All may be strided. */
  formula(a: Tensor, b: Tensor, y: Tensor, formula: Formula): void;
  /** `y = tanh(x)`. */
  tanh(x: Tensor, y: Tensor): void;
  /** `dx += dy · (1 − y²)`. */
  tanhBackward(y: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y = −x`. */
  neg(x: Tensor, y: Tensor): void;
  /** `y = eˣ`. */
  exp(x: Tensor, y: Tensor): void;
  /** `dx += dy · y`. */
  expBackward(y: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y = log x`, the natural logarithm: −∞ at 0, nan below. */
  log(x: Tensor, y: Tensor): void;
  /** `dx += dy / x`. */
  logBackward(x: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y = √x`. */
  sqrt(x: Tensor, y: Tensor): void;
  /** `dx += dy / (2 y)`. */
  sqrtBackward(y: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y = |x|`. */
  abs(x: Tensor, y: Tensor): void;
  /** `dx += dy · sign x`, 0 at 0. */
  absBackward(x: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y = max(0, x)`; a nan stays one. */
  relu(x: Tensor, y: Tensor): void;
  /** `dx += dy` where y is not 0. */
  reluBackward(y: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y = 1 / (1 + e⁻ˣ)`. */
  sigmoid(x: Tensor, y: Tensor): void;
  /** `dx += dy · y (1 − y)`. */
  sigmoidBackward(y: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y = x Φ(x) = x / 2 · (1 + erf(x / √2))`. */
  gelu(x: Tensor, y: Tensor): void;
  /** `dx += dy · (Φ(x) + x φ(x))`. */
  geluBackward(x: Tensor, dy: Tensor, dx: Tensor): void;
  /** `y = x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))`. */
  geluTanh(x: Tensor, y: Tensor): void;
  /** The derivative of {@link Kernels.geluTanh}, `dx +=` it times dy. */
  geluTanhBackward(x: Tensor, dy: Tensor, dx: Tensor): void;
  /**
   * `y = Σ x / divisor` over `dims`, y contiguous, its elements in the order of the dimensions that are left. In double,
   * in row-major order however x lies, rounded once. Throws where an int32 overflows.
   */
  sum(x: Tensor, dims: readonly number[], y: Tensor, divisor?: number): void;
  /**
   * `y = Σ (x − mean)² / max(0, n − correction)` over `dims`, in two passes, or its square root when `root` is true; `mean`
   * receives the means.
   */
  variance(x: Tensor, dims: readonly number[], correction: number, y: Tensor, mean: Tensor, root?: boolean): void;
  /** `y = std(x)` of all numbers of a contiguous x, in double, by n − 1; nan for fewer than two. y 0-d, of float64. */
  deviation(x: Tensor, y: Tensor): void;
  /** `slope = dy / (2 y)`, 0 where the root y is 0: what of its gradient reaches a variance. */
  rootSlope(y: Tensor, dy: Tensor, slope: Tensor): void;
  /** `y[…, j, …] = Σ x[…, i, …]` over i ≤ j in dimension `dim`, added up in double and rounded each. Throws where an int32 overflows. */
  cumsum(x: Tensor, dim: number, y: Tensor): void;
  /** `dx[…, i, …] += Σ dy[…, j, …]` over j ≥ i, the reverse of {@link Kernels.cumsum}. */
  cumsumBackward(dy: Tensor, dim: number, dx: Tensor): void;
  /** `y = x` where the mask is not 0; elsewhere y stays. Operands as in {@link Kernels.add}. */
  copyWhere(mask: Tensor, x: Tensor, y: Tensor): void;
  /** `y = value` where the mask is not 0; elsewhere y stays. */
  fillWhere(mask: Tensor, value: number, y: Tensor): void;
  /** `y = max(a, b)`, or min when `smallest`; a nan wins. Operands as in {@link Kernels.add}. */
  extremum(a: Tensor, b: Tensor, y: Tensor, smallest: boolean): void;
  /** The gradient of {@link Kernels.extremum} that reaches a, made of dy in place: 0 where b wins, dy / 2 where they are equal. */
  passWinner(a: Tensor, b: Tensor, dy: Tensor, smallest: boolean): void;
  /** `y = min(max(x, min), max)`, the bounds rounded to y's dtype first; a nan stays one. */
  clamp(x: Tensor, min: number, max: number, y: Tensor): void;
  /** `dx += dy` where `min ≤ x ≤ max`. */
  clampBackward(x: Tensor, min: number, max: number, dy: Tensor, dx: Tensor): void;
  /** `y = 1` where the comparison holds, else 0. Operands as in {@link Kernels.add}, of any dtypes, y of bool. */
  comparison(name: ComparisonName, a: Tensor, b: Tensor, y: Tensor): void;
  /** Puts 0 above the diagonal of each matrix in y's last two dimensions, or below it when `upper`. */
  zeroTriangle(y: Tensor, diagonal: number, upper: boolean): void;
  /** The largest element over `dims` into y, and its place among them (the first of equal ones) into the int32 `index`. */
  max(x: Tensor, dims: readonly number[], y: Tensor | null, index: Tensor | null): void;
  /** `dx += dy / ties` at the elements of x that are the maximum `y`; y and dy 0-d. */
  shareAmongMaxima(x: Tensor, y: Tensor, dy: Tensor, dx: Tensor): void;
  /**
   * `y[…, j, …] = x[…, index[…, j, …], …]` in dimension `dim`; x has y's rank, and is in the other dimensions as large or
   * larger. Throws `index 4 is out of bounds for dimension 1 with size 4`.
   */
  gather(x: Tensor, dim: number, index: Tensor, y: Tensor): void;
  /** `dx[…, index[…, j, …], …] += dy[…, j, …]`, the reverse of {@link Kernels.gather}. */
  scatterAdd(dy: Tensor, dim: number, index: Tensor, dx: Tensor): void;
  /** `y[…, :] = 0` but for a 1 at the int32 `x[…]`. Throws PyTorch's sentence for what is no class. */
  oneHot(x: Tensor, y: Tensor): void;
  /**
   * `y[…, :] = x[i₀[…], i₁[…], …, :]`, the int32 indices of one shape, one a dimension from the first on; negative ones
   * count from the end. Throws `index 3 is out of bounds for dimension 0 with size 3`.
   */
  index(x: Tensor, indices: readonly Tensor[], y: Tensor): void;
  /** `dx[i₀[…], i₁[…], …, :] += dy[…, :]`: an element picked twice gets the sum. */
  indexBackward(dy: Tensor, indices: readonly Tensor[], dx: Tensor): void;
  /** `y = eˣ / Σ eˣ` along dimension `dim`, without overflow. */
  softmax(x: Tensor, dim: number, y: Tensor): void;
  /** `dx += y · (dy − Σ dy · y)` along dimension `dim`. */
  softmaxBackward(y: Tensor, dim: number, dy: Tensor, dx: Tensor): void;
  /** `y = x − log Σ eˣ` along dimension `dim`, without overflow. */
  logSoftmax(x: Tensor, dim: number, y: Tensor): void;
  /** `dx += dy − eʸ · Σ dy` along dimension `dim`. */
  logSoftmaxBackward(y: Tensor, dim: number, dy: Tensor, dx: Tensor): void;
  /** `y = 1 / √(x + eps)`. */
  inverseSqrt(x: Tensor, eps: number, y: Tensor): void;
  /** The same, but 0 where x and eps are both 0: what PyTorch multiplies a constant channel of a batch by. */
  inverseDeviation(x: Tensor, eps: number, y: Tensor): void;
  /** `average = momentum · scale · x + (1 − momentum) · average`, rounded once; both contiguous. */
  movingAverage(x: Tensor, momentum: number, scale: number, average: Tensor): void;
  /**
   * `dx += r · (dn − mean(dn) − n · mean(dn · n))`, the means over `dims`: the derivative of n = (x − mean x) · r with
   * r = 1 / √(var x + eps). All contiguous, r with the elements that {@link Kernels.variance} leaves.
   */
  normalizeBackward(dn: Tensor, n: Tensor, r: Tensor, dims: readonly number[], dx: Tensor): void;
  /** `y[…, :] = table[index[…], :]`, index int32 of any shape, table `[num, dim]`. Throws `index out of range in self`. */
  embedding(table: Tensor, index: Tensor, y: Tensor): void;
  /** `dtable[index[…], :] += dy[…, :]`: a row looked up twice gets the sum. */
  embeddingBackward(index: Tensor, dy: Tensor, dtable: Tensor): void;
  /**
   * `loss = mean over n of (logsumexp(logits[n, :]) − logits[n, target[n]])`, logits `[n, c]`, target int32 `[n]`,
   * loss 0-d; or logits `[c]` and `[n, c, d…]`, a target less the dimension of the classes. With `reduction` "none" the
   * loss has the target's shape. `logProbabilities`, of the logits' shape, receives the log-softmax, which the backward
   * pass reads. Without options, PyTorch's defaults.
   */
  crossEntropy(
    logits: Tensor,
    target: Tensor,
    loss: Tensor,
    logProbabilities: Tensor,
    options?: CrossEntropyOptions,
  ): void;
  /** `dlogits[n, j] += dloss / n · (exp(logProbabilities[n, j]) − (j == target[n]))`, and nothing where ignored. */
  crossEntropyBackward(
    logProbabilities: Tensor,
    target: Tensor,
    dloss: Tensor,
    dlogits: Tensor,
    options?: CrossEntropyOptions,
  ): void;
  /**
   * `parameter += −lr · grad`, product and sum rounded one after the other, as the notebook updates (`torch.optim.SGD`
   * rounds once); lr is rounded to the parameter's dtype first.
   */
  sgd(parameter: Tensor, grad: Tensor, options: { readonly lr: number }): void;
  /**
   * `torch.optim.SGD`: `buffer = momentum · buffer + (1 − dampening) · (grad + weightDecay · parameter)`, and `parameter −=
   * lr · buffer` (Nesterov: one more step along it). The buffer begins with zeros; the first step has no dampening. With
   * momentum 0 there is no buffer (null). All contiguous.
   */
  sgdMomentum(parameter: Tensor, grad: Tensor, buffer: Tensor | null, options: MomentumOptions): void;
  /**
   * `torch.optim.Adam` (Kingma and Ba, 2015), or `AdamW` (Loshchilov and Hutter, 2019) when `decoupled`: running means of
   * the gradient and of its square, both from zeros on, corrected for that by the step's number. All contiguous.
   */
  adam(parameter: Tensor, grad: Tensor, mean: Tensor, square: Tensor, options: AdamOptions): void;
  /** `y[i, …] = x[index[i], …]` for a contiguous x and y of the same dtype; rows are whole. */
  gatherRows(x: Tensor, index: Tensor, y: Tensor): void;
}
