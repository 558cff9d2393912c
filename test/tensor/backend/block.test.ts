import { expect, test } from "vitest";
import { ownBlock } from "../../../src/tensor/backend/block.ts";
import { Storage } from "../../../src/tensor/storage.ts";

test("a buffer of a block's own gives its memory back with it, once, and its storages tell whoever reads them", () => {
  const block = ownBlock(64);
  const given: number[] = [];
  const transfer = (bytes: number): void => {
    given.push(bytes);
    // As the real one leaves it.
    structuredClone(block.buffer, { transfer: [block.buffer] });
  };
  Object.assign(block.buffer, { transfer });
  const storage = new Storage("int32", 3);
  block.bind(storage, 0);
  expect(given).toEqual([]);
  block.release();
  block.release();
  expect(given).toEqual([0]);
  expect(() => storage.data).toThrow("the graph has changed since they were asked for");
});
