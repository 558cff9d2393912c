import type { Values } from "./ranCode.ts";

/** Holds what a node's code was, and the values that PyTorch made of it. */
export interface RecordedCode {
  readonly code: readonly string[];
  readonly values: Values;
}

/** PyTorch's own tolerance for float32. */
const [RELATIVE, ABSOLUTE] = [1.3e-6, 1e-5];

/** Lists the values of ours that are not PyTorch's, by name. */
export function unequalValues(ours: Values, theirs: Values): string[] {
  return Object.keys(theirs).filter((name) => {
    const [a, b] = [ours[name], theirs[name]!];
    return a?.length !== b.length || a.some((value, at) => !isNear(value, b[at]));
  });
}

function isNear(ours: unknown, theirs: unknown): boolean {
  if (typeof ours !== "number") return JSON.stringify(ours) === JSON.stringify(theirs);
  const number = numberOf(theirs);
  if (ours === number || (Number.isNaN(ours) && Number.isNaN(number))) return true;
  return Math.abs(ours - number) <= ABSOLUTE + RELATIVE * Math.abs(number);
}

/** JSON has no nan and no infinity, and PyTorch's masks are true or false. */
function numberOf(value: unknown): number {
  if (typeof value === "string") return Number(value.replace("inf", "Infinity"));
  return Number(value);
}
