import type { Graph } from "../../graph/graph.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import type { DocumentContents } from "./storage/documentRecord.ts";
import type { DocumentStorage } from "./storage/documentStorage.ts";
import { leftBehind } from "./storage/leftBehind.ts";
import type { Origin } from "../document/history.ts";
import { inTime, NoAnswer } from "../kit/inTime.ts";
import { copyTitle } from "./copyTitle.ts";

/** Describes an open document as it stands: what there is to keep of it, but for its numbers. */
export interface Standing {
  readonly id: string;
  readonly graph: Graph;
  readonly origin: Origin;
  readonly touched: boolean;
  readonly fragment?: string;
}

/** What the storage holds of a document, as far as this tab knows. */
interface Known {
  readonly version: string;
  readonly standing: Standing;
}

interface Options {
  readonly storage: DocumentStorage;
  /** The name of this tab's visit. */
  readonly visit: string;
  readonly freshId: () => string;
  /** Resolves when what the graph names besides is kept. */
  readonly ready: () => Promise<void>;
  /** Something was kept, or could not be, or is to be. */
  readonly onChange: () => void;
  /** The storage has acknowledged a graph. */
  readonly onWritten: (id: string) => void;
  /** A document was changed elsewhere: what was written is now another one, under which this tab goes on. */
  readonly onCopied: (from: string, to: string, title: string) => void;
}

/** Graphs whose text is longer are not written with every change, but after the last one, or a while. */
const large = 256 * 1024;
const afterLast = 200;
const atLatest = 450;
/** After a failure it is tried again, in milliseconds: twice as long each time, up to the second number. */
const [firstRetry, lastRetry] = [1000, 15_000];
/** A storage that is still silent then is asked anew, on a connection of its own. */
const silentFor = 15_000;

/** Keeps the graphs of the documents that were open in this tab: at once what is small, one write after another. */
export class GraphKeeper {
  readonly #options: Options;
  readonly #known = new Map<string, Known>();
  /** What is to be written, and since when. */
  readonly #pending = new Map<string, { readonly standing: Standing; readonly since: number }>();
  readonly #lengths = new Map<string, number>();
  /** Documents of which a note was left, and the id that is in it: of a copy it is that of the document before. */
  readonly #noted = new Map<string, string>();
  #writing: Standing | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #run: Promise<void> | null = null;
  #retryAfter = firstRetry;
  readonly #waiters: (() => void)[] = [];
  /** Why the last attempt failed; null when it did not. */
  failure: string | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The version of a document that this tab read or wrote last; null where it is not kept. */
  version(id: string): string | null {
    return this.#known.get(id)?.version ?? null;
  }

  /** Whether everything is kept that this tab knows of the document. */
  isKept(id: string): boolean {
    return !this.#pending.has(id);
  }

  /** A document was read from the storage as it stands. */
  know(version: string, standing: Standing): void {
    this.#known.set(standing.id, { version, standing });
  }

  /** The storage has a document no more. */
  forget(id: string): void {
    this.#known.delete(id);
    this.#pending.delete(id);
  }

  /** A document stands otherwise: it is written now, or soon if it is large. */
  change(standing: Standing): void {
    const { id } = standing;
    const known = this.#known.get(id);
    if (this.#writing?.id !== id && known !== undefined && sameStanding(known.standing, standing)) {
      this.#pending.delete(id);
    } else {
      const since = this.#pending.get(id)?.since ?? performance.now();
      this.#pending.set(id, { standing, since });
      this.#schedule(this.#delay(id, since));
    }
    this.#options.onChange();
  }

