import { DiagnosticError } from "../../base/diagnostic.ts";
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
