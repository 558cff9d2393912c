interface Entry {
  readonly dependencies: readonly unknown[];
  readonly value: unknown;
}

/**
 * Remembers what a node made of its data (a vocabulary, the contexts) from one compilation to the next. So an edit
 * elsewhere does not read 30,000 names again. One entry per node: an edit forgets what it replaces.
 */
export class CompileCache {
  readonly #entries = new Map<string, Entry>();

  memo<T>(node: string, dependencies: readonly unknown[], compute: () => T): T {
    const entry = this.#entries.get(node);
    if (entry !== undefined && same(entry.dependencies, dependencies)) return entry.value as T;
    const value = compute();
    this.#entries.set(node, { dependencies, value });
    return value;
  }

  /** Forgets the nodes that are gone. */
  keepOnly(nodes: ReadonlySet<string>): void {
    for (const node of this.#entries.keys()) if (!nodes.has(node)) this.#entries.delete(node);
  }
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, at) => Object.is(value, b[at]));
}
