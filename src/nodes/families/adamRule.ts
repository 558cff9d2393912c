import { DiagnosticError } from "../../base/diagnostic.ts";
import type { UpdateRule } from "../contract/updateRule.ts";
import { refuse } from "./optimizer.ts";

const ADAM_STEP = "lr * (exp_avg / (1 - beta1 ^ step)) / (sqrt(exp_avg_sq / (1 - beta2 ^ step)) + eps)";

interface AdamSettings {
  readonly lr: UpdateRule["rate"];
  readonly betas: readonly number[];
  readonly eps: number;
  readonly weight_decay: number;
  readonly maximize: boolean;
}

/** Returns the rule of `torch.optim.Adam` or `AdamW`. Throws PyTorch's sentences for settings that cannot be. */
export function adamRule(
  name: "adam" | "adamw",
  { lr, betas, eps, weight_decay: weightDecay, maximize }: AdamSettings,
): UpdateRule {
  refuse("lr", lr(0) < 0, "learning rate", lr(0));
  refuse("eps", eps < 0, "epsilon value", eps);
  if (betas.length !== 2) {
    throw new DiagnosticError([{ field: "betas", message: `expected two numbers, got ${betas.length}` }]);
  }
  const [beta1, beta2] = betas as readonly [number, number];
  refuse("betas", !(beta1 >= 0 && beta1 < 1), "beta parameter at index 0", beta1);
  refuse("betas", !(beta2 >= 0 && beta2 < 1), "beta parameter at index 1", beta2);
  refuse("weight_decay", weightDecay < 0, "weight_decay value", weightDecay);
  const options = { beta1, beta2, eps, weightDecay, maximize, decoupled: name === "adamw" };
  return {
    name,
    rate: lr,
    memory: {
      step: { shape: "scalar", summary: "how many updates there were" },
      exp_avg: { shape: "parameter", summary: "running mean of the gradient" },
      exp_avg_sq: { shape: "parameter", summary: "running mean of the gradient's square" },
    },
    move: {
      formula: `${name === "adamw" ? "lr * weight_decay * p + " : ""}${ADAM_STEP}`,
      settings: { beta1, beta2, eps, weight_decay: weightDecay, maximize: Number(maximize) },
    },
    step(parameter, grad, rate, { kernels, run }, { step, exp_avg: mean, exp_avg_sq: square }) {
      run(() => (step!.storage.data[0]! += 1));
      kernels.adam(parameter, grad, mean!, square!, {
        ...options,
        get lr() {
          return rate();
        },
        get step() {
          return step!.storage.data[0]!;
        },
      });
    },
  };
}
