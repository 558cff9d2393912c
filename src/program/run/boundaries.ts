import { isDue } from "../../protocol/instructionReport.ts";
import type { Instruction } from "./instruction.ts";

/**
 * Says where a cursor comes to stand in a list of instructions, in an iteration. What does not run in that iteration is
 * stepped over: forwards the cursor stands before the next instruction that is due, or behind the last one.
 */
export interface Boundaries {
  /** Number of instructions. */
  readonly length: number;
  /** The first instruction, from `cursor` on, that runs in this iteration; behind the last if there is none. */
  readonly next: (cursor: number, iteration: number) => number;
  /** The last one before `cursor` that runs in this iteration; null if there is none. */
  readonly previous: (cursor: number, iteration: number) => number | null;
  /** After a step over one node: behind the last instruction of the next one's pass and node. */
  readonly nodeEnd: (cursor: number, iteration: number) => number;
  /** After a step back over one node: before the first instruction of the pass and node that ran last; null if none did. */
  readonly nodeStart: (cursor: number, iteration: number) => number | null;
  /** Behind the last instruction of the next one's pass. */
  readonly passEnd: (cursor: number, iteration: number) => number;
}

export function boundariesOf(instructions: readonly Instruction[]): Boundaries {
  const { length } = instructions;

  function next(cursor: number, iteration: number): number {
    let at = cursor;
    while (at < length && !isDue(instructions[at]!.every, iteration)) at++;
    return at;
  }

  function previous(cursor: number, iteration: number): number | null {
    let at = cursor - 1;
    while (at >= 0 && !isDue(instructions[at]!.every, iteration)) at--;
    return at < 0 ? null : at;
  }

  /** Behind the instructions that are, one after the other, like the next one. */
  function endOf(alike: (a: Instruction, b: Instruction) => boolean, cursor: number, iteration: number): number {
    const first = next(cursor, iteration);
    let end = first;
    while (end < length && alike(instructions[end]!, instructions[first]!)) end++;
    return next(end, iteration);
  }

  return {
    length,
    next,
    previous,
    nodeEnd: (cursor, iteration) => endOf(sameNode, cursor, iteration),
    nodeStart(cursor, iteration) {
      let start = previous(cursor, iteration);
      while (start !== null && start > 0 && sameNode(instructions[start - 1]!, instructions[start]!)) start--;
      return start;
    },
    passEnd: (cursor, iteration) => endOf(({ pass }, first) => pass === first.pass, cursor, iteration),
  };
}

function sameNode(a: Instruction, b: Instruction): boolean {
  return a.node === b.node && a.pass === b.pass;
}
