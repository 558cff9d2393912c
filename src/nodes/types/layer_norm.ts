import { layerNorm as layerNormOp } from "../../ops/layer_norm.ts";
import { ONES, ZEROS } from "../families/initializer.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { filledWith } from "../families/drawnBy.ts";
import { pythonNumber, pythonTuple } from "../../base/pythonLiteral.ts";
import { line } from "../families/line.ts";
import { checkShape } from "../../tensor/shape.ts";
import { inField } from "../settings/inField.ts";
import { eachWhere, rankOf } from "../families/byRows.ts";

/** Gives every example by itself with mean 0 and variance 1, then scaled and shifted (Ba, Kiros and Hinton, 2016). */
export const layerNorm = defineNodeType({
  type: "layer_norm",
  title: "LayerNorm",
  category: "parameters",
  summary: "Gives each example mean 0 and variance 1, then scales and shifts it.",
  help:
    "Over the last dimensions, those of `normalized_shape` (empty: the last one), subtracts the mean and divides by " +
    "√(variance + `eps`), the variance divided by n. Then multiplies by `weight`, ones at first, and adds `bias`, zeros at " +
    "first, both of the normalised shape and trained. Examples do not see each other, so it does the same in training and " +
    "afterwards.",
  torch: ({ normalized_shape: { sizes: given }, affine, eps }, { in: { x }, out, own, sizes, list }) => {
    const shape = given.length === 0 ? sizes("x").slice(-1) : list("normalized_shape");
    const [weight, bias] = affine ? [own("weight"), own("bias")] : [];
    const options = affine ? `, weight=${weight}, bias=${bias}` : "";
    return {
      parameters: affine ? [`${weight} = ${filledWith(1, shape)}`, `${bias} = ${filledWith(0, shape)}`] : [],
      ...line(out.out, `F.layer_norm(${x}, ${pythonTuple(shape)}${options}, eps=${pythonNumber(eps)})`),
    };
  },
  module: ({ normalized_shape: { sizes: given }, affine, eps }, { in: { x }, out, sizes, list }, self) => {
    const shape = given.length === 0 ? sizes("x").slice(-1) : list("normalized_shape");
    const options = [
      ...(eps === 1e-5 ? [] : [`eps=${pythonNumber(eps)}`]),
      ...(affine ? [] : ["elementwise_affine=False"]),
    ];
    return { made: `nn.LayerNorm(${[pythonTuple(shape), ...options].join(", ")})`, ...line(out.out, `${self}(${x})`) };
  },
  byRows: ({ normalized_shape: { sizes } }, { x }) => eachWhere(rankOf(x) > Math.max(sizes.length, 1)),
  inputs: { x: { kind: "tensor", summary: "[…, normalized_shape]" } },
  outputs: { out: { kind: "tensor", summary: "same shape" } },
  settings: {
    normalized_shape: {
      kind: "shape",
      default: "",
      optional: true,
      summary: "sizes of the last dimensions; empty: the last one",
      minor: true,
    },
    affine: { kind: "boolean", default: true, summary: "whether to scale by weight and shift by bias", minor: true },
    eps: { kind: "number", default: "1e-5", summary: "added to the variance", minor: true },
  },
  build: ({ x }, { normalized_shape: { sizes }, affine, eps }, builder) => {
    const shape = sizes.length === 0 ? x.tensor.shape.slice(-1) : sizes;
    inField("normalized_shape", () => checkShape(shape));
    const own = affine
      ? { weight: builder.parameter("weight", shape, ONES), bias: builder.parameter("bias", shape, ZEROS) }
      : {};
    const tensor = builder.apply(layerNormOp, { x: x.tensor, ...own }, { normalized_shape: shape, eps });
    return { out: { kind: "tensor", tensor, dims: x.dims } };
  },
});
