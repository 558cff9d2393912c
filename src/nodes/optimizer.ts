import { DiagnosticError } from "../base/diagnostic.ts";

/** The learning rate of an optimiser. */
export const learningRate = (usual: string) =>
  ({ kind: "schedule", default: usual, summary: "learning rate; may use iteration" }) as const;

/** Throws PyTorch's sentence for a setting of an optimiser that cannot be. */
export function refuse(field: string, isWrong: boolean, what: string, value: number): void {
  if (isWrong) throw new DiagnosticError([{ field, message: `Invalid ${what}: ${value}` }]);
}
