import { DiagnosticError } from "../../base/diagnostic.ts";
import { pythonNumber } from "../../base/pythonLiteral.ts";
import type { NodeCode, TorchNames } from "../contract/torch.ts";
import type { Settings } from "../settings/setting.ts";

/** Returns the learning rate of an optimiser. */
export const learningRate = (usual: string) =>
  ({ kind: "schedule", default: usual, summary: "learning rate; may use iteration" }) as const;

/** Holds settings that all optimisers have. */
export const optimizerSettings = {
  zero_grad: {
    kind: "boolean",
    default: true,
    summary: "clear the gradients before each backward pass; off, they add up from iteration to iteration",
    minor: true,
  },
  maximize: { kind: "boolean", default: false, summary: "make the loss larger instead of smaller", minor: true },
} as const satisfies Settings;

/** Holds what the help of each optimiser says of these settings. */
export const OPTIMIZER_HELP =
  " Before each backward pass `zero_grad` sets the gradients to 0, because a backward pass adds to what `.grad` holds; " +
  "switched off, they add up from iteration to iteration, as in a PyTorch loop without `optimizer.zero_grad()`. With " +
  "`maximize`, -g stands for g from the start.";

/** Throws PyTorch's sentence for a setting of an optimiser that cannot be. */
export function refuse(field: string, isWrong: boolean, what: string, value: number): void {
  if (!isWrong) return;
  const plain = field === "betas" ? "It is a share, from 0 to below 1." : "It is 0 or more.";
  throw new DiagnosticError([{ field, message: `Invalid ${what}: ${value}`, plain }]);
}

type Names = Pick<TorchNames, "moved" | "setting" | "local">;

/** Returns the code of one of `torch.optim`'s, with options beside the rate. */
export function optimizerCode(
  name: string,
  options: readonly string[],
  rate: (iteration: number) => number,
  clears: boolean,
  { moved, setting, local }: Names,
): NodeCode {
  const lr = setting("lr");
  const isSchedule = /\biteration\b/.test(lr);
  const optimizer = local("optimizer");
  const all = [moved, `lr=${isSchedule ? pythonNumber(rate(0)) : lr}`, ...options];
  return {
    parameters: [`${optimizer} = torch.optim.${name}(${all.join(", ")})`],
    backward: clearing(clears, moved),
    update: [...(isSchedule ? [`${optimizer}.param_groups[0]["lr"] = ${lr}`] : []), `${optimizer}.step()`],
    optimizer,
  };
}

/** Returns what `zero_grad` does. */
export function clearing(clears: boolean, moved: string): readonly string[] {
  return clears ? [`for p in ${moved}:`, "    p.grad = None"] : [];
}
