/** Holds what is needed of `navigator.locks`. */
export interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly steal?: boolean; readonly signal?: AbortSignal },
    callback: (lock: object | null) => Promise<void> | undefined,
  ): Promise<unknown>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

/** Holds what is needed of a `BroadcastChannel`: to speak to the other tabs, and to hear them. */
export interface Neighbours {
  readonly tell: (message: unknown) => void;
  readonly listen: (listener: (message: unknown) => void) => void;
}

const prefix = "wiregrad/document/";

interface Message {
  /** `wanted`: the holder is asked to give the document up. `given`: it has. */
  readonly type: "wanted" | "given";
  readonly id: string;
}

interface Options {
  /** Undefined where the browser has no Web Locks: then every tab may write, and only the versions are compared. */
  readonly locks: Locks | undefined;
  readonly neighbours: Neighbours | undefined;
  /** Another tab asks for a document: resolves when the last edits of it are written, or cannot be. */
  readonly onWanted: (id: string) => Promise<void>;
  /** This tab no longer holds a document that it held. */
  readonly onLost: (id: string) => void;
  /** How long a holder may take to answer before the lock is taken from it, in milliseconds. */
  readonly patience: number;
}

/** Says which tab works on a document: the one that holds the lock of its id. */
export class DocumentLocks {
  readonly #options: Options;
  readonly #held = new Map<string, () => void>();
  readonly #asked = new Map<string, () => void>();
  readonly #waiting = new Map<string, AbortController>();

  constructor(options: Options) {
    this.#options = options;
    options.neighbours?.listen((message) => this.#hear(message as Message));
  }

  /** Whether this tab may write the document. */
  holds(id: string): boolean {
    return this.#options.locks === undefined || this.#held.has(id);
  }

  /**
   * Takes the lock, if no other tab has it. Says whether this tab holds it now.
   *
   * @param wait milliseconds that the lock may take to come free: a page that is being left lets go of it late.
   */
  take(id: string, wait = 0): Promise<boolean> {
    if (this.holds(id)) return Promise.resolve(true);
    return this.#request(id, wait === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(wait) });
  }

  /**
   * Waits until no other tab has the lock, and takes it, if it is still wanted. Says whether this tab holds it now.
   *
   * @param wanted asked when the lock comes free.
   */
  async whenFree(id: string, wanted: () => boolean): Promise<boolean> {
    if (this.#waiting.has(id)) return false;
    const waiting = new AbortController();
    this.#waiting.set(id, waiting);
    const mine = await this.#request(id, { signal: waiting.signal });
    if (this.#waiting.get(id) === waiting) this.#waiting.delete(id);
    if (!mine) return false;
    if (wanted()) return true;
    this.release(id);
    return false;
  }

  /** Takes the lock from the tab that has it, which writes its last edits first if it answers. */
  async claim(id: string): Promise<boolean> {
    if (await this.take(id)) return true;
    await this.#ask(id);
    return (await this.take(id)) || this.#request(id, { steal: true });
  }

  /** The ids of the documents that any tab works on, as far as the browser can tell. */
  async everywhere(): Promise<ReadonlySet<string>> {
    const held = (await this.#options.locks?.query())?.held ?? [];
    return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) === true ? [name.slice(prefix.length)] : [])));
  }

  release(id: string): void {
    this.#held.get(id)?.();
    this.#held.delete(id);
  }

  releaseAll(): void {
    for (const id of this.#held.keys()) this.release(id);
  }

  #request(id: string, options: Parameters<Locks["request"]>[1]): Promise<boolean> {
    const { locks, onLost } = this.#options;
    if (locks === undefined) return Promise.resolve(true);
    return new Promise((resolve) => {
      let mine: (() => void) | null = null;
      locks
        .request(prefix + id, options, (lock) => {
          if (lock === null) return undefined;
          return new Promise<void>((release) => {
            mine = release;
            this.#held.set(id, release);
            this.#waiting.get(id)?.abort();
            this.#waiting.delete(id);
            resolve(true);
          });
        })
        .catch(() => undefined)
        .finally(() => {
          // It was not to be had, or another tab took it away.
          if (mine !== null && this.#held.get(id) === mine) {
            this.#held.delete(id);
            onLost(id);
          }
          resolve(false);
        });
    });
  }

  /** Asks the holder for a document; resolves when it has given it up, or has not answered for too long. */
  async #ask(id: string): Promise<void> {
    const { neighbours, patience } = this.#options;
    if (neighbours === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#asked.set(id, resolve);
      timer = setTimeout(resolve, patience);
      neighbours.tell({ type: "wanted", id } satisfies Message);
    });
    clearTimeout(timer);
    this.#asked.delete(id);
  }

  #hear({ type, id }: Message): void {
    if (type === "given") this.#asked.get(id)?.();
    else if (this.#held.has(id)) void this.#give(id);
  }

  async #give(id: string): Promise<void> {
    const { neighbours, onWanted, onLost } = this.#options;
    await onWanted(id);
    this.release(id);
    onLost(id);
    neighbours?.tell({ type: "given", id } satisfies Message);
  }
}
