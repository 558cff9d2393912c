import { crossEntropy as crossEntropyOp } from "../../ops/cross_entropy.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import { isSplit, rankOf } from "../families/byRows.ts";

declare module "../contract/said.ts" {
  interface Said {
    readonly likelihood: LikelihoodTargets | null;
  }
}

/**
 * Holds the targets of a mean negative log-likelihood, which can be held against that of knowing nothing; and against the
 * floor under them, of which those of the value `ignored` are left out. Null where no floor is.
 */
export type LikelihoodTargets = { readonly target: Tensor; readonly ignored: number };

/** Gives the loss: how surprised the model is by the right answer, averaged over the rows. */
export const crossEntropy = defineNodeType({
  type: "cross_entropy",
  title: "CrossEntropy",
  category: "training",
  role: "predictions",
  summary: "The loss: how surprised the logits are by the target.",
  help:
    "Softmax of each row of `logits` [n, classes], then minus the log of the probability that it gives to `target` [n], " +
    "averaged. Computed in one stable piece: large logits do not overflow. A model that knows nothing scores log(classes). " +
    "Logits may also be `[classes]` with a single target, or `[n, classes, d…]` with targets `[n, d…]`. " +
    "Targets equal to `ignore_index` are left out of sum and count; where all are, the mean is nan, as in PyTorch. " +
    "`label_smoothing` asks in part for all classes evenly. `reduction`: `mean`, `sum`, or `none` for the loss of each " +
    "target by itself, which is no single number that an optimiser could take. " +
    "In a graph that trains, a loss that no optimiser makes smaller (the dev loss) is measured now and then: in every " +
    "`every`th iteration, with all that leads only to it.",
  torch: ({ reduction, ignore_index, label_smoothing }, names) =>
    line(names.out.loss, crossEntropyOp.torch(names.in, { reduction, ignore_index, label_smoothing })),
  byRows: ({ reduction, ignore_index }, { logits, target }) => {
    if (rankOf(logits) < 2 || !isSplit(logits) || !isSplit(target)) return "mixes";
    if (reduction === "none") return "each";
    // Where targets may be left out, rows do not count the same.
    return reduction === "mean" && ignore_index < 0 ? "averages" : "mixes";
  },
  inputs: {
    logits: { kind: "tensor", summary: "[n, classes], [classes] or [n, classes, d…]" },
    target: { kind: "tensor", summary: "integers below classes: [n], [] or [n, d…]" },
  },
  outputs: { loss: { kind: "tensor", summary: "one number; with reduction none, one for each target" } },
  settings: {
    reduction: {
      kind: "choice",
      default: "mean",
      options: ["mean", "sum", "none"],
      summary: "one number of all losses, or none: each by itself",
      minor: true,
    },
    ignore_index: {
      kind: "integer",
      default: "-100",
      min: -(2 ** 31),
      summary: "targets of this value are left out",
      minor: true,
    },
    label_smoothing: {
      kind: "number",
      default: "0",
      summary: "from 0 to 1: how much all classes are asked for evenly",
      minor: true,
    },
    every: {
      kind: "integer",
      default: "100",
      min: 1,
      inert: true,
      minor: true,
      summary: "when nothing is trained on it: measured every so many iterations",
    },
  },
  build: ({ logits, target }, settings, builder) => {
    const { every, reduction, ignore_index, label_smoothing } = settings;
    const inputs = { logits: logits.tensor, target: target.tensor };
    const loss = builder.apply(crossEntropyOp, inputs, { reduction, ignore_index, label_smoothing });
    const isNumber = reduction !== "none";
    builder.measure(every, isNumber ? loss : undefined);
    if (reduction === "mean") {
      builder.say("likelihood", label_smoothing > 0 ? null : { target: target.tensor, ignored: ignore_index });
    }
    return { loss: { kind: "tensor", tensor: loss, dims: isNumber ? [] : target.dims } };
  },
});
