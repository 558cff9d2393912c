/**
 * Is a set of names that is emptied and filled again in every iteration: neither allocates anything, once a name was in
 * it.
 */
export class Marks {
  /** Of each name, the filling that it was last in. */
  readonly #fillings = new Map<string, number>();
  #filling = 1;
  #size = 0;

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    if (this.has(name)) return;
    this.#fillings.set(name, this.#filling);
    this.#size += 1;
  }

  has(name: string): boolean {
    return this.#fillings.get(name) === this.#filling;
  }

  delete(name: string): void {
    if (!this.has(name)) return;
    this.#fillings.set(name, 0);
    this.#size -= 1;
  }

  clear(): void {
    if (this.#size === 0) return;
    this.#filling += 1;
    this.#size = 0;
  }

  /** The names, in any order. */
  names(): string[] {
    return [...this.#fillings.keys()].filter((name) => this.has(name));
  }
}
