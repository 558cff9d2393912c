import { DiagnosticError, type Diagnostic } from "../../base/diagnostic.ts";
import { aligned } from "../../tensor/backend/aligned.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import type { Block } from "../../tensor/backend/block.ts";
import { formatShape } from "../../tensor/shape.ts";
import { typedArray, type TypedArray } from "../../tensor/dtype.ts";
import type { Storage } from "../../tensor/storage.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { passGrads } from "../plan/accumulatedGrads.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";

/** LIMITS: what the tensors of one program may take. */
export const MAX_PROGRAM_BYTES = 2 ** 30;

/** Constants of so many bytes stay where they are; smaller ones are copied to where all kernels reach them. */
const LARGE = 2 ** 16;

/** Describes a range of a program's memory, in bytes from its start. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/**
 * Describes one block of memory for all tensors of a program, in regions: data that never changes first, gradients
 * last. What changes while running lies in one piece (`state`), so that a snapshot is one copy. Large constants that are a
 * typed array already (the examples of a text of megabytes) stay where they are, from one program to the next.
 */
export interface Memory {
  readonly block: Block;
  /** Everything that running changes: parameters, buffers, draws, values, gradients. */
  readonly state: Region;
  /** What a backward pass begins by clearing: the gradients but for those that add up. Clearing them is one fill. */
  readonly grads: Region;
  /** Where each storage lies, in bytes from the block's start; but for constants that stay where they are. */
  readonly places: ReadonlyMap<Storage, number>;
}

/**
 * Returns the elements that a tensor's storage has, or had, in a memory: it may be bound to the next program's by now. As
 * {@link bytesOf}, to be looked at at once.
 */
export function elementsIn({ block, places }: Memory, { storage }: Tensor): TypedArray {
  const at = places.get(storage);
  return at === undefined ? storage.data : typedArray(storage.dtype, block.buffer, block.start + at, storage.length);
}

/** Returns the bytes of a region as they are now. They are to be looked at at once: the memory may come to lie elsewhere. */
export function bytesOf({ block }: Memory, { start, end }: Region): Uint8Array<ArrayBuffer> {
  return new Uint8Array(block.buffer, block.start + start, end - start);
}

/** Takes the memory, binds every planned storage to its place in it and puts the constants in. Call once per plan. */
export function allocateMemory(plan: Plan, backend: Backend): Memory {
  const kept = new Set<Storage>();
  for (const { tensor, values } of plan.constants) {
    if (tensor.storage.bytes >= LARGE && tensor.storage.bindTo(values)) kept.add(tensor.storage);
  }
  const { data, state, grads } = storages(plan);
  const constants = data.filter((storage) => !kept.has(storage));
  const [block, [, stateStart = 0, gradStart = 0], places] = bound([constants, state, grads], backend);
  for (const { tensor, values } of plan.constants) if (!kept.has(tensor.storage)) tensor.storage.data.set(values);
  const end = block.bytes;
  return { block, state: { start: stateStart, end }, grads: { start: gradStart, end }, places };
}

/** Binds storages, list behind list, to places in one block; gives it, where each list begins, and where each storage lies. */
function bound(
  lists: readonly (readonly Storage[])[],
  backend: Backend,
): [Block, starts: readonly number[], places: ReadonlyMap<Storage, number>] {
  const places = new Map<Storage, number>();
  let at = 0;
  const starts = lists.map((list) => {
    const start = at;
    for (const storage of list) {
      places.set(storage, at);
      at = aligned(at + storage.bytes);
    }
    return start;
  });
  const block = backend.allocate(at);
  for (const [storage, offset] of places) block.bind(storage, offset);
  return [block, starts, places];
}

/** Counts the bytes of all storages, those of constants that stay where they are included. */
export function memoryBytes(plan: Plan): number {
  const { data, state, grads } = storages(plan);
  return [...data, ...state, ...grads].reduce((sum, storage) => sum + aligned(storage.bytes), 0);
}

/** Returns one sentence when a plan needs more memory than is allowed, with the tensors that need the most. */
export function memoryDiagnostics(plan: Plan): Diagnostic[] {
  const bytes = memoryBytes(plan);
  if (bytes <= MAX_PROGRAM_BYTES) return [];
  const largest = plan.applied
    .filter(({ op }) => op.kind === "compute")
    .toSorted((a, b) => b.output.storage.bytes - a.output.storage.bytes)
    .slice(0, 3)
    .map(({ node, output }) => `${node} ${formatShape(output.shape)}`);
  return [
    {
      message:
        `the tensors need ${gibibytes(bytes)} GiB, at most ${gibibytes(MAX_PROGRAM_BYTES)} GiB is allowed` +
        (largest.length === 0 ? "" : `; the largest are ${largest.join(", ")}`),
    },
  ];
}

interface Storages {
  readonly data: readonly Storage[];
  readonly state: readonly Storage[];
  readonly grads: readonly Storage[];
}

/** Plans never change, so a plan's storages are listed once: their size is asked for at every turn. */
const known = new WeakMap<Plan, Storages>();

function storages(plan: Plan): Storages {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const all = storagesOf(plan);
  known.set(plan, all);
  return all;
}

function storagesOf(plan: Plan): Storages {
  const distinct = (tensors: Iterable<Tensor>): Storage[] => [...new Set([...tensors].map(({ storage }) => storage))];
  return {
    data: distinct(plan.constants.map(({ tensor }) => tensor)),
    state: distinct([
      ...plan.parameters.map(({ tensor }) => tensor),
      ...plan.buffers.map(({ tensor }) => tensor),
      ...plan.draws.flatMap(({ drawn, outputs }) => [...drawn, ...outputs]),
      ...plan.applied.flatMap(tensorsOf),
      ...plan.accumulated.flatMap(({ grad, before, kept }) => [grad, before, kept]),
    ]),
    grads: clearedStorages(plan),
  };
}

/** Returns what a backward pass begins by clearing. */
export function clearedStorages(plan: Plan): Storage[] {
  const grads = [...passGrads(plan).values(), ...plan.sidePasses.flatMap(({ results }) => results)];
  return [...new Set(grads.map(({ storage }) => storage))];
}

/** What an op computes and saves, and what those that it repeats do. */
function tensorsOf({ op, output, saved, body = [] }: AppliedOp): Tensor[] {
  const own = op.kind === "view" ? [] : [output, ...Object.values(saved)];
  return [...own, ...body.flatMap(tensorsOf)];
}

/**
 * Allocates what ops beside a program need: a place for each tensor of theirs, and of `others`, that has none yet. Throws
 * a DiagnosticError where that is too much.
 */
export function allocateBeside(applied: readonly AppliedOp[], others: readonly Tensor[], backend: Backend): Memory {
  const tensors = [...applied.flatMap(tensorsOf), ...others];
  const storages = [...new Set(tensors.map(({ storage }) => storage))].filter((storage) => !storage.bound);
  const bytes = storages.reduce((sum, storage) => sum + aligned(storage.bytes), 0);
  if (bytes > MAX_PROGRAM_BYTES) throw DiagnosticError.of(`the tensors need ${gibibytes(bytes)} GiB`);
  const [block, , places] = bound([storages], backend);
  return { block, state: { start: 0, end: bytes }, grads: { start: bytes, end: bytes }, places };
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(bytes % 2 ** 30 === 0 ? 0 : 2);
}
