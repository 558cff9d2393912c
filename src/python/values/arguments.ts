import { Beyond, inWords, readable } from "./beyond.ts";
import { numberOf, type NumberValue } from "./number.ts";
import type { TensorValue, Value } from "./value.ts";

/** Holds the arguments of a call as they are given. */
export interface Arguments {
  readonly at: number;
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** Holds the arguments of a call by the function's own names for them. */
export class Bound {
  readonly at: number;
  readonly #function: string;
  readonly #values: ReadonlyMap<string, Value>;

  /**
   * Binds arguments to names. `ignored`: names that change nothing here. Throws Beyond for an argument that the function, as
   * it is read here, does not have.
   */
  constructor(name: string, args: Arguments, names: readonly string[], ignored: readonly string[] = []) {
    this.at = args.at;
    this.#function = name;
    const values = new Map<string, Value>();
    args.positional.forEach((value, at) => {
      const to = names[at];
      if (to === undefined) throw new Beyond(args.at, `${name} is read with at most ${names.length} arguments`);
      values.set(to, value);
    });
    for (const [given, value] of args.named) {
      if (names.includes(given)) values.set(given, value);
      else if (!ignored.includes(given)) {
        throw new Beyond(args.at, `the argument ${given} of ${name} is not read`);
      }
    }
    this.#values = values;
  }

  has(name: string): boolean {
    const value = this.#values.get(name);
    return value !== undefined && !(value.kind === "literal" && value.value === null);
  }

  value(name: string): Exclude<Value, { kind: "opaque" }> {
    const value = this.#values.get(name);
    if (value === undefined) throw new Beyond(this.at, `${this.#function} is called without ${name}`);
    return readable(value);
  }

  optional(name: string): Exclude<Value, { kind: "opaque" }> | null {
    return this.has(name) ? this.value(name) : null;
  }

  number(name: string, otherwise?: number): NumberValue {
    if (otherwise !== undefined && !this.has(name)) return numberOf(otherwise);
    return asNumber(this.value(name), this.at, `${name} of ${this.#function}`);
  }

  optionalNumber(name: string): NumberValue | null {
    return this.has(name) ? this.number(name) : null;
  }

  boolean(name: string, otherwise: boolean): boolean {
    if (!this.has(name)) return otherwise;
    const value = this.value(name);
    if (value.kind === "literal" && value.value !== null) return value.value;
    throw new Beyond(this.at, `${name} of ${this.#function}: expected True or False, got ${inWords(value)}`);
  }

  string(name: string, otherwise: string): string {
    if (!this.has(name)) return otherwise;
    const value = this.value(name);
    if (value.kind === "string" && value.value !== null) return value.value;
    throw new Beyond(this.at, `${name} of ${this.#function}: expected a text, got ${inWords(value)}`);
  }

  tensor(name: string): TensorValue {
    const value = this.value(name);
    if (value.kind === "tensor") return value;
    throw new Beyond(this.at, `${name} of ${this.#function}: expected a tensor, got ${inWords(value)}`);
  }
}

export function asNumber(value: Value, at: number, what: string): NumberValue {
  const read = readable(value);
  if (read.kind === "number") return read;
  throw new Beyond(at, `${what}: expected a number, got ${inWords(read)}`);
}

/** Returns sizes that are given one by one or as one list: `view(-1, 6)`, `randn((27, 2))`. */
export function sizesOf(values: readonly Value[], at: number, what: string): NumberValue[] {
  const [first] = values;
  const list = values.length === 1 && first?.kind === "list" ? first.items : values;
  return list.map((value) => asNumber(value, at, what));
}
