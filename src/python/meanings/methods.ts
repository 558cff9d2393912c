import { decodeUtf8 } from "../../base/decodeUtf8.ts";
import { limits } from "../syntax/limits.ts";
import { asNumber, type Arguments } from "../values/arguments.ts";
import { Beyond, inWords, opaque } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { iterate, keyOf } from "../values/iterate.ts";
import { named, negated, numberOf } from "../values/number.ts";
import type { ListValue, UpdateValue, Value } from "../values/value.ts";
import { seriesTensor } from "./creators.ts";
import { collect } from "./examples.ts";
import { initialize } from "./initializers.ts";
import { parametersOf } from "./parameters.ts";
import { idleMethods } from "./shapeWords.ts";
import { allLines, carriedLines } from "./textSource.ts";

import { NONE } from "./none.ts";
import { tensorMethod } from "./tensorMethods.ts";

/** Calls a method of a value. */
export function callMethod(context: Context, object: Value, name: string, args: Arguments): Value {
  switch (object.kind) {
    case "opaque":
      if (name === "backward") context.unreadable(object.at, object.why);
      return object;
    case "tensor":
      return tensorMethod(context, object, name, args);
    case "series":
      return tensorMethod(context, seriesTensor(context, object), name, args);
    case "list":
      return listMethod(context, object, name, args);
    case "dict":
      return dictMethod(object, name, args);
    case "string":
      return stringMethod(context, object.value, name, args);
    case "module":
      return moduleMethod(context, object, name, args);
    case "generator":
      if (name !== "manual_seed") break;
      object.state = { seed: asNumber(args.positional[0] ?? NONE, args.at, "manual_seed").value, draws: [] };
      context.changed();
      return object;
    case "update":
      return updateMethod(context, object, name, args);
    case "text":
      if (name === "splitlines" || name === "strip" || name === "read") {
        if (name !== "splitlines") return object;
        return allLines(object.source);
      }
      if (name === "split" || name === "readlines") return allLines(object.source);
      if (name === "lower") return opaque(args.at, "a text is read as its file has it: lower() is not read");
      break;
    case "bytes":
      if (name === "decode") return { kind: "string", value: decodeUtf8(object.bytes) };
      break;
    case "tokens":
      if (name === "split" && object.stage === "joined" && object.level === "word") return object;
      break;
    case "permutation":
      if (name === "tolist") return object;
      break;
    case "line":
      if (name === "split") return { ...object, level: "word" };
      if (name === "strip") return object;
      break;
    case "table":
      if (name === "get") {
        const [token] = args.positional;
        if (token?.kind === "token" && !object.back) return { ...token, indexed: true };
        return NONE;
      }
      if (name !== "items") break;
      return { kind: "tokens", source: object.source, level: object.level, stage: "items", first: 1 };
    default:
  }
  return opaque(args.at, `the method ${name} of ${inWords(object)} is not read`);
}

function stringMethod(context: Context, text: string | null, name: string, args: Arguments): Value {
  const { at } = args;
  const [value] = args.positional;
  if (name === "join" && (text === "" || text === " ")) {
    if (value?.kind === "list") ownLines(context, value, at);
    const lines = value?.kind === "list" ? value.lines : value;
    if (lines?.kind !== "lines") return opaque(at, "join is read of all lines of a text");
    const level = text === "" ? "char" : "word";
    return { kind: "tokens", source: lines.source, level, stage: "joined", first: 0 };
  }
  if (
    text !== null &&
    (name === "splitlines" || (name === "split" && value?.kind === "string" && value.value === "\n"))
  ) {
    return carriedLines(context, text.replace(/\n$/, ""), at);
  }
  if (text !== null && name === "split" && args.positional.length === 0) {
    const words = text.split(/\s+/).filter((word) => word !== "");
    if (words.length > limits.rounds) return carriedLines(context, words.join("\n"), at);
    return { kind: "list", type: "list", items: words.map((word): Value => ({ kind: "string", value: word })) };
  }
  return opaque(at, `the method ${name} of a text is not read`);
}

