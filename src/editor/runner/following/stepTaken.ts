import type { InstructionReport, Pass } from "../../../protocol/instructionReport.ts";
import { isDue } from "../../../protocol/instructionReport.ts";
import type { Position } from "../../../protocol/position.ts";
import type { ToldBy } from "../../../protocol/toldReport.ts";

/** Describes the step that led to where the cursor stands. */
export interface StepTaken {
  readonly pass: Pass;
  readonly node: string;
  readonly by: ToldBy;
}

type Instruction = Pick<InstructionReport, "pass" | "node" | "every">;

/**
 * Returns what ran last, where the cursor came to its place by a step: by a move within an iteration or over its end.
 * Null where it went over several nodes, or stands at the start of an iteration by a whole one, a training, an edit.
 */
export function stepTaken(instructions: readonly Instruction[], before: Position, now: Position): StepTaken | null {
  const within = now.iteration === before.iteration;
  const overEnd = now.cursor === 0 && now.iteration === before.iteration + 1 && before.cursor > 0;
  const end = within ? now.cursor : overEnd ? instructions.length : 0;
  const last = lastDue(instructions, end, before.iteration);
  if (last === null) return null;
  const [from, to] = [Math.min(before.cursor, end), Math.max(before.cursor, end)];
  const over = instructions.slice(from, to).filter(({ every }) => isDue(every, before.iteration));
  if (over.some((one) => one.node !== over[0]?.node || one.pass !== over[0].pass)) return null;
  const { pass, node } = instructions[last]!;
  return { pass, node, by: isOneOf(instructions, before, last) ? "op" : "node" };
}

/** The last instruction before `end` that runs in the iteration. */
function lastDue(instructions: readonly Instruction[], end: number, iteration: number): number | null {
  let at = end - 1;
  while (at >= 0 && !isDue(instructions[at]!.every, iteration)) at--;
  return at < 0 ? null : at;
}

/** Whether the cursor stood within the node before, and went on by one op. */
function isOneOf(instructions: readonly Instruction[], before: Position, last: number): boolean {
  const [inner, ran] = [instructions[before.cursor - 1], instructions[last]!];
  return before.cursor === last && inner?.node === ran.node && inner.pass === ran.pass;
}
