import { elements } from "../../base/stridedLayout.ts";
import { counted } from "../../ops/told/words.ts";
import { formatNumber } from "../../base/formatNumber.ts";
import type { Program } from "../run/program.ts";
import { provenanceOf, type Push } from "../why/provenance.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Position } from "../../protocol/position.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import type { Wording } from "./wording.ts";

/** Examples beyond which nobody waits for each one's part: a step is told at once. */
const MOST_EXAMPLES = 4096;

/**
 * Names the example that weighs most in a parameter's gradient. It says how many there are, where several places of one
 * have a part in it, and nothing where a part belongs to no example.
 */
export function largestPush(program: Program, position: Position, cell: CellRef, wording: Wording): ToldPiece[] {
  const { plan } = program;
  const sources = [...plan.nodes.values()].filter(({ nodeType }) => nodeType?.role === "examples");
  const rows = sources.flatMap(({ outputs: { x } }) => (x?.kind === "tensor" ? [x.tensor.shape[0] ?? 1] : []));
  const trained = plan.applied.some(
    ({ output }) => elements(output.shape) > 0 && (output.shape[0] ?? 0) > MOST_EXAMPLES,
  );
  if (rows.length === 0 || (Math.min(...rows) > MOST_EXAMPLES && trained)) return [];
  const { parts, agrees } = provenanceOf(program, position, cell);
  const pushes = parts.filter(({ value }) => value !== 0);
  const [first] = pushes;
  if (!agrees || first === undefined || first.source === null || first.example === null) return [];
  if (pushes.some(({ example }) => example === null)) return [];
  const count = new Set(pushes.map(({ example }) => example)).size;
  const text = wording.exampleAt(first.source, first.example) ?? `example ${first.example}`;
  const most = formatNumber(first.value);
  if (count === 1) return [{ text: `, all of it from ${text}` }];
  if (count === pushes.length) return [{ text: `; ${text} weighs most, ${most}` }];
  const examples = counted(count, "example");
  const some = counted(pushes.length, nounOf(pushes));
  return [{ text: `; of ${some} in ${examples} one in ${text} weighs most, ${most}` }];
}

/** What the parts of an example are: places in it, unless several come from the same one, by two ways through the model. */
function nounOf(pushes: readonly Push[]): "place" | "part" {
  const places = new Set(pushes.map(({ example, position }) => [example, ...position].join()));
  return places.size === pushes.length ? "place" : "part";
}
