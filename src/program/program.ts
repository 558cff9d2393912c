import type { Kernels } from "../tensor/kernels/kernels.ts";
import { allocateMemory, type Memory } from "./memory.ts";
import { isDue, type Clock, type Instruction } from "./instruction.ts";
import { backwardInstructions, forwardInstructions, updateInstructions } from "./instructions.ts";
import type { Plan } from "./plan.ts";

/**
 * A compiled graph: the instructions of an iteration in their order, forward, backward, update, over memory that
 * was allocated once. Running it means calling `run` of one instruction after the other.
 */
export interface Program {
  readonly plan: Plan;
  readonly memory: Memory;
  readonly instructions: readonly Instruction[];
  readonly clock: Clock;
  readonly kernels: Kernels;
}

/** Gives a plan its memory: constants are in place, parameters and everything computed are zero. */
export function instantiate(plan: Plan, kernels: Kernels): Program {
  const memory = allocateMemory(plan);
  const clock = { iteration: 0 };
  const instructions = [
    ...forwardInstructions(plan, kernels),
    ...backwardInstructions(plan, kernels, memory),
    ...updateInstructions(plan, kernels, clock),
  ];
  return { plan, memory, instructions, clock, kernels };
}

/** The index of the first instruction, from `cursor` on, that runs in this iteration; behind the last if there is none. */
export function nextDue(instructions: readonly Instruction[], cursor: number, iteration: number): number {
  let at = cursor;
  while (at < instructions.length && !isDue(instructions[at]!.every, iteration)) at++;
  return at;
}

/**
 * Where the cursor stands after a step over one node: behind the last instruction of the pass and node of the one that
 * is next, and behind what does not run in this iteration.
 */
export function nodeEnd(instructions: readonly Instruction[], cursor: number, iteration: number): number {
  const next = nextDue(instructions, cursor, iteration);
  const first = instructions[next];
  let end = next;
  while (end < instructions.length && instructions[end]!.node === first?.node && instructions[end]!.pass === first.pass)
    end++;
  return nextDue(instructions, end, iteration);
}
