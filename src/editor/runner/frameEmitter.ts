import { afterFrame } from "../kit/afterFrame.ts";

/** Calls its listeners after a change, at most once a frame: whoever draws then reads what is there. */
export class FrameEmitter {
  readonly #listeners = new Set<() => void>();
  #announcing = false;

  /** Calls the listener after each change. Returns how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  protected announce(): void {
    if (this.#announcing) return;
    this.#announcing = true;
    afterFrame(() => {
      this.#announcing = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
