import { defineNodeType, type NodeType } from "../contract/nodeType.ts";
import type { NumberSetting } from "../settings/kinds/number.ts";
import type { Settings } from "../settings/setting.ts";
import { adamRule } from "./adamRule.ts";
import type { NodeWords } from "./nodeWords.ts";
import { learningRate, OPTIMIZER_HELP, optimizerCode, optimizerSettings } from "./optimizer.ts";

/** Settings that `torch.optim.Adam` and `AdamW` share, apart from the rate and the weight decay. */
const adamSettings = {
  betas: {
    kind: "numbers",
    default: "0.9, 0.999",
    summary: "how much of the running means of the gradient, and of its square, stays",
  },
  eps: { kind: "number", default: "1e-8", summary: "added to what is divided by", minor: true },
} as const satisfies Settings;

interface AdamWords extends NodeWords {
  readonly weightDecay: Omit<NumberSetting, "kind" | "optional">;
}

/** Returns the node type of an optimiser that moves by running means of the gradients: `adam`, `adamw`. */
export function adamNode(type: "adam" | "adamw", { help, weightDecay, ...words }: AdamWords): NodeType {
  return defineNodeType({
    type,
    category: "training",
    role: "optimizer",
    ...words,
    told: {
      update:
        "each number [maximize|plus][!maximize|minus] the learning rate, {lr}, times the running mean of its gradients divided by their usual size[weight_decay|, and a little towards 0 (weight decay)]",
    },
    help: help + OPTIMIZER_HELP,
    torch: (settings, names) => {
      const { lr, betas, eps, weight_decay: decay, maximize, zero_grad: clears } = settings;
      const isUsual = betas[0] === 0.9 && betas[1] === 0.999;
      const options = [
        ...(isUsual ? [] : [`betas=(${names.list("betas").join(", ")})`]),
        ...(eps === 1e-8 ? [] : [`eps=${names.setting("eps")}`]),
        ...(decay === (type === "adam" ? 0 : 0.01) ? [] : [`weight_decay=${names.setting("weight_decay")}`]),
        ...(maximize ? ["maximize=True"] : []),
      ];
      return optimizerCode(type === "adam" ? "Adam" : "AdamW", options, lr, clears, names);
    },
    inputs: { loss: { kind: "tensor", summary: "one number to make smaller" } },
    outputs: {},
    settings: {
      lr: learningRate("0.001"),
      ...adamSettings,
      weight_decay: { kind: "number", ...weightDecay },
      ...optimizerSettings,
    },
    build: ({ loss }, settings, builder) => {
      builder.optimize(loss.tensor, adamRule(type, settings), settings.zero_grad);
      return {};
    },
  });
}
