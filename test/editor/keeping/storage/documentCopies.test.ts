import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { Database } from "../../../../src/editor/keeping/storage/database.ts";
import type { DocumentContents } from "../../../../src/editor/keeping/storage/documentRecord.ts";
import { DocumentCopies } from "../../../../src/editor/keeping/storage/documentCopies.ts";
import { DocumentStorage } from "../../../../src/editor/keeping/storage/documentStorage.ts";

/** A folder of files in memory, with what the copies ask of one. */
class FakeFolder {
  readonly files = new Map<string, string>();
  getDirectoryHandle = (): Promise<FakeFolder> => Promise.resolve(this);
  /** Files that the browser refuses to write. */
  readonly refused = new Set<string>();
  getFileHandle = (name: string) =>
    Promise.resolve({
      createWritable: () => {
        if (this.refused.has(name))
          return Promise.reject(new DOMException("left behind", "NoModificationAllowedError"));
        let text = "";
        return Promise.resolve({
          write: (more: string) => Promise.resolve(void (text += more)),
          // As in a browser nothing of it is there before.
          close: () => Promise.resolve(void this.files.set(name, text)),
        });
      },
    });
  removeEntry = (name: string) =>
    this.files.delete(name) ? Promise.resolve() : Promise.reject(new DOMException("no such file", "NotFoundError"));
  async *keys() {
    yield* this.files.keys();
  }
  async *values() {
    for (const text of this.files.values()) {
      yield { kind: "file", getFile: () => Promise.resolve({ text: () => Promise.resolve(text) }) };
    }
  }
}

let folder: FakeFolder;
let visits = 0;

/** The storage of a new visit; without a folder it has no copies. */
function visit(root: () => unknown = () => folder): DocumentStorage {
  const name = `visit${++visits}`;
  const copies = new DocumentCopies(name, () => Promise.resolve(root() as FileSystemDirectoryHandle));
  return new DocumentStorage(new Database("wiregrad", "documents"), name, () => visits, { copies });
}

const contents = (title: string): DocumentContents => ({
  title,
  text: `text of ${title}`,
  origin: { kind: "new", name: "" },
  touched: true,
});
const write = (storage: DocumentStorage, id: string, title: string) =>
  storage.write({
    id,
    base: null,
    contents: contents(title),
    copy: () => ({ id: `${id} copy`, contents: contents(title) }),
  });
const titles = async (storage: DocumentStorage): Promise<string[]> =>
  (await storage.list())
    .filter(({ deleted }) => deleted === undefined)
    .map(({ title }) => title)
    .toSorted();

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  folder = new FakeFolder();
});

test("after the browser has lost its database every document is there again, as it was saved last", async () => {
  const before = visit();
  await write(before, "a", "A");
  await write(before, "a", "A, edited");
  await write(before, "b/1", "B");
  globalThis.indexedDB = new IDBFactory();
  const after = visit();
  expect(await after.recover()).toBe(2);
  expect(await titles(after)).toEqual(["A, edited", "B"]);
  expect((await after.read("b/1"))?.text).toBe("text of B");
  // Nothing is brought back over what is there.
  expect(await visit().recover()).toBe(0);
});

test("what was deleted does not come back", async () => {
  const before = visit();
  for (const id of ["a", "b", "c"]) await write(before, id, id);
  await before.remove("a");
  await before.setDeleted("b", true);
  globalThis.indexedDB = new IDBFactory();
  const after = visit();
  expect(await after.recover()).toBe(1);
  expect(await titles(after)).toEqual(["c"]);
});

test("what was deleted and brought back has a copy again", async () => {
  const before = visit();
  await write(before, "a", "A");
  await before.setDeleted("a", true);
  await before.setDeleted("a", false);
  globalThis.indexedDB = new IDBFactory();
  expect(await visit().recover()).toBe(1);
});

test("documents from before there were copies get theirs", async () => {
  const before = visit(() => {
    throw new DOMException("not here", "SecurityError");
  });
  await write(before, "a", "A");
  expect(folder.files.size).toBe(0);
  expect(await visit().recover()).toBe(0);
  await expect.poll(() => folder.files.size).toBe(1);
  globalThis.indexedDB = new IDBFactory();
  expect(await visit().recover()).toBe(1);
});

test("a copy that was cut off counts as absent, and a browser without files keeps its documents", async () => {
  const storage = visit();
  await write(storage, "a", "A");
  for (const name of folder.files.keys()) folder.files.set(name, "{");
  globalThis.indexedDB = new IDBFactory();
  expect(await visit().recover()).toBe(0);
  const without = visit(() => Promise.reject(new Error("no such thing")));
  await write(without, "a", "A");
  expect(await titles(without)).toEqual(["A"]);
});

test("a file that the browser refuses to write stops no later visit's copies, and the newest counts", async () => {
  await write(visit(), "a", "A");
  for (const name of folder.files.keys()) folder.refused.add(name);
  const later = visit();
  const { version } = (await later.read("a"))!.head;
  const copy = () => ({ id: "copy", contents: contents("copy") });
  await later.write({ id: "a", base: version, contents: contents("A, later"), copy });
  expect(folder.files.size).toBe(1);
  globalThis.indexedDB = new IDBFactory();
  const after = visit();
  expect(await after.recover()).toBe(1);
  expect(await titles(after)).toEqual(["A, later"]);
});
