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
    "averaged. Computed in one stable piece: large logits do not overflow. A model that knows nothing scores log(classes). " +
    "In a graph that trains, a loss that no optimiser makes smaller (the dev loss) is measured now and then: in every " +
    "`every`th iteration, with all that leads only to it.",
  torch: "loss = F.cross_entropy(logits, Y)",
  inputs: {
    logits: { kind: "tensor", summary: "[n, classes]" },
    target: { kind: "tensor", summary: "integers below classes, [n]" },
  },
  outputs: { loss: { kind: "tensor", summary: "one number" } },
  settings: {
    every: {
      kind: "integer",
      default: "100",
      min: 1,
      inert: true,
      minor: true,
      summary: "when nothing is trained on it: measured every so many iterations",
    },
  },
  build: ({ logits, target }, { every }, builder) => {
    const loss = builder.apply(crossEntropyOp, { logits: logits.tensor, target: target.tensor });
    builder.measure(every, loss);
    return { loss: { kind: "tensor", tensor: loss, dims: [] } };
  },
});
