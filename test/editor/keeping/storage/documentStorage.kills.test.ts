import { fc, test } from "@fast-check/vitest";
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { expect } from "vitest";
import { runs } from "../../../runs.ts";
import { fakeLocalStorage, keptEdits, MiniTab, turns } from "./miniTab.ts";

test.prop([fc.array(fc.nat(6), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 40 })], {
  numRuns: runs(300, 20_000),
})("a tab that ends at any request of its storage has lost nothing that was acknowledged", async (waits, lives) => {
  globalThis.indexedDB = new IDBFactory();
  fakeLocalStorage();
  const tab = new MiniTab("document", null);
  await tab.open();
  tab.database.lives = lives;
  for (const [index, wait] of waits.entries()) {
    tab.edit(`edit${index}`);
    await turns(wait);
  }
  tab.kill();
  await turns(10);
  const next = new MiniTab("document", null);
  await next.open();
  const kept = await keptEdits(next.storage);
  for (const edit of tab.acknowledged) expect(kept).toContain(edit);
  // What is there is some moment of the document, in order.
  expect(next.edits).toEqual(tab.edits.slice(0, next.edits.length));
});
