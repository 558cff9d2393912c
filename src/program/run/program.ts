import type { Backend } from "../../tensor/backend/backend.ts";
import { Encoder } from "../../tensor/backend/encoder.ts";
import { allocateMemory, bytesOf, type Memory } from "./memory.ts";
import { boundariesOf, type Boundaries } from "./boundaries.ts";
import type { Clock, Instruction } from "./instruction.ts";
import { prepareDraws, type PreparedDraw } from "./draws.ts";
import { backwardInstructions, forwardInstructions, updateInstructions } from "./instructions.ts";
import type { EarlierRules } from "./earlierRules.ts";
import type { Unwatched } from "./unwatched.ts";
import type { Plan } from "../plan/plan.ts";
import { TensorIndex } from "../tensors/tensorIndex.ts";

/**
 * Describes a compiled graph: the instructions of an iteration in their order, forward, backward, update, over memory
 * that was allocated once. Running it means calling `run` of one instruction after the other.
 */
export interface Program {
  readonly plan: Plan;
  readonly memory: Memory;
  readonly instructions: readonly Instruction[];
  readonly draws: readonly PreparedDraw[];
  readonly boundaries: Boundaries;
  readonly tensors: TensorIndex;
  readonly clock: Clock;
  readonly backend: Backend;
  /** What runs while nobody looks; null until that is prepared. */
  unwatched: Unwatched | null;
  /** The rules of the program before it, if an edit led to this one; whoever takes the numbers on sets them. */
  earlier?: EarlierRules | null;
}

/** Gives a plan its memory: constants are in place, parameters and everything computed are zero. */
export function instantiate(plan: Plan, backend: Backend): Program {
  return over(plan, allocateMemory(plan, backend), backend, { iteration: 0 });
}

/**
 * Returns the program on another backend, with the numbers that there are: its tensors lie in that one's memory from now on,
 * and the program that was cannot run any more.
 */
export function movedTo(backend: Backend, { plan, memory: before, clock, earlier = null }: Program): Program {
  const memory = allocateMemory(plan, backend);
  bytesOf(memory, memory.state).set(bytesOf(before, before.state));
  const program = Object.assign(over(plan, memory, backend, clock), { earlier });
  before.block.release();
  return program;
}

function over(plan: Plan, memory: Memory, backend: Backend, clock: Clock): Program {
  const encoder = new Encoder(backend);
  const instructions = [
    ...forwardInstructions(plan, encoder),
    ...backwardInstructions(plan, encoder, memory),
    ...updateInstructions(plan, encoder, clock),
  ];
  return {
    plan,
    memory,
    instructions,
    unwatched: null,
    draws: prepareDraws(plan, encoder),
    boundaries: boundariesOf(instructions),
    tensors: new TensorIndex(plan),
    clock,
    backend,
  };
}
