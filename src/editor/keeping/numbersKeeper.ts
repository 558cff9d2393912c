import type { DocumentStorage } from "./storage/documentStorage.ts";
import type { Numbers } from "./storage/documentRecord.ts";

interface Options {
  readonly storage: DocumentStorage;
  /** The document whose numbers move now. */
  readonly current: () => string;
  /** Whether this tab may keep numbers of a document: whether it works on it, and the document itself can be kept. */
  readonly mayKeep: (id: string) => boolean;
  /** Keeps the document's graph, which its numbers lie beside; gives its version, or null where that failed. */
  readonly keepGraph: (id: string) => Promise<string | null>;
  /** The document's version that this tab knows, now. */
  readonly version: (id: string) => string | null;
  /** The trained state as it stands; null where the session does not answer. */
  readonly take: (id: string) => Promise<Numbers | null>;
  /** Lets go of what was taken before: its write is over, and newer ones are taken. */
  readonly letGo: (numbers: Numbers) => void;
  readonly onChange: () => void;
}

/** What is known of the numbers of a document. */
interface KnownNumbers {
  readonly generation: string | null;
  readonly iteration: number | null;
}

const none: KnownNumbers = { generation: null, iteration: null };
/** After the last move; and while it trains, so often, or as many times as long as the last write took. */
const afterLast = 200;
const whileTraining = 2000;
const leisure = 10;
const [firstRetry, lastRetry] = [2000, 30_000];

/** Keeps the numbers of the open document, apart from its graph: they may be large, and nobody waits for them. */
export class NumbersKeeper {
  readonly #options: Options;
  readonly #known = new Map<string, KnownNumbers>();
  /** Moves of the numbers in all, and how many of them are kept. */
  #moves = 0;
  #kept = 0;
  #byHand = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #timerAt = Infinity;
  #run: Promise<void> | null = null;
  #lastTook = 0;
  #taken: Numbers | null = null;
  #retryAfter = firstRetry;
  /** Why the last attempt failed; null when it did not. */
  failure: string | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether the numbers on the screen are kept, or there are none to keep. */
  get isKept(): boolean {
    return this.#kept === this.#moves;
  }

  /** Whether numbers that the reader wrote by hand are not kept yet. */
  get owesWritten(): boolean {
    return this.#byHand && !this.isKept;
  }

  /** The iteration of the numbers that are kept of a document; null where there are none. */
  iteration(id: string): number | null {
    return this.#known.get(id)?.iteration ?? null;
  }

  /** Another document is open: its numbers are as they are kept. */
  begin(): void {
    this.#kept = this.#moves;
    this.#byHand = false;
    this.failure = null;
    this.#cancel();
  }

  /** A document was read with these numbers. */
  know(id: string, generation: string | null, iteration: number | null): void {
    this.#known.set(id, { generation, iteration });
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  /** The numbers have moved. What the reader wrote by hand is kept at once, what is computed a little later. */
  move(how: "written" | "moved" | "training"): void {
    this.#moves++;
    if (how === "written") this.#byHand = true;
    const delay = { written: 0, moved: afterLast, training: Math.max(whileTraining, leisure * this.#lastTook) }[how];
    const at = performance.now() + delay;
    // While it trains what is planned stays planned; else it waits for the last of the moves.
    if (how !== "training" || this.#timer === null) this.#schedule(how === "moved" ? at : Math.min(at, this.#timerAt));
    this.#options.onChange();
  }

  /** Keeps the numbers now, if they have moved; resolves when that is done or has failed. */
  async flush(): Promise<void> {
    this.#cancel();
    if (this.#run !== null) await this.#run;
    if (this.isKept) return;
    this.#run ??= this.#keep().finally(() => {
      this.#run = null;
      if (!this.isKept && this.#timer === null && this.failure === null) {
        this.#schedule(performance.now() + Math.max(whileTraining, leisure * this.#lastTook));
      }
    });
    await this.#run;
  }

  #schedule(at: number): void {
    this.#cancel();
    this.#timerAt = at;
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, at - performance.now()));
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#timerAt = Infinity;
  }

  async #keep(): Promise<void> {
    const { storage, current, mayKeep, keepGraph, version, take, letGo, onChange } = this.#options;
    const id = current();
    const moves = this.#moves;
    const began = performance.now();
    try {
      // A restart goes on from these, too, whether they are kept or not.
      const numbers = await take(id);
      if (numbers !== null) {
        if (this.#taken !== null) letGo(this.#taken);
        this.#taken = numbers;
      }
      if (!mayKeep(id)) this.#kept = moves;
      if (numbers === null || !mayKeep(id)) return;
      if ((await keepGraph(id)) === null) throw new Error("the graph could not be saved");
      const { generation } = this.#known.get(id) ?? none;
      const kept = await storage.writeNumbers(id, () => version(id), generation, numbers);
      if (kept === null) throw new Error("another tab has changed this document");
      this.#known.set(id, kept);
      // Another document may be open by now, whose moves are its own.
      if (current() === id) this.#kept = Math.max(this.#kept, moves);
      if (this.isKept) this.#byHand = false;
      this.#retryAfter = firstRetry;
      this.failure = null;
    } catch (error) {
      if (current() !== id) return;
      this.failure = error instanceof Error ? error.message : String(error);
      this.#schedule(performance.now() + this.#retryAfter);
      this.#retryAfter = Math.min(2 * this.#retryAfter, lastRetry);
    }
    this.#lastTook = performance.now() - began;
    onChange();
  }
}
