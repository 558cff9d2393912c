import type { Backend, KernelCall } from "../../tensor/backend/backend.ts";
import { Recorder, tensorsOf } from "../../tensor/backend/recorder.ts";
import type { Storage } from "../../tensor/storage.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Plan } from "../plan/plan.ts";
import type { Instruction } from "./instruction.ts";
import type { BackwardCalls } from "./touchesIn.ts";
import { readBy } from "./waiting.ts";

/** Describes forward instructions that one call of the backend does, but for the results of all but the last. */
export interface InOne {
  /** The instructions, one behind the other. */
  readonly cursors: readonly number[];
  readonly run: () => void;
}

/**
 * Returns them: each reads the result of the one before, which nothing else in an iteration does, and the backend does them in one.
 *
 * @param canWait 1 for instructions that have no turn
 */
export function inOne(
  plan: Plan,
  instructions: readonly Instruction[],
  canWait: Uint8Array,
  backward: BackwardCalls,
  backend: Backend,
): readonly InOne[] {
  if (backend.prepareInOne === undefined) return [];
  const readers = readersOf(plan, instructions, backward);
  const recorder = new Recorder(backend);
  const calls = instructions.map(({ pass, describe, every }, at): KernelCall | null => {
    if (pass !== "forward" || describe === undefined || every !== undefined || canWait[at] === 1) return null;
    const [call, ...others] = recorder.record(describe);
    return call === undefined || others.length > 0 || call.kernel === null ? null : call;
  });
  const found: InOne[] = [];
  for (let at = 0; at < calls.length; at++) {
    const chain = chainFrom(at, calls, readers);
    // As many of them as the backend can, two at least.
    for (; chain.length > 1; chain.pop()) {
      const run = backend.prepareInOne(chain);
      if (run === null) continue;
      found.push({ cursors: chain.map((_, behind) => at + behind), run });
      at += chain.length - 1;
      break;
    }
  }
  return found;
}

/** The calls from one on that each are alone in reading what the one before gives. */
function chainFrom(first: number, calls: readonly (KernelCall | null)[], readers: Readers): KernelCall[] {
  const chain: KernelCall[] = [];
  for (let at = first; calls[at]; at++) {
    const call = calls[at]!;
    chain.push(call);
    const reading = readers.get(tensorsOf(call).at(-1)!.storage);
    if (reading?.size !== 1 || !reading.has(at + 1)) break;
  }
  return chain;
}

type Readers = ReadonlyMap<Storage, ReadonlySet<number>>;

/** Stands for whoever looks at a tensor once an iteration is over. */
const OUTSIDE = -1;

/** The instructions that read a storage, or may. */
function readersOf(plan: Plan, instructions: readonly Instruction[], backward: BackwardCalls): Readers {
  const readers = new Map<Storage, Set<number>>();
  const reads = (at: number, tensors: Iterable<Tensor>): void => {
    for (const { storage } of tensors) readers.set(storage, (readers.get(storage) ?? new Set()).add(at));
  };
  for (const [at, { pass, applied, results }] of instructions.entries()) {
    const known = backward[at];
    const used = applied === undefined ? [] : readBy(applied);
    if (pass === "forward") reads(at, used);
    else if (known?.every(({ kernel }) => kernel !== null) === true) reads(at, known.flatMap(tensorsOf));
    else
      reads(at, [
        ...results,
        ...used,
        ...(applied === undefined ? [] : [applied.output, ...Object.values(applied.saved)]),
      ]);
  }
  reads(
    OUTSIDE,
    [...plan.losses, ...plan.optimizers.map(({ loss }) => ({ tensor: loss }))].map(({ tensor }) => tensor),
  );
  for (const { branches } of plan.sidePasses)
    for (const branch of branches) for (const one of branch.applied) reads(OUTSIDE, [...readBy(one), one.output]);
  return readers;
}
