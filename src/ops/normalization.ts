import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { Result, TensorSpec } from "./op.ts";
import { reducedShape, spread } from "./reduction.ts";

/** Added to the variance, so that nothing is divided by 0. */
export const EPS = 1e-5;

type Saved = Readonly<Record<string, Tensor>>;

/** Normalised over `dims`, then scaled and shifted by weight and bias, which are repeated over `others`. */
export interface Normalized {
  readonly x: Tensor;
  readonly dims: readonly number[];
  readonly others: readonly number[];
  readonly weight: Tensor | undefined;
  readonly bias: Tensor | undefined;
}

/** What both normalisations save: the means, 1 / √(variance + eps), the normalised x, and scratch for its gradient. */
export function normalizedResult({ dtype, shape }: TensorSpec, dims: readonly number[]): Result {
  const statistics = { dtype, shape: reducedShape(shape, dims) };
  const whole = { dtype, shape };
  return { ...whole, saved: { mean: statistics, inverse_std: statistics, normalized: whole, scaled: whole } };
}

/** y = (x − mean) · inverse_std · weight + bias. */
export function applyStatistics(
  { x, dims, others, weight, bias }: Normalized,
  mean: Tensor,
  y: Tensor,
  saved: Saved,
  kernels: Kernels,
): void {
  const normalized = saved.normalized!;
  kernels.sub(x, spread(mean, x.shape, dims), normalized);
  kernels.mul(normalized, spread(saved.inverse_std!, x.shape, dims), normalized);
  if (weight === undefined) kernels.copy(normalized, y);
  else kernels.mul(normalized, spread(weight, x.shape, others), y);
  if (bias !== undefined) kernels.add(y, spread(bias, x.shape, others), y);
}

/** Adds weight's and bias's gradients; the gradient of the normalised x, which is returned, is left in scratch. */
export function affineBackward(
  { x, others, weight }: Normalized,
  dy: Tensor,
  grads: Readonly<Partial<Record<string, Tensor>>>,
  saved: Saved,
  kernels: Kernels,
): Tensor {
  if (grads.weight !== undefined) kernels.addProduct(dy, saved.normalized!, spread(grads.weight, x.shape, others));
  if (grads.bias !== undefined) kernels.accumulate(dy, spread(grads.bias, x.shape, others));
  if (weight === undefined) kernels.copy(dy, saved.scaled!);
  else kernels.mul(dy, spread(weight, x.shape, others), saved.scaled!);
  return saved.scaled!;
}
