import type { OpaqueValue, Value } from "./value.ts";

/** Is thrown where code is beyond the subset. It becomes an opaque value, which is told where the loss depends on it. */
export class Beyond extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.name = "Beyond";
    this.at = at;
  }
}

export function opaque(at: number, why: string): OpaqueValue {
  return { kind: "opaque", at, why };
}

/** Returns the value, or throws what is beyond the subset about it. */
export function readable(value: Value): Exclude<Value, OpaqueValue> {
  if (value.kind === "opaque") throw new Beyond(value.at, value.why);
  return value;
}

const IN_WORDS: Readonly<Partial<Record<Value["kind"], string>>> = {
  number: "a number",
  tensor: "a tensor",
  list: "a list",
  dict: "a dict",
  function: "a function",
  class: "a class",
  instance: "an object",
  module: "a module",
  optimizer: "an optimiser",
  string: "a text",
  generator: "a generator",
  lines: "lines of text",
};

/** Returns what a value is, in a word or two for a sentence. */
export function inWords(value: Value): string {
  if (value.kind === "literal") return value.value === null ? "None" : value.value ? "True" : "False";
  return IN_WORDS[value.kind] ?? "this";
}
