import { aligned } from "../../tensor/backend/aligned.ts";
import type { Storage } from "../../tensor/storage.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { passGrads } from "../plan/accumulatedGrads.ts";
import type { Plan } from "../plan/plan.ts";
import type { Instruction } from "./instruction.ts";
import { bytesOf, type Memory, type Region } from "./memory.ts";

const CLEARS =
  "Sets the gradients to 0, because a backward pass adds to what is there: those of the last iteration would count again.";
const BEGINS =
  "The gradient of the loss with respect to itself is 1, as it changes by just as much; from there the pass goes back.";
const ADDS_UP = "No gradient is cleared (zero_grad is off): the pass adds to what the iterations before left.";

/** Returns what the backward pass begins with: gradients are cleared, and those of the losses set to 1. */
export function beginBackward(plan: Plan, memory: Memory): Instruction {
  return {
    pass: "backward",
    ...backwardBeginning(plan),
    beginsBackward: true,
    results: seedsOf(plan),
    run: clearing(plan, memory, () => [memory.grads]),
  };
}

function seedsOf(plan: Plan): Tensor[] {
  const grads = passGrads(plan);
  return [...new Set(plan.optimizers.map(({ loss }) => grads.get(loss)!))];
}

/**
 * Returns what it does, clearing some of the memory.
 *
 * @param regions asked for when it first runs
 */
export function clearing(plan: Plan, memory: Memory, regions: () => readonly Region[]): () => void {
  const seeds = seedsOf(plan);
  let places: readonly Region[] | null = null;
  // Typed arrays for as long as the memory lies where it does: looked up anew, they would be objects an iteration.
  let buffer: ArrayBuffer | null = null;
  let cleared: readonly Uint8Array<ArrayBuffer>[] = [];
  return () => {
    for (let at = 0; at < plan.accumulated.length; at++) {
      const { grad, before } = plan.accumulated[at]!;
      before.storage.data.set(grad.storage.data);
    }
    if (buffer !== memory.block.buffer) {
      buffer = memory.block.buffer;
      places ??= regions();
      cleared = places.map((place) => bytesOf(memory, place));
    }
    for (let at = 0; at < cleared.length; at++) cleared[at]!.fill(0);
    for (let at = 0; at < seeds.length; at++) seeds[at]!.storage.data[0] = 1;
  };
}

/** Returns the places of storages in a program's memory, of neighbours a single one. */
export function regionsOf({ block }: Memory, storages: readonly Storage[]): Region[] {
  const regions: { start: number; end: number }[] = [];
  const places = storages.map(({ data, bytes }) => ({ start: data.byteOffset - block.start, bytes: aligned(bytes) }));
  for (const { start, bytes } of places.toSorted((a, b) => a.start - b.start)) {
    const last = regions.at(-1);
    if (last?.end === start) last.end += bytes;
    else regions.push({ start, end: start + bytes });
  }
  return regions;
}

/**
 * Returns what the instruction is called that the backward pass begins with. `zero_grad` only where an optimiser does
 * it.
 */
export function backwardBeginning({
  applied,
  optimizers,
}: Plan): Pick<Instruction, "node" | "op" | "detail"> & { readonly hint: string } {
  // It belongs to the node that the backward pass begins with; where a parameter itself is the loss, to its optimiser.
  const last = applied.findLast(({ output }) => optimizers.some(({ loss }) => loss === output));
  const node = (last ?? optimizers[0]!).node;
  const clearing = optimizers.filter(({ zeroGrad }) => zeroGrad);
  const detail = "loss.grad = 1";
  if (clearing.length === 0) return { node, op: "backward", detail, hint: `${BEGINS} ${ADDS_UP}` };
  if (clearing.length === optimizers.length) return { node, op: "zero_grad", detail, hint: `${CLEARS} ${BEGINS}` };
  const whose = clearing.map((one) => one.node).join(", ");
  const hint = `${CLEARS} Only those that ${whose} moves: the others add up from iteration to iteration. ${BEGINS}`;
  return { node, op: "zero_grad", detail: `of ${whose}; ${detail}`, hint };
}
