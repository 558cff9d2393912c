import type { Instruction } from "../run/instruction.ts";
import type { Program } from "../run/program.ts";
import { isDue } from "../../protocol/instructionReport.ts";
import type { Pass } from "../../protocol/instructionReport.ts";
import type { Position } from "../../protocol/position.ts";
import type { ToldBy } from "../../protocol/toldReport.ts";

/** Describes the step that ran last: its instructions, in their order. */
export interface RanStep {
  readonly pass: Pass;
  readonly node: string;
  /** The iteration that it was of. */
  readonly iteration: number;
  /** At least one. */
  readonly instructions: readonly Instruction[];
  /** Whether they are all that the node has in the pass. */
  readonly isWhole: boolean;
}

/**
 * Returns the step that ran before the cursor: all that its node has in the pass or, `by` op and in the middle of a
 * node, one instruction. At the start of an iteration it is the end of the one before. Null where nothing ran.
 */
export function ranStep({ instructions, boundaries }: Program, position: Position, by: ToldBy): RanStep | null {
  const { iteration, cursor } = endOfPast(position, boundaries.length);
  const last = iteration < 0 ? null : boundaries.previous(cursor, iteration);
  if (last === null) return null;
  const { pass, node } = instructions[last]!;
  const isSame = (at: number): boolean => instructions[at]?.pass === pass && instructions[at]?.node === node;
  let start = last;
  while (start > 0 && isSame(start - 1)) start--;
  let end = last + 1;
  while (isSame(end)) end++;
  const isDone = boundaries.next(cursor, iteration) >= end;
  const from = by === "node" && isDone ? start : last;
  return {
    pass,
    node,
    iteration,
    instructions: instructions.slice(from, last + 1).filter(({ every }) => isDue(every, iteration)),
    isWhole: isDone && from === start,
  };
}

/** The same place, said of the iteration before where it is the start of one. */
function endOfPast(position: Position, length: number): Position {
  return position.cursor > 0 ? position : { iteration: position.iteration - 1, cursor: length };
}
