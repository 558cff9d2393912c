import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat, SCALAR_TYPE } from "../tensor/dtype.ts";
import { contiguousStride, elements } from "../base/stridedLayout.ts";
import { formatShape, type Shape } from "../tensor/shape.ts";
import { isContiguous, type Tensor } from "../tensor/tensor.ts";
import { joinedStride } from "./cat.ts";
import { dimension } from "./dimension.ts";
import {
  affineBackward,
  applyStatistics,
  EPS,
  normalizationWhy,
  normalizedResult,
  type Normalized,
} from "./normalization.ts";
import { defineOp, type TensorSpec } from "./contract/op.ts";
import { spread } from "./reduction.ts";
import { matrix } from "./contract/matrix.ts";
import { counted, sized, wantsFloats, wantsOneDtype } from "./plain/tensorInWords.ts";

export type BatchNormAttributes = {
  /** True: by the batch's own mean and variance. False (when absent): by `running_mean` and `running_var`. */
  readonly training?: boolean;
  /** Added to the variance; 1e-5 when absent. */
  readonly eps?: number;
  /** How much of the batch's statistics goes into the running ones; 0.1 when absent. */
  readonly momentum?: number;
};

type Inputs<T> = Readonly<Record<string, T>>;

/**
 * Is `torch.nn.functional.batch_norm` (Ioffe and Szegedy, 2015) of `[N, C]` or `[N, C, …]`, per channel C. In training
 * the running statistics are not read; they move after the pass, and not as in PyTorch each time that the op runs, so
 * that running it again shows the same and changes nothing.
 */
export const batchNorm = defineOp<string, BatchNormAttributes>({
  name: "batch_norm",
  inputs: ["x", "running_mean", "running_var", "weight", "bias"],
  optional: ["running_mean", "running_var", "weight", "bias"],
  shape(inputs, { training = false }) {
    check(inputs, training);
    const result = normalizedResult(inputs.x!, otherDims(inputs.x!.shape));
    return training ? { ...result, saved: { ...result.saved, variance: result.saved.mean } } : result;
  },
  stride: ({ x }, { shape }) => (isContiguous(x!) ? contiguousStride(shape) : joinedStride([x!], shape)),
  forward(inputs, y, { kernels, attributes: { training = false, eps = EPS }, saved }) {
    const parts = partsOf(inputs);
    const inverseStd = saved.inverse_std!;
    if (training) {
      kernels.variance(parts.x, parts.dims, 0, saved.variance!, saved.mean!);
      kernels.inverseDeviation(saved.variance!, eps, inverseStd);
    } else {
      kernels.copy(inputs.running_mean!, saved.mean!);
      kernels.inverseSqrt(inputs.running_var!, eps, inverseStd);
    }
    applyStatistics(parts, saved.mean!, y, saved, kernels);
  },
  // As layer_norm's, over the batch; with given statistics dx += dn · r.
  backward(values, dy, grads, { kernels, attributes: { training = false }, saved }) {
    const parts = partsOf(values);
    const dn = affineBackward(parts, dy, grads, saved, kernels);
    if (grads.x === undefined) return;
    const inverseStd = saved.inverse_std!;
    if (training) kernels.normalizeBackward(dn, saved.normalized!, inverseStd, parts.dims, grads.x);
    else kernels.addProduct(dn, spread(inverseStd, parts.x.shape, parts.dims), grads.x);
  },
  why: normalizationWhy((shape, { training: own = false, eps = EPS }) => {
    const dims = otherDims(shape);
    return { dims, others: dims, own, eps, ofConstant: own ? "0" : "inf" };
  }),
  moves: ({ training = false }) => (training ? ["running_mean", "running_var"] : []),
  // Of the variance PyTorch keeps the one that is divided by n - 1.
  update({ x, running_mean: mean, running_var: variance }, { kernels, attributes, saved }) {
    const { momentum = 0.1 } = attributes;
    const count = elements(x!.shape) / x!.shape[1]!;
    if (!(count > 0)) return; // Nothing was seen.
    if (mean !== undefined) kernels.movingAverage(saved.mean!, momentum, 1, mean);
    if (variance !== undefined) kernels.movingAverage(saved.variance!, momentum, count / (count - 1), variance);
  },
  evaluation: (attributes) => ({ ...attributes, training: false }),
  told: {
    forward:
      "[training|{x each} minus the mean of its channel over the batch, divided by the standard deviation][!training|{x each} minus the running mean of its channel, divided by the running deviation][, times {weight}][, plus {bias}]",
    backward: {
      x: "{y}.grad[ times {weight}], divided by the deviation[training|, less what would only move or stretch the whole channel]",
      weight: "{y}.grad times the normalised number, added up over the batch",
      bias: "{y}.grad, added up over the batch",
    },
    update: "{running_mean} and {running_var} went a part of the way[ ({momentum})] to this batch's",
  },
  torch: ({ x, running_mean: mean, running_var: variance, weight, bias }, { training = false, eps, momentum }) => {
    const options = [
      ...(weight === undefined ? [] : [`weight=${weight}`]),
      ...(bias === undefined ? [] : [`bias=${bias}`]),
      ...(training ? ["training=True"] : []),
      ...(momentum === undefined ? [] : [`momentum=${momentum}`]),
      ...(eps === undefined ? [] : [`eps=${eps}`]),
    ];
    return `F.batch_norm(${[x, mean ?? "None", variance ?? "None", ...options].join(", ")})`;
  },
  examples: [
    {
      inputs: { x: matrix([1, 10], [3, 30]) },
      attributes: { training: true },
      out: matrix([-0.999995, -0.99999995], [0.999995, 0.99999995]),
    },
    {
      inputs: {
        x: matrix([1, 10], [3, 30]),
        running_mean: [1, 20],
        running_var: [4, 25],
        weight: [1, 2],
        bias: [0, 1],
      },
      attributes: { eps: 0 },
      out: matrix([0, -3], [1, 5]),
    },
  ],
});

