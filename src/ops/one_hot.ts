import { DiagnosticError } from "../base/diagnostic.ts";
import { defineOp } from "./contract/op.ts";
import { formula } from "./why/formula.ts";
import { literal } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { wantsIndices } from "./plain/tensorInWords.ts";

/** Says how many classes there are. PyTorch can also infer them (-1), which a graph's shapes cannot wait for. */
export type OneHotAttributes = { readonly num_classes: number };

const isClass = formula("x == position");

/** Is `torch.nn.functional.one_hot`: a new last dimension, 1 at the class and 0 elsewhere; integers, as in PyTorch. */
export const oneHot = defineOp({
  name: "one_hot",
  inputs: ["x"],
  shape({ x }, { num_classes: classes }: OneHotAttributes) {
    if (x.dtype !== "int32")
      throw DiagnosticError.of("one_hot is only applicable to index tensor.", { plain: wantsIndices(x, "x") });
    if (classes === -1 || !Number.isInteger(classes)) {
      throw DiagnosticError.about(
        "num_classes",
        `num_classes is ${classes}, expected a whole number of 1 or more`,
        "Say how many classes there are, such as vocab_size.",
      );
    }
    if (classes < 1)
      throw DiagnosticError.about(
        "num_classes",
        "Class values must be smaller than num_classes.",
        "Say how many classes there are, such as vocab_size.",
      );
    return { dtype: "int32", shape: [...x.shape, classes] };
  },
  forward: ({ x }, y, { kernels }) => kernels.oneHot(x, y),
  // The class's own position is 1.
  why: { forward: (at, { inputs }) => isClass({ x: inputs.x.at(at.slice(0, -1)), position: literal(at.at(-1)!) }) },
  told: { forward: "for {x each} a row of {num_classes}: 1 at its place and 0 elsewhere" },
  torch: ({ x }, { num_classes: classes }) => `F.one_hot(${x}, num_classes=${classes})`,
  examples: [
    { inputs: { x: [2, 0] }, integers: ["x"], attributes: { num_classes: 3 }, out: matrix([0, 0, 1], [1, 0, 0]) },
  ],
});
