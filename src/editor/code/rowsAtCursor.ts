import type { InstructionReport, Pass } from "../../protocol/instructionReport.ts";
import type { ScriptPart } from "../../protocol/script/script.ts";
import { isStatement, type CodeRow } from "./codeRows.ts";

/** Describes the rows that an instruction is written in, by their places. */
export interface RowsAtCursor {
  readonly pass: Pass;
  /** All that belong to it. */
  readonly lit: readonly number[];
  /** The one to look at. */
  readonly main: number;
  /** The call that it runs in: of a node's backward pass that of `loss.backward()`. */
  readonly within: readonly number[];
}

const RUNNING_STATISTICS = ": running statistics";

/**
 * Returns where the code is that the cursor stands before; null where it has no code, and at the end. A node's backward
 * pass has no line of its own in PyTorch: it is shown at the line of its forward pass.
 */
export function rowsAtCursor(
  rows: readonly CodeRow[],
  instructions: readonly InstructionReport[],
  cursor: number,
): RowsAtCursor | null {
  const instruction = instructions[cursor];
  if (instruction === undefined) return null;
  const { pass, node, detail } = instruction;
  const at = (part: ScriptPart, of: string | null): readonly number[] =>
    rows.flatMap(({ line, text }, place) =>
      line !== null && line.part === part && text !== "" && (of === null || line.node === of) ? [place] : [],
    );
  if (pass === "forward") return found(rows, pass, at("forward", node), []);
  if (pass === "backward") {
    const calls = at("backward", null);
    // It begins by clearing gradients, and with that of the loss.
    if (instructions[cursor - 1]?.pass !== "backward") return found(rows, pass, calls, []);
    const own = at("forward", node);
    return own.length === 0 ? found(rows, pass, calls, []) : found(rows, pass, own, calls.slice(-1));
  }
  // A normalisation's running statistics move with the first optimiser's step.
  const statistics = detail.endsWith(RUNNING_STATISTICS) ? detail.slice(0, -RUNNING_STATISTICS.length) : null;
  const moved = statistics === null ? [] : at("update", statistics);
  const update = found(rows, pass, moved.length > 0 ? moved : at("update", node), []);
  const before = instructions[cursor - 1];
  if (update === null || before?.pass !== pass || before.node !== node) return update;
  // It is in the loop over the parameters.
  const inner = update.lit.find((place) => rows[place]!.line!.indent > rows[update.main]!.line!.indent);
  return { ...update, main: inner ?? update.main };
}

function found(
  rows: readonly CodeRow[],
  pass: Pass,
  lit: readonly number[],
  within: readonly number[],
): RowsAtCursor | null {
  const [first] = lit;
  if (first === undefined) return null;
  return { pass, lit, main: lit.find((at) => isStatement(rows[at]!)) ?? first, within };
}
