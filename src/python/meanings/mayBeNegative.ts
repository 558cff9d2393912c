import type { DraftNode } from "../draft/draft.ts";
import { upstream } from "../draft/upstream.ts";
import { nodeTypeOf, operationNodes } from "./tensorWords.ts";

/** Types that make numbers below 0 of others. */
const turning = new Set<string | undefined>([
  operationNodes["- 1"],
  operationNodes["- 2"],
  nodeTypeOf.formula,
  nodeTypeOf.cast,
  nodeTypeOf.parameter,
]);
/** Types whose numbers stand in their settings, and these. */
const written = new Map<string, readonly string[]>([
  [nodeTypeOf.numbers, ["values"]],
  [nodeTypeOf.range, ["start", "end", "step"]],
  [nodeTypeOf.evenly, ["start", "end"]],
]);

/** Whether a tensor may hold a number below 0, as far as the code tells: as an index that counts from the end. */
export function mayBeNegative(node: DraftNode): boolean {
  return upstream([node]).some(
    ({ type, settings }) =>
      turning.has(type) || (written.get(type) ?? []).some((name) => /[-a-zA-Z]/.test(String(settings[name] ?? ""))),
  );
}
