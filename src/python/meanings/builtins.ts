import { findDataSet } from "../../data/dataSets.ts";
import { quote } from "../../base/quote.ts";
import { Bound, asNumber, type Arguments } from "../values/arguments.ts";
import { Beyond, inWords, opaque, readable } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { iterate } from "../values/iterate.ts";
import { called, combined, named, numberOf, type NumberValue } from "../values/number.ts";
import type { ListValue, Value } from "../values/value.ts";
import { NONE } from "./none.ts";
import { VOCABULARY } from "./methods.ts";
import { nodeTypeOf } from "./tensorWords.ts";
import { sourceOf } from "./textSource.ts";

type Builtin = (context: Context, args: Arguments) => Value;

const list = (items: readonly Value[], type: ListValue["type"] = "list"): ListValue => ({
  kind: "list",
  type,
  items: [...items],
});

const first = ({ positional, at }: Arguments): Exclude<Value, { kind: "opaque" }> => {
  const [value] = positional;
  if (value === undefined) throw new Beyond(at, "this call without an argument is not read");
  return readable(value);
};

/** `open("names.txt").read()`: the text of a data set, or of a file that is to be chosen. */
const open: Builtin = (context, args) => {
  const path = new Bound("open", args, ["file", "mode", "buffering", "encoding"]).string("file", "");
  const name = path.split(/[/\\]/).at(-1)!;
  const known = findDataSet(name.replace(/\.[^.]*$/, ""));
  const settings: Record<string, string> =
    known === undefined ? { source: "file", file: name } : { source: known.name };
  const node = context.node(nodeTypeOf.text, settings, {}, args.at);
  if (known === undefined) {
    context.untold(node, args.at, `the file ${quote(path)} is not here: choose it at the node words`);
  }
  return { kind: "text", source: sourceOf(node) };
};

const len: Builtin = (context, args) => {
  const value = first(args);
  switch (value.kind) {
    case "list":
      if (value.collector === undefined) return numberOf(value.items.length);
      return named("N", null, { known: true });
    case "dict":
      return numberOf(value.entries.size);
    case "lines":
    case "permutation":
      return { kind: "count", lines: value.kind === "lines" ? value : value.lines, share: 1 };
    case "table":
      return VOCABULARY;
    case "tokens":
      return value.stage === "marked" ? VOCABULARY : combined("-", VOCABULARY, numberOf(1))!;
    case "tensor": {
      const size = value.dims?.[0];
      return size ?? opaque(args.at, "the size of this tensor is not known here");
    }
    case "module":
      return numberOf(value.fields.size);
    default:
      void context;
      return opaque(args.at, `the length of ${inWords(value)} is not read`);
  }
};

const range: Builtin = (_context, args) => {
  const bound = new Bound("range", args, ["start", "stop", "step"]);
  const one = args.positional.length === 1;
  const counted = (name: string): NumberValue => {
    const value = bound.value(name);
    return value.kind === "number" ? value : named("", null);
  };
  const start = one ? numberOf(0) : counted("start");
  const step = bound.has("step") ? counted("step") : numberOf(1);
  return { kind: "range", start, stop: counted(one ? "start" : "stop"), step };
};

const enumerate: Builtin = (_context, args) => {
  const value = first(args);
  const start = new Bound("enumerate", args, ["iterable", "start"]).number("start", 0);
  if (value.kind === "tokens" && (value.stage === "sorted" || value.stage === "marked") && start.value !== null) {
    const offset = start.value + (value.stage === "marked" ? -1 : 0);
    return { ...value, stage: "enumerated", first: offset };
  }
  return list(
    iterate(value, args.at).map((item, at) => list([combined("+", start, numberOf(at))!, item].map(simple), "tuple")),
  );
};

/** A sum of numbers as the number that it is. */
function simple(value: Value): Value {
  return value.kind === "number" && value.value !== null && !value.moving ? numberOf(value.value) : value;
}

