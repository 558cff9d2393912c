import { DiagnosticError } from "../base/diagnostic.ts";
import { derivative } from "../expression/derivative.ts";
import { isFloat } from "../tensor/dtype.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { elementwiseOf, passedOn } from "./why/elementwise.ts";
import { treeOf } from "./why/formula.ts";
import { wantsFloats } from "./plain/tensorInWords.ts";

/** `none` (when absent) is the exact form with the error function, `tanh` the approximation that GPT-2 uses. */
export type GeluAttributes = { readonly approximate?: "none" | "tanh" };

/** As formulas over x. */
const FORMS = {
  none: treeOf("0.5 * x * (1 + erf(x / sqrt(2)))"),
  tanh: treeOf("0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x ^ 3)))"),
};

/**
 * Is `torch.nn.functional.gelu` (Hendrycks and Gimpel, 2016): x times the probability that a normal number is below x.
 */
export const gelu = defineOp<"x", GeluAttributes>({
  name: "gelu",
  inputs: ["x"],
  shape({ x }, { approximate = "none" }) {
    if (approximate !== "none" && approximate !== "tanh") {
      throw DiagnosticError.about(
        "approximate",
        "approximate argument must be either none or tanh.",
        "none is exact, tanh comes close.",
      );
    }
    if (!isFloat(x.dtype)) {
      throw DiagnosticError.of(`"GeluKernelImpl" not implemented for '${x.dtype === "bool" ? "Bool" : "Int"}'`, {
        plain: wantsFloats(x),
      });
    }
    return { dtype: x.dtype, shape: x.shape };
  },
  stride: keepsOrder,
  forward({ x }, y, { kernels, attributes }) {
    if (attributes.approximate === "tanh") kernels.geluTanh(x, y);
    else kernels.gelu(x, y);
  },
  // dx += dy · (Φ(x) + x φ(x)) for the exact form.
  backward({ x }, dy, grads, { kernels, attributes }) {
    if (grads.x === undefined) return;
    if (attributes.approximate === "tanh") kernels.geluTanhBackward(x, dy, grads.x);
    else kernels.geluBackward(x, dy, grads.x);
  },
  why: elementwiseOf<GeluAttributes>({
    value: ({ approximate = "none" }) => FORMS[approximate](),
    gradient: (_, { approximate = "none" }) => passedOn(derivative(FORMS[approximate](), "x")),
    names: ({ inputs }, subscripts) => ({ x: inputs.x!.at(subscripts) }),
  }),
  told: {
    forward: "{x each} times the part of a normal distribution that lies below it",
    backward: "{y grads} times the slope of GELU there",
  },
  torch: ({ x }, { approximate }) => `F.gelu(${x}${approximate === "tanh" ? ', approximate="tanh"' : ""})`,
  examples: [
    { inputs: { x: [-1, 0, 1] }, out: [-0.158655254, 0, 0.841344746] },
    { inputs: { x: [-1, 0, 1] }, attributes: { approximate: "tanh" }, out: [-0.158808009, 0, 0.841191991] },
  ],
});
