import { fc, test as property } from "@fast-check/vitest";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { Database } from "../../../../src/editor/keeping/storage/database.ts";
import type { Numbers } from "../../../../src/editor/keeping/storage/documentRecord.ts";
import { DocumentStorage } from "../../../../src/editor/keeping/storage/documentStorage.ts";
import { NumberPieces, NumberPiecesReader } from "../../../../src/editor/keeping/storage/numberPieces.ts";
import { Generator } from "../../../../src/tensor/rng/generator.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.restoreAllMocks();
});

const arrays = fc.oneof(fc.float32Array(), fc.int32Array(), fc.uint8Array(), fc.float64Array(), fc.uint32Array());
const leaves = fc.oneof({ weight: 3, arbitrary: arrays }, fc.string(), fc.integer(), fc.constant(null), fc.boolean());
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, leaves, fc.array(tie("value")), fc.dictionary(fc.string(), tie("value"))),
}));

property.prop([values, fc.integer({ min: 1, max: 50 })])(
  "what is taken apart is put together again, to the bit, whatever the size of a piece",
  (value, size) => {
    const pieces = new NumberPieces(value, size);
    const reader = new NumberPiecesReader(structuredClone(pieces.skeleton));
    for (let index = 0; index < pieces.count; index++) {
      const piece = pieces.piece(index);
      expect(piece.length).toBeLessThanOrEqual(size);
      reader.add(piece);
    }
    expect(reader.value()).toEqual(value);
  },
);

const contents = (title: string) =>
  ({ title, text: `{ "title": "${title}" }`, origin: { kind: "new", name: "" }, touched: true }) as const;
const copy = () => ({ id: "copy", contents: contents("copy") });
const trained = (iteration: number, length = 4): Numbers => ({
  checkpoint: {
    iteration,
    parameters: { "hidden.W": { shape: [length], data: new Float32Array(length).fill(iteration) } },
    generator: new Generator(1).state(),
    curves: [],
  },
  ghost: { iterations: [], losses: [] },
});
const storageOf = (visit: string) =>
  new DocumentStorage(new Database("wiregrad", "documents"), visit, () => 0, { pieceSize: 8000 });

test("numbers beyond one piece lie in several, and the generation before goes with the switch", async () => {
  const storage = storageOf("a");
  const { head } = await storage.write({ id: "one", base: null, contents: contents("one"), copy });
  const first = await storage.writeNumbers("one", () => head.version, null, trained(1));
  const second = await storage.writeNumbers("one", () => head.version, first!.generation, trained(2, 5000));
  expect(second!.pieces).toBe(3);
  const stored = (await storage.read("one"))!;
  expect(stored.head.numbers).toEqual(second);
  expect((await storage.readNumbers(stored.head))!.checkpoint).toEqual(trained(2, 5000).checkpoint);
  // One skeleton and three pieces: nothing of the first.
  const keys = await new Database("wiregrad", "documents").read((store) => store.getAllKeys());
  expect(keys.filter((key) => Array.isArray(key) && key[0] === "numbers")).toHaveLength(4);
});

test("the memory of a piece is given back when it is written, and not before", async () => {
  const given: string[] = [];
  const piece = Reflect.get(NumberPieces.prototype, "piece");
  vi.spyOn(NumberPieces.prototype, "piece").mockImplementation(function (this: NumberPieces, index) {
    const bytes = piece.call(this, index);
    Object.assign(bytes.buffer, { transfer: () => void given.push(`given back: ${index}`) });
    return bytes;
  });
  const put = Reflect.get(IDBObjectStore.prototype, "put") as (value: unknown, key?: IDBValidKey) => IDBRequest;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    if (value instanceof Uint8Array) given.push(`written: ${JSON.stringify(key)}`);
    return put.call(this, value, key);
  });
  const storage = storageOf("a");
  const { head } = await storage.write({ id: "one", base: null, contents: contents("one"), copy });
  await storage.writeNumbers("one", () => head.version, null, trained(1, 3000));
  const written = (index: number) => `written: ["numbers","one","a:1",${index}]`;
  expect(given).toEqual([written(0), "given back: 0", written(1), "given back: 1"]);
});

