import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat, SCALAR_TYPE } from "../tensor/dtype.ts";
import { formatShape, sameShape, type Shape } from "../tensor/shape.ts";
import {
  affineBackward,
  applyStatistics,
  EPS,
  normalizationWhy,
  normalizedResult,
  type Normalized,
} from "./normalization.ts";
import { defineOp, type TensorSpec } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { sized, wantsFloats, wantsOneDtype } from "./plain/tensorInWords.ts";

export type LayerNormAttributes = {
  /** The sizes of the last dimensions, over which is normalised. */
  readonly normalized_shape: readonly number[];
  /** Added to the variance; 1e-5 when absent. */
  readonly eps?: number;
};

/** Is `torch.nn.functional.layer_norm` (Ba, Kiros and Hinton, 2016); weight and bias have the normalised shape. */
export const layerNorm = defineOp<string, LayerNormAttributes>({
  name: "layer_norm",
  inputs: ["x", "weight", "bias"],
  optional: ["weight", "bias"],
  shape({ x, weight, bias }, { normalized_shape: shape }) {
    check(x!, weight, bias, shape);
    return normalizedResult(x!, lastDims(x!.shape, shape));
  },
  forward(inputs, y, { kernels, attributes, saved }) {
    const parts = partsOf(inputs, attributes);
    kernels.variance(parts.x, parts.dims, 0, saved.inverse_std!, saved.mean!);
    kernels.inverseSqrt(saved.inverse_std!, attributes.eps ?? EPS, saved.inverse_std!);
    applyStatistics(parts, saved.mean!, y, saved, kernels);
  },
  // With n the normalised x and r = 1 / √(var + eps): dx += r · (dn − mean(dn) − n · mean(dn · n)).
  backward(values, dy, grads, { kernels, attributes, saved }) {
    const parts = partsOf(values, attributes);
    const dn = affineBackward(parts, dy, grads, saved, kernels);
    if (grads.x !== undefined) {
      kernels.normalizeBackward(dn, saved.normalized!, saved.inverse_std!, parts.dims, grads.x);
    }
  },
  why: normalizationWhy((shape, { normalized_shape: normalized, eps = EPS }) => {
    const dims = lastDims(shape, normalized);
    return { dims, others: firstDims(dims), own: true, eps, ofConstant: "inf" };
  }),
  told: {
    forward: "{x each} minus the mean of its row, divided by the standard deviation[, times {weight}][, plus {bias}]",
    backward: {
      x: "{y}.grad[ times {weight}], divided by the deviation, less what would only move or stretch the whole row",
      weight: "{y}.grad times the normalised number, added up over the rows",
      bias: "{y}.grad, added up over the rows",
    },
  },
  torch: ({ x, weight, bias }, { normalized_shape: shape, eps }) => {
    const affine = (weight === undefined ? "" : `, weight=${weight}`) + (bias === undefined ? "" : `, bias=${bias}`);
    return `F.layer_norm(${x}, [${shape.join(", ")}]${affine}${eps === undefined ? "" : `, eps=${eps}`})`;
  },
  examples: [
    {
      inputs: { x: matrix([1, 2, 3], [0, 0, 9]) },
      attributes: { normalized_shape: [3] },
      out: matrix([-1.224735737, 0, 1.224735737], [-0.707106584, -0.707106584, 1.414213169]),
    },
    {
      inputs: { x: [1, 3], weight: [2, 10], bias: [0, 1] },
      attributes: { normalized_shape: [2] },
      out: [-1.99999, 10.99995],
    },
  ],
});

function partsOf(
  { x, weight, bias }: Readonly<Record<string, Normalized["x"]>>,
  { normalized_shape: shape }: LayerNormAttributes,
): Normalized {
  const dims = lastDims(x!.shape, shape);
  return { x: x!, weight, bias, dims, others: firstDims(dims) };
}

/** Those before. */
function firstDims(dims: readonly number[]): number[] {
  return Array.from({ length: dims[0]! }, (_, axis) => axis);
}

function lastDims(shape: Shape, normalized: Shape): number[] {
  return normalized.map((_, at) => shape.length - normalized.length + at);
}

function check(x: TensorSpec, weight: TensorSpec | undefined, bias: TensorSpec | undefined, shape: Shape): void {
  const wanted = formatShape(shape);
  if (shape.length === 0) {
    throw DiagnosticError.about(
      "normalized_shape",
      "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []",
      "At least the last dimension is normalised.",
    );
  }
  for (const [name, tensor] of [
    ["weight", weight],
    ["bias", bias],
  ] as const) {
    if (tensor !== undefined && !sameShape(tensor.shape, shape)) {
      throw DiagnosticError.about(
        "normalized_shape",
        `Expected ${name} to be of same shape as normalized_shape, but got ${name} of shape ${formatShape(tensor.shape)} and ` +
          `normalized_shape = ${wanted}`,
        `${name} must have the sizes that are normalised, ${wanted}.`,
      );
    }
  }
  if (!sameShape(x.shape.slice(-shape.length), shape)) {
    throw DiagnosticError.about(
      "normalized_shape",
      `Given normalized_shape=${wanted}, expected input with shape [*, ${shape.join(", ")}], but got input of size${formatShape(x.shape)}`,
      `The sizes of ${sized(x, "x")} must end with ${wanted}.`,
    );
  }
  if (!isFloat(x.dtype)) {
    throw DiagnosticError.of(`"LayerNormKernelImpl" not implemented for '${SCALAR_TYPE[x.dtype]}'`, {
      plain: wantsFloats(x),
    });
  }
  for (const tensor of [weight, bias]) {
    if (tensor !== undefined && tensor.dtype !== x.dtype) {
      throw DiagnosticError.of(`expected scalar type ${SCALAR_TYPE[x.dtype]} but found ${SCALAR_TYPE[tensor.dtype]}`, {
        plain: wantsOneDtype(x, tensor, ["x", tensor === weight ? "weight" : "bias"]),
      });
    }
  }
}