/** A list of texts whose letters are counted holds the lines that are learned from. */
function ownLines(context: Context, list: ListValue, at: number): void {
  const texts = list.items.flatMap((item) => (item.kind === "string" && item.value !== null ? [item.value] : []));
  if (list.lines !== undefined || texts.length === 0 || texts.length < list.items.length) return;
  list.lines = carriedLines(context, texts.join("\n"), at);
  if (list.label !== undefined) list.lines.source.node.name ??= list.label;
  context.changed();
}

function listMethod(context: Context, list: ListValue, name: string, args: Arguments): Value {
  const [value] = args.positional;
  if (value === undefined) return opaque(args.at, `the method ${name} of a list is not read`);
  if (name === "extend") {
    const items = iterate(value, args.at);
    if (items.length + list.items.length > 10 * limits.rounds)
      throw new Beyond(args.at, "a list of so many items is not read");
    list.items.push(...items);
    context.changed();
    return NONE;
  }
  if (name !== "append") return opaque(args.at, `the method ${name} of a list is not read`);
  if (value.kind === "window") {
    if (value.stage !== "before")
      throw new Beyond(args.at, "a context that holds the token that it is to tell is not read");
    collect(context, list, "contexts", args.at);
    context.collector!.size = value.size;
  } else if (value.kind === "token" && value.indexed) {
    collect(context, list, value.which === "next" ? "targets" : "contexts", args.at);
    const collector = context.collector!;
    collector.level = value.level;
    if (value.which === "before") {
      collector.flat = true;
      collector.size = numberOf(1);
    }
  } else {
    list.items.push(value);
    if (value.kind !== "opaque" && value.kind !== "number" && value.kind !== "token") context.changed();
  }
  return NONE;
}

function dictMethod(dict: Extract<Value, { kind: "dict" }>, name: string, args: Arguments): Value {
  const pairs = [...dict.entries].map(([key, value]): Value => {
    const first: Value = key.startsWith("n") ? numberOf(Number(key.slice(1))) : { kind: "string", value: key.slice(1) };
    return { kind: "list", type: "tuple", items: [first, value] };
  });
  if (name === "items") return { kind: "list", type: "list", items: pairs };
  if (name === "values") return { kind: "list", type: "list", items: [...dict.entries.values()] };
  if (name === "keys") return { kind: "list", type: "list", items: [...iterate(dict, args.at)] };
  if (name === "get") return dict.entries.get(keyOf(args.positional[0] ?? NONE, args.at)) ?? args.positional[1] ?? NONE;
  return opaque(args.at, `the method ${name} of a dict is not read`);
}

function moduleMethod(
  context: Context,
  module: Extract<Value, { kind: "module" }>,
  name: string,
  args: Arguments,
): Value {
  if (name === "parameters") return { kind: "list", type: "list", items: [...parametersOf(module)] };
  if (idleMethods.has(name)) {
    if (name === "zero_grad") context.zeroed();
    return module;
  }
  if (name === "append" && args.positional[0] !== undefined) {
    module.fields.set(String(module.fields.size), args.positional[0]);
    context.changed();
    return NONE;
  }
  if (name === "forward") return context.call(module, args);
  return opaque(args.at, `the method ${name} of a module is not read`);
}

/** `p.grad.zero_()`, `p.data.add_(p.grad, alpha=-lr)`, `p.data.sub_(lr * p.grad)`. */
function updateMethod(context: Context, update: UpdateValue, name: string, args: Arguments): Value {
  const { at } = args;
  if (update.what === "grad" && name === "zero_") {
    context.zeroed();
    return NONE;
  }
  if (update.what === "grad" && (name === "detach" || name === "clone")) return update;
  const [value] = args.positional;
  if (
    update.what === "data" &&
    (name === "add_" || name === "sub_") &&
    value?.kind === "update" &&
    value.what === "grad"
  ) {
    const alpha = args.named.get("alpha");
    const factor = alpha === undefined ? value.factor : asNumber(alpha, at, "alpha");
    context.moved(update.parameter, name === "add_" ? negated(factor) : factor, value.parameter, at);
    return NONE;
  }
  if (update.what === "data") {
    const made = initialize(context, name, { ...args, positional: [update.parameter, ...args.positional] });
    if (made !== null) return made;
  }
  return opaque(at, `the method ${name} is not read here`);
}

/** The vocabulary's size, as expressions have it. */
export const VOCABULARY = named("vocab_size", null, { known: true });
