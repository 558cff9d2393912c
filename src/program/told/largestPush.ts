import { elements } from "../../base/stridedLayout.ts";
import { counted } from "../../ops/told/words.ts";
import { formatNumber } from "../../base/formatNumber.ts";
import type { Program } from "../run/program.ts";
import { provenanceOf } from "../why/provenance.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Position } from "../../protocol/position.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import type { Wording } from "./wording.ts";

/** Examples beyond which nobody waits for each one's part: a step is told at once. */
const MOST_EXAMPLES = 4096;

/** Says over how many examples a cell of a parameter's gradient is summed, and which of them pushed most. */
export function largestPush(
  { plan, ...program }: Program,
  position: Position,
  cell: CellRef,
  wording: Wording,
): ToldPiece[] {
  const sources = [...plan.nodes.values()].filter(({ nodeType }) => nodeType?.role === "examples");
  const rows = sources.flatMap(({ outputs: { x } }) => (x?.kind === "tensor" ? [x.tensor.shape[0] ?? 1] : []));
  const trained = plan.applied.some(
    ({ output }) => elements(output.shape) > 0 && (output.shape[0] ?? 0) > MOST_EXAMPLES,
  );
  if (rows.length === 0 || (Math.min(...rows) > MOST_EXAMPLES && trained)) return [];
  const { parts, agrees } = provenanceOf({ plan, ...program }, position, cell);
  const pushes = parts.filter(({ value, example }) => value !== 0 && example !== null);
  const [first] = pushes;
  if (!agrees || first === undefined || first.source === null || first.example === null) return [];
  const count = new Set(pushes.map(({ example }) => example)).size;
  const text = wording.exampleAt(first.source, first.example) ?? `example ${first.example}`;
  const most = formatNumber(first.value);
  if (count === 1) return [{ text: `, all of it from ${text}` }];
  return [{ text: `, summed over ${counted(count, "example")}; the largest push, ${most}, from ${text}` }];
}
