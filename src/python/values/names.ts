/** Holds names and what they stand for; a name that is not here is looked for in those around. */
export class Names<Value> {
  readonly names = new Map<string, Value>();
  readonly outer: Names<Value> | null;

  constructor(outer: Names<Value> | null = null) {
    this.outer = outer;
  }

  find(name: string): Value | undefined {
    return this.names.get(name) ?? this.outer?.find(name);
  }

  bind(name: string, value: Value): void {
    this.names.set(name, value);
  }
}
