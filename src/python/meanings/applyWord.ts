import { findNodeType } from "../../nodes/catalogue.ts";
import type { Output } from "../draft/draft.ts";
import { Bound, sizesOf, type Arguments } from "../values/arguments.ts";
import { Beyond, inWords, readable } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { placeOf, reduced } from "../values/dims.ts";
import { combined, type NumberValue } from "../values/number.ts";
import type { Dims, ListValue, TensorValue, Value } from "../values/value.ts";
import type { TensorWord } from "./tensorWords.ts";

/** Calls a function of PyTorch that is one node: its first argument may be the tensor whose method it is. */
export function applyWord(context: Context, name: string, word: TensorWord, args: Arguments): TensorValue {
  const takes = word.takes.map((text) => {
    const [parameter, otherwise] = text.split("=") as [string, string?];
    return { name: parameter.replace("*", ""), rest: parameter.startsWith("*"), otherwise };
  });
  const restAt = takes.findIndex(({ rest }) => rest);
  const gathered = restAt < 0 ? args : withRest(args, restAt, name);
  const bound = new Bound(
    name,
    renamed(gathered),
    takes.map((parameter) => parameter.name),
    word.ignores,
  );
  const type = findNodeType(word.type)!;
  const inputs: Record<string, Output> = {};
  const settings: Record<string, string | boolean> = {};
  let first: TensorValue | null = null;
  for (const { name: parameter, otherwise } of takes) {
    if (Object.hasOwn(type.inputs, parameter)) {
      const tensor = bound.tensor(parameter);
      first ??= tensor;
      inputs[parameter] = context.output(tensor, args.at);
    } else if (!Object.hasOwn(type.settings, parameter)) {
      if (bound.has(parameter)) throw new Beyond(args.at, `the argument ${parameter} of ${name} is not read`);
    } else if (bound.has(parameter)) {
      settings[parameter] = settingOf(bound.value(parameter), args.at, `${parameter} of ${name}`);
    } else if (otherwise !== undefined) settings[parameter] = otherwise;
  }
  if (word.dims === "given" && type.settings["shape"]?.default === "" && isRows(bound.value("shape"), first!)) {
    delete settings["shape"];
  }
  const node = context.node(word.type, withoutDefaults(word.type, settings), inputs, args.at);
  const [port] = Object.keys(type.outputs);
  return context.tensor(node, dimsOf(word, first!, bound), word.dtype ?? first!.dtype, port);
}

/** Whether a shape is `x.shape[0], -1`: a row for each of `x`. */
function isRows(shape: Value, x: TensorValue): boolean {
  if (shape.kind !== "list" || shape.items.length !== 2) return false;
  const [rows, rest] = shape.items;
  return rows === x.dims?.[0] && rest?.kind === "number" && rest.value === -1;
}

/** PyTorch's names of arguments that ours call otherwise. */
const NAMES: Readonly<Record<string, string>> = {
  input: "x",
  axis: "dim",
  keepdims: "keepdim",
  unbiased: "correction",
};

function renamed({ at, positional, named }: Arguments): Arguments {
  const own = [...named].map(([name, value]): [string, Value] => [NAMES[name] ?? name, value]);
  return { at, positional, named: new Map(own) };
}

/** Sizes that are given one by one as one list. */
function withRest({ at, positional, named }: Arguments, restAt: number, name: string): Arguments {
  if (positional.length <= restAt) return { at, positional, named };
  const items: Value[] = sizesOf(positional.slice(restAt), at, name);
  const list: ListValue = { kind: "list", type: "tuple", items };
  return { at, positional: [...positional.slice(0, restAt), list], named };
}

function settingOf(value: Value, at: number, what: string): string | boolean {
  const read = readable(value);
  if (read.kind === "number") return read.text;
  if (read.kind === "literal" && read.value !== null) return read.value;
  if (read.kind === "string" && read.value !== null) return read.value;
  if (read.kind === "list") {
    return sizesOf([read], at, what)
      .map(({ text }) => text)
      .join(", ");
  }
  throw new Beyond(at, `${what}: expected a number, got ${inWords(read)}`);
}

