import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { Database } from "../../../../src/editor/keeping/storage/database.ts";
import { DocumentStorage } from "../../../../src/editor/keeping/storage/documentStorage.ts";
import { takeOverEarlier, type EarlierRecord } from "../../../../src/editor/keeping/storage/earlierRecords.ts";
import { Generator } from "../../../../src/tensor/rng/generator.ts";
import type { Checkpoint } from "../../../../src/protocol/checkpoint.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const trained = (iteration: number): Checkpoint => ({
  iteration,
  parameters: { "hidden.W": { shape: [2, 2], data: Float32Array.of(1, -2, 3.5, iteration) } },
  buffers: [
    {
      node: "hidden",
      name: "W.exp_avg",
      mover: { node: "adam", rule: "adam" },
      shape: [1],
      data: Float32Array.of(0.25),
    },
  ],
  generator: new Generator(1).state(),
  draws: { batch: { recipe: "randint 5", data: [Int32Array.of(4, 2)] } },
  curves: [{ node: "loss", points: Float64Array.of(0, 17.7697) }],
});

/** A document as the page wrote it when it kept six of them. */
const earlierRecord = (documentId: string, more: Partial<EarlierRecord> = {}): EarlierRecord => ({
  version: 1,
  documentId,
  origin: { kind: "file", name: `${documentId}.json` },
  title: documentId,
  text: `{ "title": "${documentId}" }`,
  checkpoint: null,
  ghost: { iterations: [1], losses: [2] },
  touched: true,
  time: 1,
  ...more,
});

/** Writes them as that version did: `createStore("wiregrad", "documents")` of idb-keyval, and one value under each key. */
async function keepAsEarlier(values: Readonly<Record<string, unknown>>): Promise<void> {
  const database = new Database("wiregrad", "documents");
  await database.write((store) => Promise.all(Object.entries(values).map(([key, value]) => store.put(value, key))));
}

function open(visit = "now") {
  const database = new Database("wiregrad", "documents");
  return { database, storage: new DocumentStorage(database, visit, () => 99), visit };
}

test("what the page kept when it kept six documents is all there, with its numbers", async () => {
  const earlier = ["six", "five", "four", "three", "two", "one"].map((id, index) =>
    earlierRecord(id, { time: 10 - index, checkpoint: trained(index) }),
  );
  const own = earlierRecord("own", { checkpoint: trained(40), time: 20 });
  const copy = earlierRecord("copied", { origin: { kind: "link", name: "copied" }, fragment: "#g1=abc", time: 15 });
  await keepAsEarlier({ own, copy, earlier });

  const { database, storage, visit } = open();
  expect(await takeOverEarlier(database, visit)).toBe("own");
  const heads = await storage.list();
  expect(heads.map(({ id }) => id)).toEqual(["own", "copied", "six", "five", "four", "three", "two", "one"]);
  for (const record of [own, copy, ...earlier]) {
    const stored = (await storage.read(record.documentId))!;
    expect(stored.text).toBe(record.text);
    const { title, origin, time, touched, fragment } = stored.head;
    expect({ title, origin, time, touched, fragment }).toEqual({
      title: record.title,
      origin: record.origin,
      time: record.time,
      touched: true,
      fragment: record.fragment,
    });
    const numbers = await storage.readNumbers(stored.head);
    expect(numbers).toEqual(record.checkpoint && { checkpoint: record.checkpoint, ghost: record.ghost });
  }
  // Done once, and nothing of it is left twice.
  expect(await takeOverEarlier(database, visit)).toBeNull();
  expect(await storage.list()).toHaveLength(8);
});

test("a tab with that version that writes once more makes a copy, or nothing where nothing differs", async () => {
  const own = earlierRecord("own");
  await keepAsEarlier({ own });
  const { database, storage } = open();
  await takeOverEarlier(database, "first");
  await keepAsEarlier({ own });
  expect(await takeOverEarlier(database, "second")).toBe("own");
  expect(await storage.list()).toHaveLength(1);
  await keepAsEarlier({ own: { ...own, text: '{ "title": "changed" }' } });
  const id = await takeOverEarlier(database, "third");
  expect(id).not.toBe("own");
  expect((await storage.read("own"))!.text).toBe(own.text);
  expect((await storage.read(id!))!.text).toBe('{ "title": "changed" }');
});

test("an unsaved copy that nobody touched is in its link, and what is not a record counts as absent", async () => {
  const copy = earlierRecord("looked-at", { origin: { kind: "link", name: "l" }, touched: false, fragment: "#g1=a" });
  await keepAsEarlier({ own: { version: 2 }, copy, earlier: "nothing" });
  const { database, storage, visit } = open();
  expect(await takeOverEarlier(database, visit)).toBeNull();
  expect(await storage.list()).toEqual([]);
});

test("curves of before there were several are let go", async () => {
  const { curves: _, ...before } = trained(3);
  await keepAsEarlier({ own: earlierRecord("own", { checkpoint: before as Checkpoint }) });
  const { database, storage, visit } = open();
  await takeOverEarlier(database, visit);
  const stored = (await storage.read("own"))!;
  expect((await storage.readNumbers(stored.head))!.checkpoint.curves).toEqual([]);
});

test("a browser that kept nothing has nothing taken over", async () => {
  const { database, storage, visit } = open();
  expect(await takeOverEarlier(database, visit)).toBeNull();
  expect(await storage.list()).toEqual([]);
});
