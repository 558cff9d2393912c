import type { CrossEntropyOptions } from "../tensor/kernels/crossEntropyOptions.ts";
import type { CrossEntropyAttributes } from "./crossEntropyAttributes.ts";
import { checkCrossEntropy } from "./crossEntropyCheck.ts";
import { crossEntropyWhy } from "./crossEntropyWhy.ts";
import { defineOp } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";

/** Is `torch.nn.functional.cross_entropy` with class indices: logits `[c]`, `[n, c]` or `[n, c, d…]`. */
export const crossEntropy = defineOp<"logits" | "target", CrossEntropyAttributes>({
  name: "cross_entropy",
  inputs: ["logits", "target"],
  shape({ logits, target }, attributes) {
    checkCrossEntropy(logits, target, attributes);
    return {
      dtype: logits.dtype,
      shape: attributes.reduction === "none" ? target.shape : [],
      saved: { logProbabilities: { dtype: logits.dtype, shape: logits.shape } },
    };
  },
  forward({ logits, target }, loss, { kernels, saved, attributes }) {
    kernels.crossEntropy(logits, target, loss, saved.logProbabilities!, optionsOf(attributes));
  },
  // dlogits += dloss / n · (softmax(logits) − one_hot(target)).
  backward({ target }, dloss, grads, { kernels, saved, attributes }) {
    if (grads.logits !== undefined) {
      kernels.crossEntropyBackward(saved.logProbabilities!, target, dloss, grads.logits, optionsOf(attributes));
    }
  },
  why: crossEntropyWhy,
  told: {
    saved: { logProbabilities: "the logarithm of the right answer's probability" },
    forward:
      "the logarithm of the probability that {logits} gives to each right answer in {target full}[reduction=mean|, averaged][!reduction|, averaged][reduction=sum|, added up], with the sign turned",
    backward:
      "{y}.grad times each answer's probability (minus 1 at the right one)[reduction=mean| over the number of examples][!reduction| over the number of examples]",
  },
  torch: ({ logits, target }, { reduction, ignore_index: ignored, label_smoothing: smoothing }) => {
    const settings = [
      ...(ignored === undefined || ignored === -100 ? [] : [`, ignore_index=${ignored}`]),
      ...(reduction === undefined || reduction === "mean" ? [] : [`, reduction="${reduction}"`]),
      ...(smoothing === undefined || smoothing === 0 ? [] : [`, label_smoothing=${smoothing}`]),
    ];
    return `F.cross_entropy(${logits}, ${target}${settings.join("")})`;
  },
  examples: [
    { inputs: { logits: matrix([0, 0, 0, 0]), target: [1] }, integers: ["target"], out: 1.386294365 },
    { inputs: { logits: matrix([1, 2, 3], [1, 2, 3]), target: [2, 0] }, integers: ["target"], out: 1.407605886 },
    {
      inputs: { logits: matrix([1, 2, 3], [1, 2, 3]), target: [2, -1] },
      integers: ["target"],
      attributes: { ignore_index: -1, label_smoothing: 0.1, reduction: "sum" },
      out: 0.50760597,
    },
  ],
});

function optionsOf({ reduction, ignore_index, label_smoothing }: CrossEntropyAttributes): CrossEntropyOptions {
  return { reduction: reduction ?? "mean", ignoreIndex: ignore_index ?? -100, labelSmoothing: label_smoothing ?? 0 };
}
