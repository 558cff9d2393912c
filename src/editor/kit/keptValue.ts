import type { StoreApi } from "zustand";
import { sameData } from "../../base/sameData.ts";

/** How a value is written as a text. */
interface Form<Value> {
  /** May give anything, and throw. */
  readonly read: (text: string) => unknown;
  readonly write: (value: Value) => string;
}

const json: Form<unknown> = { read: (text) => JSON.parse(text) as unknown, write: (value) => JSON.stringify(value) };

/**
 * Is a value that this browser keeps for the next visit. `understand` makes a value of what is there, which an earlier
 * version may have kept; where it throws, and where there is nothing, the value is the usual one. Left to itself it
 * takes each field that is of its usual kind.
 */
export class KeptValue<Value extends object> {
  readonly #key: string;
  readonly #usual: Value;
  readonly #understand: (kept: unknown) => Value;
  readonly #form: Form<Value>;

  constructor(
    key: string,
    usual: Value,
    understand: (kept: unknown) => Value = (kept) => fieldsLike(usual, kept),
    form: Form<Value> = json,
  ) {
    this.#key = key;
    this.#usual = usual;
    this.#understand = understand;
    this.#form = form;
  }

  read(): Value {
    try {
      const text = localStorage.getItem(this.#key);
      return text === null ? this.#usual : this.#understand(this.#form.read(text));
    } catch {
      return this.#usual;
    }
  }

  /** Keeps a value. The usual one needs no room. Where nothing can be kept it is the usual one again next time. */
  write(value: Value): void {
    try {
      if (sameData(value, this.#usual)) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, this.#form.write(value));
    } catch {
      // A page without storage works all the same.
    }
  }

  /** Puts what is kept into a store's state, and keeps these fields of it from then on. */
  keepIn<State extends Value>(store: Pick<StoreApi<State>, "setState" | "subscribe">): void {
    store.setState(this.read() as Partial<State>);
    const fields = Object.keys(this.#usual);
    const of = (state: State): Value =>
      Object.fromEntries(fields.map((field) => [field, Reflect.get(state, field)])) as Value;
    store.subscribe((state, before) => {
      if (!sameData(of(state), of(before))) this.write(of(state));
    });
  }
}

/** Gives the usual value with the fields of another one that are of the same kind. */
export function fieldsLike<Value extends object>(usual: Value, kept: unknown): Value {
  if (typeof kept !== "object" || kept === null) return usual;
  const fields = Object.entries(usual).map(([name, value]: [string, unknown]) => {
    const other: unknown = Object.hasOwn(kept, name) ? Reflect.get(kept, name) : undefined;
    return [name, typeof other === typeof value && Array.isArray(other) === Array.isArray(value) ? other : value];
  });
  return Object.fromEntries(fields) as Value;
}
