import type { LinesValue, LineValue } from "../values/dataset.ts";

/** Returns what a loop over lines sees: one of them, whichever. */
export function lineOf(lines: LinesValue): LineValue {
  const { indexed } = lines;
  return {
    kind: "line",
    lines,
    level: indexed ?? "char",
    begun: false,
    ended: false,
    indexed: indexed !== null,
    from: 0,
  };
}
