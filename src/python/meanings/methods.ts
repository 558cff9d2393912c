import { Bound, asNumber, type Arguments } from "../values/arguments.ts";
import { Beyond, inWords, opaque } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { placeOf } from "../values/dims.ts";
import { iterate, keyOf } from "../values/iterate.ts";
import { named, negated, numberOf } from "../values/number.ts";
import type { ListValue, TensorValue, UpdateValue, Value } from "../values/value.ts";
import { applyWord } from "./applyWord.ts";
import { elementOf } from "./elements.ts";
import { collect } from "./examples.ts";
import { formulaDtype } from "./formulaNode.ts";
import { initialize } from "./initializers.ts";
import { parametersOf } from "./parameters.ts";
import { idleMethods, transposed } from "./shapeWords.ts";
import { elementWords, nodeTypeOf, tensorWords } from "./tensorWords.ts";

export const NONE: Value = { kind: "literal", value: null };

/** Calls a method of a value. */
export function callMethod(context: Context, object: Value, name: string, args: Arguments): Value {
  switch (object.kind) {
    case "opaque":
      if (name === "backward") context.unreadable(object.at, object.why);
      return object;
    case "tensor":
      return tensorMethod(context, object, name, args);
    case "list":
      return listMethod(context, object, name, args);
    case "dict":
      return dictMethod(object, name, args);
    case "string":
      return object.value === "" && name === "join"
        ? joined(args)
        : opaque(args.at, `the method ${name} of a text is not read`);
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
        return { kind: "lines", source: object.source, first: null, from: 0, to: 1 };
      }
      if (name === "split" || name === "readlines")
        return { kind: "lines", source: object.source, first: null, from: 0, to: 1 };
      if (name === "lower") return opaque(args.at, "a text is read as its file has it: lower() is not read");
      break;
    case "line":
      if (name === "split") return { ...object, level: "word" };
      if (name === "strip") return object;
      break;
    case "table":
      if (name !== "items") break;
      return { kind: "tokens", source: object.source, level: object.level, stage: "items", first: 1 };
    default:
  }
  return opaque(args.at, `the method ${name} of ${inWords(object)} is not read`);
}

function joined({ at, positional: [value] }: Arguments): Value {
  if (value?.kind !== "lines") return opaque(at, "join is read of all lines of a text");
  return { kind: "tokens", source: value.source, level: "char", stage: "joined", first: 0 };
}

function tensorMethod(context: Context, tensor: TensorValue, name: string, args: Arguments): Value {
  const { at } = args;
  const own: Arguments = { ...args, positional: [tensor, ...args.positional] };
  if (tensor.rows !== undefined) return opaque(at, `the method ${name} of rows that are drawn is not read`);
  const word = Object.hasOwn(tensorWords, name) ? tensorWords[name] : undefined;
  if (word !== undefined) return applyWord(context, name, word, own);
  const operation = Object.hasOwn(elementWords, name) ? elementWords[name] : undefined;
  if (operation !== undefined) return elementCall(context, name, operation, own);
  switch (name) {
    case "size": {
      const { dims } = tensor;
      if (dims === null) throw new Beyond(at, "the size of this tensor is not known here");
      if (args.positional.length === 0)
        return {
          kind: "list",
          type: "tuple",
          items: dims.map((size) => size ?? opaque(at, "this size is not known here")),
        };
      const place = placeOf(asNumber(args.positional[0]!, at, "size"), dims);
      const size = place === null ? null : dims[place]!;
      if (size === null) throw new Beyond(at, "this size is not known here");
      return size;
    }
    case "float":
    case "long":
    case "int":
      return cast(context, tensor, name === "float" ? "float" : "int", at);
    case "to":
    case "type":
      return toDtype(context, tensor, args);
    case "t":
      return transposed(context, tensor, 0, 1, at);
    case "square":
      return context.formula({
        kind: "op",
        op: "**",
        operands: [elementOf(tensor, at), { kind: "number", number: numberOf(2) }],
      });
    case "max":
      return largest(context, own);
    case "unbind":
      return unbound(context, own);
    case "contiguous":
    case "clone":
    case "cpu":
    case "cuda":
      return tensor;
    case "requires_grad_":
      if (tensor.node !== null) tensor.node.trained = true;
      context.changed();
      return tensor;
    case "backward":
      context.backward(tensor, at);
      return NONE;
    case "retain_grad":
      return NONE;
    case "detach":
      return opaque(at, "detach is not read: here a gradient goes back on every wire");
    default:
      return initialize(context, name, own) ?? opaque(at, `the method ${name} of a tensor is not read`);
  }
}