/** All dimensions but the channel's, which is the second. */
function otherDims(shape: Shape): number[] {
  return [...shape.keys()].filter((axis) => axis !== 1);
}

function partsOf({ x, weight, bias }: Inputs<Tensor>): Normalized {
  const dims = otherDims(x!.shape);
  return { x: x!, weight, bias, dims, others: dims };
}

function check(inputs: Inputs<TensorSpec>, training: boolean): void {
  const { dtype, shape } = inputs.x!;
  const perChannel = shape.reduce((count, size, axis) => (axis === 1 ? count : count * size), 1);
  if (training && perChannel === 1 && shape.length > 0) {
    throw DiagnosticError.of(
      `Expected more than 1 value per channel when training, got input size torch.Size(${formatShape(shape)})`,
      {
        plain: "Each channel has one number, which is its own mean. A larger batch has more.",
      },
    );
  }
  const channels = shape[dimension(1, shape.length)]!;
  for (const name of ["running_mean", "running_var", "weight", "bias"]) {
    const tensor = inputs[name];
    if (tensor === undefined) {
      if (training || !name.startsWith("running")) continue;
      throw DiagnosticError.of(`${name} must be defined in evaluation mode`, {
        plain: "There are no statistics of a training.",
      });
    }
    if (elements(tensor.shape) !== channels) {
      throw DiagnosticError.of(`${name} should contain ${channels} elements not ${elements(tensor.shape)}`, {
        plain: `${sized(inputs.x!, "x")} has ${counted(channels, "channel")} (dimension 1): one number of ${name} for each.`,
      });
    }
    if (tensor.shape.length !== 1) {
      throw DiagnosticError.of(
        `${name} of shape ${formatShape(tensor.shape)} is not supported: expected shape [${channels}]`,
        { plain: `View makes it [${channels}].` },
      );
    }
  }
  if (!isFloat(dtype))
    throw DiagnosticError.of(`"batch_norm" not implemented for '${SCALAR_TYPE[dtype]}'`, {
      plain: wantsFloats(inputs.x!),
    });
  for (const [name, tensor] of Object.entries(inputs)) {
    if (tensor.dtype === dtype) continue;
    throw DiagnosticError.of(
      name === "running_var"
        ? `expected scalar type ${SCALAR_TYPE[dtype]} but found ${SCALAR_TYPE[tensor.dtype]}`
        : `mixed dtype (CPU): expect parameter to have scalar type of ${SCALAR_TYPE[dtype]}`,
      { plain: wantsOneDtype(inputs.x!, tensor, ["x", name]) },
    );
  }
}
