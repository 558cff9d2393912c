import { crossEntropy as crossEntropyOp } from "../ops/cross_entropy.ts";
import { defineNodeType } from "./nodeType.ts";

/** The loss: how surprised the model is by the right answer, averaged over the rows. */
export const crossEntropy = defineNodeType({
  type: "cross_entropy",
  title: "CrossEntropy",
  category: "training",
  summary: "The loss: how surprised the logits are by the target.",
  help:
    "Softmax of each row of `logits` [n, classes], then minus the log of the probability that it gives to `target` [n], " +
    "averaged. Computed in one stable piece: large logits do not overflow. A model that knows nothing scores log(classes).",
  torch: "loss = F.cross_entropy(logits, Y)",
  inputs: {
    logits: { kind: "tensor", summary: "[n, classes]" },
    target: { kind: "tensor", summary: "integers below classes, [n]" },
  },
  outputs: { loss: { kind: "tensor", summary: "one number" } },
  settings: {},
  build: ({ logits, target }, _settings, builder) => ({
    loss: {
      kind: "tensor",
      tensor: builder.apply(crossEntropyOp, { logits: logits.tensor, target: target.tensor }),
      dims: [],
    },
  }),
});
