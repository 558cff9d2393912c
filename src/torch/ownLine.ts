import { pythonNumber } from "../base/pythonLiteral.ts";
import type { NodeCode } from "../nodes/contract/torch.ts";
import type { PlannedNode } from "../program/plan/plan.ts";
import type { ScriptLine, ScriptPart } from "../protocol/script/script.ts";

/** Describes a node of a script with its code. */
export interface WrittenNode {
  readonly node: PlannedNode;
  readonly code: NodeCode;
}

/** Returns a line that belongs to no node. */
export function ownLine(part: ScriptPart, code: string, indent = 0): ScriptLine {
  return { indent, code, part, node: null, makes: [] };
}

/** Returns a loss with the digits that a float32 needs. */
export function lossCode(loss: number): string {
  return pythonNumber(Number.isFinite(loss) ? Number(loss.toPrecision(9)) : loss);
}
