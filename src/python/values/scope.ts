import type { Value } from "./value.ts";

/** Holds names and what they stand for; a name that is not here is looked for in the scope around. */
export class Scope {
  readonly names = new Map<string, Value>();
  readonly outer: Scope | null;

  constructor(outer: Scope | null = null) {
    this.outer = outer;
  }

  find(name: string): Value | undefined {
    let [value, scope] = [this.names.get(name), this.outer];
    while (value === undefined && scope !== null) [value, scope] = [scope.names.get(name), scope.outer];
    return value;
  }

  bind(name: string, value: Value): void {
    this.names.set(name, value);
  }
}