  /** Writes what is to be written; resolves when that is done or has failed. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#run ??= this.#writeAll().finally(() => {
      this.#run = null;
    });
    return this.#run;
  }

  /** Resolves when the storage works again, or at once if nothing failed. */
  works(): Promise<void> {
    return this.failure === null ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Tries again at once what failed. */
  retry(): void {
    if (this.failure !== null) void this.flush();
  }

  /** The page may be gone in a moment: notes what is not acknowledged. Says whether all of it could be noted. */
  leave(): boolean {
    const { storage, visit } = this.#options;
    const unsaved = new Map([...this.#pending].map(([id, { standing }]) => [id, standing]));
    if (this.#writing !== null && !unsaved.has(this.#writing.id)) unsaved.set(this.#writing.id, this.#writing);
    let all = true;
    for (const [id, standing] of unsaved) {
      const left = { id, base: this.version(id), visit, writes: storage.writes, contents: contentsOf(standing) };
      if (!leftBehind.note(left)) all = false;
      else {
        const before = this.#noted.get(id) ?? id;
        if (before !== id) leftBehind.forget({ id: before, visit });
        this.#noted.set(id, id);
      }
    }
    return all;
  }

  #delay(id: string, since: number): number {
    if ((this.#lengths.get(id) ?? 0) < large) return 0;
    return Math.max(0, Math.min(afterLast, since + atLatest - performance.now()));
  }

  #schedule(delay: number): void {
    // What is being written is followed by what came meanwhile.
    if (this.#run !== null) return;
    if (delay === 0) void this.flush();
    else {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.flush(), delay);
    }
  }

  async #writeAll(): Promise<void> {
    try {
      for (let next = this.#next(); next !== null; next = this.#next()) {
        this.#writing = next;
        await this.#attempt(next);
        this.#writing = null;
      }
      if (this.failure !== null) await this.#probe();
      this.#worked();
    } catch (error) {
      this.#writing = null;
      this.#failed(error);
    }
    this.#options.onChange();
  }

  #next(): Standing | null {
    return this.#pending.values().next().value?.standing ?? null;
  }

  /** A storage that was silent is asked on another connection: the one before may never answer. */
  async #probe(): Promise<void> {
    const { storage } = this.#options;
    try {
      await inTime(() => storage.probe());
    } catch (error) {
      if (error instanceof NoAnswer) storage.reconnect();
      throw error;
    }
  }

  #worked(): void {
    this.#retryAfter = firstRetry;
    this.failure = null;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  #failed(error: unknown): void {
    this.failure = error instanceof Error ? error.message : String(error);
    this.#timer = setTimeout(() => void this.flush(), this.#retryAfter);
    this.#retryAfter = Math.min(2 * this.#retryAfter, lastRetry);
  }

  /** Says that something cannot be kept or read, and tries again by itself. */
  fail(error: unknown): void {
    this.#failed(error);
    this.#options.onChange();
  }

  /** Writes one document. A storage that is silent is told of, and waited for. */
  async #attempt(standing: Standing): Promise<void> {
    const writing = this.#write(standing);
    try {
      await inTime(() => writing);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.failure = error.message;
      this.#options.onChange();
      await this.#waitFor(writing, error);
    }
  }

  async #waitFor(writing: Promise<void>, error: NoAnswer): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silent = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.#options.storage.reconnect();
        reject(error);
      }, silentFor);
    });
    writing.catch(() => undefined);
    await Promise.race([writing, silent]).finally(() => clearTimeout(timer));
  }

  async #write(standing: Standing): Promise<void> {
    const { storage, ready, freshId, onCopied, onWritten } = this.#options;
    const { id } = standing;
    await ready();
    const contents = contentsOf(standing);
    this.#lengths.set(id, contents.text.length);
    const titled = { ...standing.graph, title: copyTitle(standing.graph.title) };
    const { head, copied } = await storage.write({
      id,
      base: this.version(id),
      contents,
      copy: () => {
        const copy = { ...standing, id: freshId(), graph: titled, touched: true };
        return { id: copy.id, contents: contentsOf(copy) };
      },
    });
    const kept = copied ? { ...standing, id: head.id, graph: titled, touched: true } : standing;
    this.#known.set(head.id, { version: head.version, standing: kept });
    const waiting = this.#pending.get(id);
    if (waiting?.standing === standing || copied) this.#pending.delete(id);
    if (copied) {
      this.#known.delete(id);
      // What was changed meanwhile is of the copy; its owner tells of it once it knows.
      if (waiting !== undefined && waiting.standing !== standing) {
        this.#pending.set(head.id, { ...waiting, standing: { ...waiting.standing, id: head.id, touched: true } });
      }
      onCopied(id, head.id, head.title);
    }
    this.#forgetNote(id, head.id);
    this.#worked();
    onWritten(head.id);
    this.#options.onChange();
  }

  /** A document was written, as `now`. Its note holds what stands last, so it stays while something is yet to be written. */
  #forgetNote(id: string, now: string): void {
    const noted = this.#noted.get(id);
    if (noted === undefined) return;
    this.#noted.delete(id);
    if (this.#pending.has(now)) this.#noted.set(now, noted);
    else leftBehind.forget({ id: noted, visit: this.#options.visit });
  }
}

/** What is written of a document. */
function contentsOf({ graph, origin, touched, fragment }: Standing): DocumentContents {
  return {
    title: graph.title,
    text: writeGraph(graph),
    origin,
    touched,
    ...(fragment === undefined ? {} : { fragment }),
  };
}

function sameStanding(one: Standing, other: Standing): boolean {
  return (
    one.graph === other.graph &&
    one.touched === other.touched &&
    one.origin.kind === other.origin.kind &&
    one.origin.name === other.origin.name
  );
}