test("numbers that find no room leave the graph, and the numbers before, as they were", async () => {
  const storage = storageOf("a");
  const { head } = await storage.write({ id: "one", base: null, contents: contents("one"), copy });
  const first = await storage.writeNumbers("one", () => head.version, null, trained(1));
  const whole = Reflect.get(IDBObjectStore.prototype, "put") as (value: unknown, key?: IDBValidKey) => IDBRequest;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    if (value instanceof Uint8Array && value.length > 6000) throw new DOMException("full", "QuotaExceededError");
    return whole.call(this, value, key);
  });
  const large = storage.writeNumbers("one", () => head.version, first!.generation, trained(2, 2000));
  await expect(large).rejects.toThrow("full");
  const graph = await storage.write({ id: "one", base: head.version, contents: contents("two"), copy });
  expect(graph.copied).toBe(false);
  const stored = (await storage.read("one"))!;
  expect(stored.text).toContain("two");
  expect((await storage.readNumbers(stored.head))!.checkpoint.iteration).toBe(1);
});

test("a tab keeps no numbers beside a graph, or over numbers, that it has not seen", async () => {
  const [one, other] = [storageOf("one"), storageOf("other")];
  const { head } = await one.write({ id: "d", base: null, contents: contents("first"), copy });
  const kept = await one.writeNumbers("d", () => head.version, null, trained(1));
  expect(await other.writeNumbers("d", () => head.version, null, trained(9))).toBeNull();
  expect(await other.writeNumbers("d", () => "unknown", kept!.generation, trained(9))).toBeNull();
  expect((await one.readNumbers((await one.read("d"))!.head))!.checkpoint.iteration).toBe(1);
  expect(await other.writeNumbers("d", () => head.version, kept!.generation, trained(2))).not.toBeNull();
});

test("pieces that a tab left when it ended are deleted by the next one that holds the document", async () => {
  const storage = storageOf("a");
  const { head } = await storage.write({ id: "one", base: null, contents: contents("one"), copy });
  await storage.writeNumbers("one", () => head.version, null, trained(1));
  const database = new Database("wiregrad", "documents");
  await database.write((store) => store.put(new Uint8Array(9), ["numbers", "one", "gone:1", 0]));
  await storageOf("b").tidy("one");
  const keys = await database.read((store) => store.getAllKeys());
  expect(keys).not.toContainEqual(["numbers", "one", "gone:1", 0]);
  expect((await storage.readNumbers((await storage.read("one"))!.head))!.checkpoint.iteration).toBe(1);
});

test("a connection that was closed is opened again, by a read and by a write", async () => {
  const connections: IDBDatabase[] = [];
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementation((...args) => {
    const request = open(...args);
    request.addEventListener("success", () => connections.push(request.result));
    return request;
  });
  const storage = storageOf("a");
  const { head } = await storage.write({ id: "one", base: null, contents: contents("one"), copy });
  connections.at(-1)!.close();
  const again = await storage.write({ id: "one", base: head.version, contents: contents("two"), copy });
  expect(again.copied).toBe(false);
  connections.at(-1)!.close();
  expect((await storage.read("one"))!.text).toContain("two");
  expect(connections).toHaveLength(3);
});

test("what is deleted comes back as it was, and is gone after a week", async () => {
  let now = 0;
  const storage = new DocumentStorage(new Database("wiregrad", "documents"), "a", () => now);
  await storage.write({ id: "one", base: null, contents: contents("one"), copy });
  await storage.setDeleted("one", true);
  await storage.setDeleted("one", false);
  expect((await storage.list()).map(({ id, deleted }) => ({ id, deleted }))).toEqual([
    { id: "one", deleted: undefined },
  ]);
  await storage.setDeleted("one", true);
  now = 6 * 24 * 3600 * 1000;
  await storage.purge();
  expect(await storage.list()).toHaveLength(1);
  now *= 2;
  await storage.purge();
  expect(await storage.list()).toEqual([]);
});
