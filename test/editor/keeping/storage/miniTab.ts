import { GraphKeeper, type Standing } from "../../../../src/editor/keeping/graphKeeper.ts";
import { Database, type WriteStore } from "../../../../src/editor/keeping/storage/database.ts";
import { DocumentLocks } from "../../../../src/editor/keeping/storage/documentLocks.ts";
import { DocumentStorage } from "../../../../src/editor/keeping/storage/documentStorage.ts";
import { leftBehind } from "../../../../src/editor/keeping/storage/leftBehind.ts";
import { emptyGraph } from "../../../../src/graph/emptyGraph.ts";
import { readGraph } from "../../../../src/graph/file/readGraph.ts";
import type { Browser } from "./tabs.ts";

/** A database whose tab can end at any of its requests: what is not committed then never is. */
class MortalDatabase extends Database {
  dead = false;
  /** Requests until it ends by itself. */
  lives = Infinity;

  override write<T>(work: (store: WriteStore) => Promise<T>): Promise<T> {
    const breathe = (): void => {
      if (--this.lives <= 0) this.dead = true;
      if (this.dead) throw new Error("the tab has ended");
    };
    return super.write((store) => {
      breathe();
      const mortal = new Proxy(store, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key);
          if (typeof value !== "function") return value;
          return async (...args: unknown[]): Promise<unknown> => {
            breathe();
            return Reflect.apply(value, target, args);
          };
        },
      });
      return work(mortal).then((result) => {
        breathe();
        return result;
      });
    });
  }
}

let ids = 0;

/** The part of a tab that keeps a document: the real keeper, storage and locks, and a graph whose description is edited. */
export class MiniTab {
  readonly database = new MortalDatabase("wiregrad", "documents");
  readonly visit = `visit${++ids}`;
  readonly storage = new DocumentStorage(this.database, this.visit, () => 0);
  readonly #browser: Browser | null;
  readonly keeper: GraphKeeper;
  readonly locks: DocumentLocks;
  #standing: Standing;
  readOnly = false;
  /** What was written and acknowledged of this tab's edits. */
  readonly acknowledged = new Set<string>();

  constructor(id: string, browser: Browser | null) {
    this.#browser = browser;
    this.#standing = { id, graph: emptyGraph, origin: { kind: "new", name: "" }, touched: true };
    this.keeper = new GraphKeeper({
      storage: this.storage,
      visit: this.visit,
      freshId: () => `copy${++ids}`,
      ready: () => Promise.resolve(),
      onChange: () => this.#hear(),
      onWritten: () => undefined,
      onCopied: (from, to) => {
        if (this.#standing.id !== from) return;
        this.#standing = { ...this.#standing, id: to };
        this.readOnly = false;
        void this.locks.take(to);
      },
    });
    this.locks = new DocumentLocks({
      locks: browser?.locks(this),
      neighbours: browser?.neighbours(this),
      onWanted: async (wanted) => {
        if (wanted === this.#standing.id) this.readOnly = true;
        await this.keeper.flush();
      },
      onLost: (lost) => {
        if (lost === this.#standing.id) this.readOnly = true;
      },
      patience: 5,
    });
  }

  get id(): string {
    return this.#standing.id;
  }

  get edits(): readonly string[] {
    return editsOf(this.#standing.graph.description);
  }

  /** Opens what is kept of its document, as a page does when it is loaded. */
  async open(): Promise<void> {
    const mine = await this.locks.take(this.id);
    await this.recover(mine ? this.id : null);
    const stored = await this.storage.read(this.id);
    if (stored !== undefined) {
      this.#standing = { ...this.#standing, graph: readGraph(stored.text), origin: stored.head.origin };
      this.keeper.know(stored.head.version, this.#standing);
    }
    this.readOnly = !mine;
  }

  async recover(id: string | null): Promise<void> {
    for (const left of leftBehind.all()) {
      if (left.visit === this.visit || (id !== null && left.id !== id)) continue;
      const copy = () => ({ id: `copy${++ids}`, contents: left.contents });
      await this.storage.write({ ...left, left, copy });
      leftBehind.forget(left);
    }
  }

  edit(token: string): boolean {
    if (this.readOnly || this.database.dead) return false;
    const { graph } = this.#standing;
    this.#standing = { ...this.#standing, graph: { ...graph, description: `${graph.description} ${token}` } };
    this.keeper.change(this.#standing);
    return true;
  }

  async workHere(): Promise<void> {
    const { id } = this;
    if (!this.readOnly || !(await this.locks.claim(id))) return;
    await this.keeper.flush();
    if (this.id === id && this.keeper.isKept(id)) await this.open();
  }

  /** The page is left: it may write no more. */
  leave(): void {
    this.keeper.leave();
    this.kill();
  }

  /** The process is ended. */
  kill(): void {
    this.database.dead = true;
    this.#browser?.close(this);
  }

  #hear(): void {
    if (!this.database.dead && this.keeper.isKept(this.id)) {
      for (const edit of this.edits) this.acknowledged.add(edit);
    }
  }
}

const editsOf = (description: string): string[] => description.split(" ").filter((token) => token !== "");

/** All edits that any kept document has. */
export async function keptEdits(storage: DocumentStorage): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  for (const { id } of await storage.list()) {
    const stored = await storage.read(id);
    for (const edit of editsOf(readGraph(stored!.text).description)) all.add(edit);
  }
  return all;
}

/** Keeps `localStorage` in memory, as a browser's tabs share it. */
export function fakeLocalStorage(): void {
  const store: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => store[key] ?? null,
    setItem: (key: string, value: string) => void (store[key] = value),
    removeItem: (key: string) => void Reflect.deleteProperty(store, key),
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(store, name, { value });
  Object.defineProperty(globalThis, "localStorage", { value: store, configurable: true });
}

/** So many turns of the event loop, in each of which the storage answers a request. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
