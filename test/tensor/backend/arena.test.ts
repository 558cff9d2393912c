import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { Arena, type GrowableMemory } from "../../../src/tensor/backend/arena.ts";
import type { Block } from "../../../src/tensor/backend/block.ts";
import { Storage } from "../../../src/tensor/storage.ts";

const PAGE = 2 ** 16;

/** Memory that grows as a WebAssembly.Memory does: its old buffer is detached. */
function growable(pages: number, most: number): GrowableMemory {
  let buffer = new ArrayBuffer(pages * PAGE);
  return {
    get buffer() {
      return buffer;
    },
    grow(more) {
      const before = buffer.byteLength / PAGE;
      if (before + more > most) throw new RangeError("failed to grow");
      const bytes = new Uint8Array(new ArrayBuffer((before + more) * PAGE));
      bytes.set(new Uint8Array(structuredClone(buffer, { transfer: [buffer] })));
      buffer = bytes.buffer;
      return before;
    },
  };
}

function bound(block: Block, at: number, values: readonly number[]): Storage {
  const storage = new Storage("int32", values.length);
  block.bind(storage, at);
  storage.data.set(values);
  return storage;
}

describe("an arena", () => {
  it("keeps what lies in it when it grows", () => {
    const arena = new Arena(growable(1, 100), 1000);
    const storage = bound(arena.allocate(64), 8, [1, 2, 3]);
    const before = storage.data;
    arena.allocate(10 * PAGE);
    expect(before.length).toBe(0); // The old buffer is gone.
    expect([...storage.data]).toEqual([1, 2, 3]);
    expect(storage.data.buffer).toBe(arena.memory.buffer);
  });

  it("lends what was given back once more, all 0", () => {
    const arena = new Arena(growable(1, 1), 0);
    const block = arena.allocate(PAGE);
    bound(block, 0, [7]);
    block.release();
    const again = arena.allocate(PAGE);
    expect(again.buffer).toBe(arena.memory.buffer);
    expect(new Int32Array(again.buffer, again.start, 1)[0]).toBe(0);
  });

  it("tells whoever reads what was given back", () => {
    const arena = new Arena(growable(1, 1), 0);
    const block = arena.allocate(64);
    const storage = bound(block, 0, [7]);
    block.release();
    expect(() => storage.data).toThrow("the graph has changed since they were asked for");
  });

  it("leaves a storage alone that lies elsewhere by now", () => {
    const arena = new Arena(growable(1, 100), 0);
    const block = arena.allocate(64);
    const storage = bound(block, 0, [7]);
    storage.bind(new Int32Array([9]).buffer, 0);
    arena.allocate(10 * PAGE);
    expect(storage.data[0]).toBe(9);
    block.release();
    expect(storage.data[0]).toBe(9);
  });

  it("gives a buffer of its own where the memory cannot grow", () => {
    const arena = new Arena(growable(1, 1), 0);
    const block = arena.allocate(2 * PAGE);
    expect(block.buffer).not.toBe(arena.memory.buffer);
    expect([...bound(block, 0, [3]).data]).toEqual([3]);
  });

  test.prop(
    [fc.array(fc.oneof(fc.nat(3 * PAGE), fc.constant("release" as const)), { maxLength: 40 }), fc.nat(1 << 20)],
    {
      numRuns: 100,
    },
  )("never lends a byte twice, and has all of it back in the end", (steps, seed) => {
    const arena = new Arena(growable(2, 1000), 128);
    const lent: { block: Block; storage: Storage; mark: number }[] = [];
    for (const [at, step] of steps.entries()) {
      if (step === "release") {
        lent.splice((seed * (at + 1)) % Math.max(1, lent.length), 1)[0]?.block.release();
        continue;
      }
      const block = arena.allocate(step);
      expect(block.start % 64).toBe(0);
      const storage = new Storage("int32", step >> 2);
      block.bind(storage, 0);
      expect(storage.data.every((value) => value === 0)).toBe(true);
      storage.data.fill(at + 1);
      lent.push({ block, storage, mark: at + 1 });
    }
    for (const { storage, mark } of lent) expect(storage.data.every((value) => value === mark)).toBe(true);
    for (const { block } of lent) block.release();
    expect(arena.lentBytes).toBe(128);
  });
});
