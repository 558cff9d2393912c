import { expect } from "vitest";
import type { Kernels } from "../../../src/tensor/kernels/kernels.ts";
import { plain } from "../../../src/tensor/kernels/plain.ts";
import { fromZero } from "../../../src/tensor/simd/fromZero.ts";
import { preparations } from "../../../src/tensor/simd/preparations.ts";
import type { Simd } from "../../../src/tensor/simd/simd.ts";
import type { TypedArray } from "../../../src/tensor/dtype.ts";
import { Storage } from "../../../src/tensor/storage.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { inMemory } from "./inMemory.ts";

const isTensor = (operand: unknown): operand is Tensor =>
  typeof operand === "object" && operand !== null && "storage" in operand;

const isList = (operand: unknown): operand is readonly Tensor[] => Array.isArray(operand) && operand.every(isTensor);

/** The tensors among operands, lists of them too. */
const tensorsOf = (operands: readonly unknown[]): Tensor[] =>
  operands.flatMap((operand) => (isTensor(operand) ? [operand] : isList(operand) ? [...operand] : []));

/** The operands with other tensors in the places of theirs. */
function withTensors(operands: readonly unknown[], tensors: readonly Tensor[]): unknown[] {
  const left = [...tensors];
  return operands.map((operand) =>
    isTensor(operand) ? left.shift()! : isList(operand) ? operand.map(() => left.shift()!) : operand,
  );
}

/** Where the numbers of two storages differ in a bit, nans aside; undefined where nowhere. */
function firstDifference(expected: TypedArray, got: TypedArray): string | undefined {
  const at = expected.findIndex((value, index) => !Object.is(value, got[index]));
  return at < 0 ? undefined : `element ${at} of ${expected.length}: ${got[at]} instead of ${expected[at]}`;
}

type Prepare = (simd: Simd, ...all: unknown[]) => (() => void) | null;

/**
 * Expects a kernel of the module to leave the bits in all operands that the plain one leaves, twice in a row, and nothing else
 * changed. One that can add to 0 in place of what is there does so to the bit, too. Says whether the module does it at all.
 */
export function expectSameBits<Name extends keyof Kernels>(
  simd: Simd,
  name: Name,
  ...operands: Parameters<Kernels[Name]>
): boolean {
  const given = tensorsOf(operands);
  const moved = inMemory(simd.memory, given);
  const prepare = preparations[name] as Prepare | undefined;
  const run = prepare?.(simd, ...withTensors(operands, moved)) ?? null;
  const begins = (fromZero as Readonly<Record<string, unknown>>)[name] as Prepare | undefined;
  const begin = begins?.(simd, ...withTensors(operands, moved)) ?? null;
  if (run === null) return false;
  const copies = new Map(given.map(({ storage }) => [storage, copyOf(storage)]));
  const own = given.map((tensor) => ({ ...tensor, storage: copies.get(tensor.storage)! }));
  const kernel = plain[name] as (...all: unknown[]) => void;
  const expectEqual = (): void => {
    for (const [at, { storage }] of own.entries()) {
      expect(firstDifference(storage.data, moved[at]!.storage.data)).toBeUndefined();
    }
  };
  for (let time = 0; time < 2; time++) {
    kernel(...withTensors(operands, own));
    run();
    expectEqual();
  }
  if (begin === null || given.slice(0, -1).some(({ storage }) => storage === given.at(-1)!.storage)) return true;
  plain.fill(own.at(-1)!, 0);
  plain.fill(moved.at(-1)!, NaN);
  kernel(...withTensors(operands, own));
  begin();
  expectEqual();
  return true;
}

function copyOf({ dtype, length, data }: Storage): Storage {
  const copy = Storage.allocate(dtype, length);
  copy.data.set(data);
  return copy;
}