/** The settings of a node type that are not what they are anyway. */
export function withoutDefaults(
  type: string,
  settings: Readonly<Record<string, string | boolean>>,
): Record<string, string | boolean> {
  const known = findNodeType(type)!.settings;
  const isUsual = (name: string, value: string | boolean): boolean => {
    const usual = known[name]?.default;
    if (typeof value === "boolean" || typeof usual === "boolean") return value === usual;
    return value === usual || (value !== "" && usual !== "" && Number(value) === Number(usual));
  };
  // A correction that is given as PyTorch's `unbiased`.
  const entries = Object.entries(settings).map(([name, value]): [string, string | boolean] =>
    typeof value === "boolean" && typeof known[name]?.default === "string" ? [name, value ? "1" : "0"] : [name, value],
  );
  return Object.fromEntries(entries.filter(([name, value]) => !isUsual(name, value)));
}

function dimsOf(word: TensorWord, x: TensorValue, bound: Bound): Dims | null {
  const { dims } = x;
  switch (word.dims) {
    case "same":
      return dims;
    case "given":
      return givenDims(word.type, bound.value("shape"), dims);
    case "reduced":
      if (word.type === "cross_entropy") return [];
      return reduced(
        dims,
        bound.has("dim") ? overOf(bound.value("dim"), bound.at) : null,
        bound.boolean("keepdim", false),
      );
    case "without":
      return reduced(dims, [bound.number("dim")], false);
    case "swapped": {
      const places = dims === null ? [] : [bound.number("dim0"), bound.number("dim1")].map((dim) => placeOf(dim, dims));
      const [a, b] = places;
      if (dims === null || a === null || b === null || a === undefined || b === undefined) return null;
      return dims.map((size, at) => (at === a ? dims[b]! : at === b ? dims[a]! : size));
    }
    case "flattened":
      return flattened(dims, bound.number("start_dim", 0), bound.number("end_dim", -1));
    case "product":
      return product(dims, bound.tensor("b").dims);
    case "more":
      return dims === null ? null : [...dims, bound.has("num_classes") ? bound.number("num_classes") : null];
    case "unknown":
      return null;
  }
}

function overOf(value: Value, at: number): NumberValue[] {
  return sizesOf([value], at, "dim");
}

/** Sizes as they are given; -1 is worked out where it is the one that stays. */
function givenDims(type: string, value: Value, before: Dims | null): Dims {
  const sizes = value.kind === "list" ? value.items : [value];
  return sizes.map((size, at) => {
    if (size.kind !== "number") return null;
    if (size.value !== -1) return size;
    if (type === "expand") return before?.[at] ?? null;
    return at === 0 && before !== null && sizes.length <= before.length ? leading(sizes, before) : null;
  });
}

/** The first dimension where what follows it keeps its product. */
function leading(sizes: readonly Value[], before: Dims): NumberValue | null {
  const count = (list: readonly (Value | null)[]): number | null =>
    list.reduce<number | null>((total, size) => {
      const value = size?.kind === "number" ? size.value : null;
      return total === null || value === null ? null : total * value;
    }, 1);
  const [rest, restBefore] = [count(sizes.slice(1)), count(before.slice(1))];
  return rest !== null && rest === restBefore ? before[0]! : null;
}

function flattened(dims: Dims | null, start: NumberValue, end: NumberValue): Dims | null {
  if (dims === null) return null;
  const [from, to] = [placeOf(start, dims), placeOf(end, dims)];
  if (from === null || to === null || to < from) return null;
  const merged = dims.slice(from, to + 1).reduce((total, size) => {
    return total === null || size === null ? null : combined("*", total, size);
  });
  return [...dims.slice(0, from), merged, ...dims.slice(to + 1)];
}

function product(a: Dims | null, b: Dims | null): Dims | null {
  if (a === null || b === null || a.length < 2 || b.length < 2) return null;
  return [...(a.length >= b.length ? a.slice(0, -1) : [...b.slice(0, -2), a.at(-2)!]), b.at(-1)!];
}
