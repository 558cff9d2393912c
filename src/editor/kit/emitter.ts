/** Tells whoever listens of events, in the order in which they began to listen. */
export class Emitter<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  /** Calls the listener with each event. Returns how to stop. */
  readonly subscribe = (listener: (event: Event) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  emit(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }
}