const zip: Builtin = (_context, args) => {
  const [a, b] = args.positional;
  if (a?.kind === "line" && b?.kind === "line" && a.begun && a.ended && a.from === 0 && b.from === 1) {
    return { kind: "pairs", line: a };
  }
  const lists = args.positional.map((value) => iterate(value, args.at));
  const length = Math.min(...lists.map((items) => items.length));
  return list(
    Array.from({ length }, (_, at) =>
      list(
        lists.map((items) => items[at]!),
        "tuple",
      ),
    ),
  );
};

const sum: Builtin = (context, args) => {
  const items = iterate(first(args), args.at).map(readable);
  const start = args.positional[1] ?? numberOf(0);
  return [...items].reduce<Value>((total, item) => context.binary("+", total, item, args.at), start);
};

/** `max(a, b)` of numbers. */
function extreme(name: string): Builtin {
  return (_context, args) => {
    const values = args.positional.length === 1 ? iterate(first(args), args.at) : args.positional;
    return called(
      name,
      values.map((value) => asNumber(value, args.at, name)),
    );
  };
}

function ordered(stage: "set" | "sorted"): Builtin {
  return (_context, args) => {
    const value = first(args);
    if (value.kind === "tokens" && (value.stage === "joined" || value.stage === "set")) return { ...value, stage };
    if (value.kind === "tokens") return value;
    return list(iterate(value, args.at));
  };
}

function sequence(type: "list" | "tuple"): Builtin {
  return (_context, args) => {
    if (args.positional.length === 0) return list([], type);
    const value = first(args);
    if (["tokens", "lines", "line"].includes(value.kind)) return value;
    return list(iterate(value, args.at), type);
  };
}

const int: Builtin = (_context, args) => {
  const value = first(args);
  if (value.kind === "number") return value.whole ? value : { ...called("floor", [value]), whole: true };
  if (value.kind === "count") return value;
  return opaque(args.at, `int of ${inWords(value)} is not read`);
};

/** Holds Python's own functions. */
export const builtins: Readonly<Record<string, Builtin>> = {
  open,
  len,
  range,
  enumerate,
  zip,
  sum,
  max: extreme("max"),
  min: extreme("min"),
  sorted: ordered("sorted"),
  set: ordered("set"),
  list: sequence("list"),
  tuple: sequence("tuple"),
  int,
  float: (_context, args) => {
    const value = first(args);
    return value.kind === "number" ? { ...value, whole: false } : infinite(value, args.at);
  },
  abs: (_context, args) => called("abs", [asNumber(first(args), args.at, "abs")]),
  round: (_context, args) => {
    const value = first(args);
    if (value.kind === "count" || (value.kind === "number" && value.whole)) return value;
    return called("round", [asNumber(value, args.at, "round")]);
  },
  bytearray: (_context, args) => first(args),
  dict: (_context, args) => ({
    kind: "dict",
    entries: new Map([...args.named].map(([key, value]) => [`s${key}`, value])),
  }),
  reversed: (_context, args) => list(iterate(first(args), args.at).toReversed()),
  isinstance: (_context, { at, positional: [value, of] }) => {
    const known = value === undefined || of === undefined ? null : isOf(value, of);
    return known === null ? opaque(at, "this isinstance is not read") : { kind: "literal", value: known };
  },
  print: () => NONE,
  display: () => NONE,
};

/** Whether a value is of a class, the code's own or a module of PyTorch's; null where that is not known. */
function isOf(value: Value, of: Value): boolean | null {
  if (of.kind === "list") {
    const all = of.items.map((item) => isOf(value, item));
    return all.includes(true) ? true : all.includes(null) ? null : false;
  }
  if (of.kind === "class") {
    const derived = (own: Value): boolean => own === of || (own.kind === "class" && own.bases.some(derived));
    return value.kind === "instance" && derived(value.of);
  }
  if (of.kind !== "library") return null;
  if (value.kind === "module") return of.path === `torch.nn.${value.name}` || of.path === "torch.nn.Module";
  return value.kind === "instance" ? false : null;
}

/** `float("inf")`. */
function infinite(value: Value, at: number): Value {
  if (value.kind === "string" && value.value !== null && /^-?(inf|nan)$/.test(value.value)) {
    return { ...named(value.value, null, { whole: false }), value: null };
  }
  return opaque(at, `float of ${inWords(value)} is not read`);
}
