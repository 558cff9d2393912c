import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { Database } from "../../../../src/editor/keeping/storage/database.ts";

test("a write that the browser takes back after its last request is not acknowledged", async () => {
  globalThis.indexedDB = new IDBFactory();
  const database = new Database("wiregrad", "documents");
  await database.write((store) => store.put("before", "key"));
  const begun = vi.spyOn(IDBDatabase.prototype, "transaction");
  const write = database.write(async (store) => {
    await store.put("after", "key");
    // As where the disk turns out to be full.
    (begun.mock.results[0]!.value as IDBTransaction).abort();
  });
  await expect(write).rejects.toThrow();
  begun.mockRestore();
  expect(await database.read((store) => store.get("key"))).toBe("before");
});
