import { GraphKeeper, type Standing } from "../../../src/editor/keeping/graphKeeper.ts";
import { Database } from "../../../src/editor/keeping/storage/database.ts";
import { DocumentCopies } from "../../../src/editor/keeping/storage/documentCopies.ts";
import { DocumentStorage } from "../../../src/editor/keeping/storage/documentStorage.ts";
import { emptyGraph } from "../../../src/graph/emptyGraph.ts";
import type { Graph } from "../../../src/graph/graph.ts";

/** What the test asks of the page that it kills. */
export interface KilledPage {
  /** Opens so many documents; gives what the storage has of each: a graph's file, or null. */
  readonly open: (documents: number) => Promise<(string | null)[]>;
  /** Edits all of them from now on, until the page is ended. */
  readonly edit: () => void;
}

const visit = crypto.randomUUID();
const copies = new DocumentCopies(visit);
const storage = new DocumentStorage(new Database("wiregrad", "documents"), visit, Date.now, { copies });

/** A document with a keeper, as a tab has one. Its description is the number of its newest edit. */
class EditedDocument {
  readonly #number: number;
  readonly #keeper: GraphKeeper;
  #newest = 0;

  constructor(number: number) {
    this.#number = number;
    this.#keeper = new GraphKeeper({
      storage,
      visit,
      freshId: () => crypto.randomUUID(),
      ready: () => Promise.resolve(),
      onChange: () => {
        // When the mark says so.
        if (this.#keeper.isKept(String(this.#number)) && this.#keeper.failure === null) this.#say("saved");
      },
      onWritten: () => undefined,
      onCopied: () => this.#say("copied"),
    });
  }

  async open(): Promise<string | null> {
    const stored = await storage.read(String(this.#number));
    if (stored === undefined) return null;
    // The test validates it: what does so is nine tenths of the page's code.
    this.#newest = Number((JSON.parse(stored.text) as Graph).description);
    this.#keeper.know(stored.head.version, this.#standing());
    return stored.text;
  }

  edit(): void {
    this.#newest++;
    this.#say("edited");
    this.#keeper.change(this.#standing());
    // A few in a row, as when something is dragged, and then a moment in which all of it can be saved.
    setTimeout(() => this.edit(), Math.random() < 0.7 ? 15 : 400);
  }

  #standing(): Standing {
    const graph = { ...emptyGraph, description: String(this.#newest) };
    return { id: String(this.#number), graph, origin: { kind: "new", name: "" }, touched: true };
  }

  #say(what: string): void {
    console.info(`${what} ${this.#number} ${this.#newest}`);
  }
}

const documents: EditedDocument[] = [];
const page: KilledPage = {
  async open(count) {
    await storage.recover();
    for (let number = 0; number < count; number++) documents.push(new EditedDocument(number));
    return Promise.all(documents.map((document) => document.open()));
  },
  edit: () => documents.forEach((document) => document.edit()),
};

Object.assign(globalThis, { killed: page });
