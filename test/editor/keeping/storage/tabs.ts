import type { Locks, Neighbours } from "../../../../src/editor/keeping/storage/documentLocks.ts";

interface Waiting {
  readonly name: string;
  readonly tab: object;
  readonly callback: (lock: object | null) => Promise<void> | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Web Locks and a broadcast channel in memory, as the tabs of one browser share them. */
export class Browser {
  readonly #held = new Map<string, Waiting>();
  readonly #queue: Waiting[] = [];
  readonly #listeners = new Map<object, (message: unknown) => void>();

  /** The locks as one tab sees them. */
  locks(tab: object): Locks {
    return {
      request: (name, { ifAvailable = false, steal = false, signal }, callback) =>
        new Promise((resolve, reject) => {
          const waiting: Waiting = { name, tab, callback, resolve, reject };
          if (steal) {
            this.#held.get(name)?.reject(new DOMException("stolen", "AbortError"));
            this.#held.delete(name);
            this.#grant(waiting);
          } else if (!this.#held.has(name)) this.#grant(waiting);
          else if (ifAvailable) resolve(callback(null));
          else {
            this.#queue.push(waiting);
            signal?.addEventListener("abort", () => {
              const at = this.#queue.indexOf(waiting);
              if (at < 0) return;
              this.#queue.splice(at, 1);
              reject(new DOMException("aborted", "AbortError"));
            });
          }
        }),
      query: () => Promise.resolve({ held: [...this.#held.keys()].map((name) => ({ name })) }),
    };
  }

  /** The channel as one tab has it. */
  neighbours(tab: object): Neighbours {
    return {
      tell: (message) => {
        for (const [other, listener] of this.#listeners) if (other !== tab) queueMicrotask(() => listener(message));
      },
      listen: (listener) => void this.#listeners.set(tab, listener),
    };
  }

  /** A tab is gone, with its locks and what it waited for. */
  close(tab: object): void {
    this.#listeners.delete(tab);
    for (const waiting of this.#queue.filter((one) => one.tab === tab)) {
      this.#queue.splice(this.#queue.indexOf(waiting), 1);
    }
    for (const holder of this.#held.values()) if (holder.tab === tab) this.#free(holder);
  }

  #grant(waiting: Waiting): void {
    this.#held.set(waiting.name, waiting);
    const released = Promise.resolve(waiting.callback({})).finally(() => this.#free(waiting));
    waiting.resolve(released);
  }

  #free(holder: Waiting): void {
    if (this.#held.get(holder.name) !== holder) return;
    this.#held.delete(holder.name);
    const next = this.#queue.findIndex(({ name }) => name === holder.name);
    if (next >= 0) this.#grant(this.#queue.splice(next, 1)[0]!);
  }
}