/** Calls a function of single elements. */
export function elementCall(
  context: Context,
  name: string,
  [op, count]: readonly [string, number],
  args: Arguments,
): TensorValue {
  const bound = new Bound(name, args, count === 1 ? ["input"] : ["input", "other"], ["inplace"]);
  const operands = [bound.value("input"), ...(count === 1 ? [] : [bound.value("other")])];
  return context.formula({ kind: "op", op, operands: operands.map((value) => elementOf(value, args.at)) });
}

/** Gives a tensor another dtype; where it has it, itself, and a formula stays one. */
export function cast(context: Context, tensor: TensorValue, dtype: "float" | "int", at: number): TensorValue {
  const { formula } = tensor;
  const now = formula === null ? tensor.dtype : formulaDtype(formula);
  if (now === dtype) return tensor;
  if (formula !== null && dtype === "float" && (now === "bool" || formula.kind === "number")) {
    if (formula.kind === "number") {
      return context.formula({ kind: "number", number: { ...formula.number, whole: false } });
    }
    return { ...context.formula(formula), dtype: "float", cast: true };
  }
  const settings: Record<string, string> = dtype === "float" ? {} : { dtype: "int32" };
  const node = context.node(nodeTypeOf.cast, settings, { x: context.output(tensor, at) }, at);
  return context.tensor(node, tensor.dims, dtype);
}

function toDtype(context: Context, tensor: TensorValue, args: Arguments): Value {
  const [given] = [...args.positional, ...args.named.values()];
  if (given?.kind !== "library") return tensor;
  if (/\.(float|float32)$/.test(given.path)) return cast(context, tensor, "float", args.at);
  if (/\.(long|int|int32|int64)$/.test(given.path)) return cast(context, tensor, "int", args.at);
  return opaque(args.at, `the dtype ${given.path} is not read`);
}

/** `x.max()`, or with a dimension the values and where they are. */
export function largest(context: Context, args: Arguments): Value {
  const type = nodeTypeOf.largest;
  const word = { type, takes: ["x", "dim", "keepdim"], dims: "reduced" } as const;
  const second = args.positional[1];
  if (second?.kind === "tensor") return elementCall(context, "max", ["max", 2], args);
  const values = applyWord(context, "max", word, args);
  if (second === undefined && !args.named.has("dim")) return values;
  const indices = applyWord(context, "argmax", tensorWords["argmax"]!, args);
  return { kind: "list", type: "tuple", items: [values, indices] };
}

/** `x.unbind(dim)`: a list whose items are tensors when they are taken out one by one. */
export function unbound(context: Context, args: Arguments): Value {
  const bound = new Bound("unbind", args, ["input", "dim"]);
  const dim = bound.number("dim", 0);
  const x = bound.tensor("input");
  const settings: Record<string, string> = dim.text === "0" ? {} : { dim: dim.text };
  const node = context.node(nodeTypeOf.list, settings, { x: context.output(x, args.at) }, args.at);
  const place = x.dims === null ? null : placeOf(dim, x.dims);
  return {
    kind: "tensors",
    node,
    dims: x.dims === null || place === null ? null : x.dims.filter((_, at) => at !== place),
    dtype: x.dtype,
  };
}

function listMethod(context: Context, list: ListValue, name: string, args: Arguments): Value {
  const [value] = args.positional;
  if (value === undefined) return opaque(args.at, `the method ${name} of a list is not read`);
  if (name === "extend") {
    list.items.push(...iterate(value, args.at));
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
