import { Bound, asNumber, type Arguments } from "../values/arguments.ts";
import { Beyond, opaque } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { placeOf } from "../values/dims.ts";
import { combined, numberOf, type NumberValue } from "../values/number.ts";
import type { Elementwise, TensorValue, Value } from "../values/value.ts";
import { applyWord } from "./applyWord.ts";
import { elementOf } from "./elements.ts";
import { formulaDtype } from "./formulaNode.ts";
import { initialize } from "./initializers.ts";
import { transposed } from "./shapeWords.ts";
import { elementWords, nodeTypeOf, tensorWords } from "./tensorWords.ts";

import { NONE } from "./none.ts";

/** Calls a method of a tensor. */
export function tensorMethod(context: Context, tensor: TensorValue, name: string, args: Arguments): Value {
  const { at } = args;
  const own: Arguments = { ...args, positional: [tensor, ...args.positional] };
  if (tensor.rows !== undefined) return opaque(at, `the method ${name} of rows that are drawn is not read`);
  if (name === "transpose" || name === "t") {
    const dims = args.positional.map((value) => (value.kind === "number" ? value.value : null)).join();
    const laid = dims === (name === "t" ? "" : "0,1") ? context.laidLinear(tensor) : null;
    if (laid !== null) return laid;
  }
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
    case "numel":
    case "nelement": {
      const total = tensor.dims?.reduce<NumberValue | null>(
        (product, size) => (product === null || size === null ? null : combined("*", product, size)),
        numberOf(1),
      );
      if (total == null) throw new Beyond(at, "the size of this tensor is not known here");
      // Of one dimension it is that.
      return tensor.dims!.length === 1 ? tensor.dims![0]! : total;
    }
    case "float":
    case "long":
    case "int":
    case "bool":
      return cast(context, tensor, DTYPES[name], at);
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
    case "detach": {
      const output = context.output(tensor, at);
      // No gradient passes a comparison anyway.
      if (output.node.type === nodeTypeOf.compare) return tensor;
      return { ...tensor, node: output.node, port: output.port, detached: true };
    }
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

const DTYPES = { float: "float", long: "int", int: "int", bool: "bool" } as const;

/** What the node is set to for each of them; nothing for what it is set to anyway. */
const CAST_SETTINGS = { float: {}, int: { dtype: "int32" }, bool: { dtype: "bool" } } as const;

/** Gives a tensor another dtype; where it has it, itself, and a formula stays one. */
function cast(context: Context, tensor: TensorValue, dtype: TensorValue["dtype"], at: number): TensorValue {
  const { formula } = tensor;
  const now = formula === null ? tensor.dtype : formulaDtype(formula);
  const made = (): TensorValue =>
    context.tensor(
      context.node(nodeTypeOf.cast, CAST_SETTINGS[dtype], { x: context.output(tensor, at) }, at),
      tensor.dims,
      dtype,
    );
  // A script of ours casts to the same dtype only where a node says so, or within a formula.
  if (now === dtype && context.own && dtype !== "float") return made();
  if (now === dtype && !context.own) return tensor;
  if (formula !== null && dtype === "float" && (now === "bool" || formula.kind === "number")) {
    if (formula.kind === "number") {
      return context.formula({ kind: "number", number: { ...formula.number, whole: false } });
    }
    return { ...context.formula(formula), dtype: "float", cast: true };
  }
  if (dtype === "float") {
    // Integers within a formula are floats anyway.
    return context.formula({ kind: "op", op: "float", operands: [elementOf(tensor, at)] });
  }
  return made();
}

function toDtype(context: Context, tensor: TensorValue, args: Arguments): Value {
  const [given] = [...args.positional, ...args.named.values()];
  if (given?.kind !== "library") return tensor;
  if (/\.(float|float32)$/.test(given.path)) return cast(context, tensor, "float", args.at);
  if (/\.(long|int|int32|int64)$/.test(given.path)) return cast(context, tensor, "int", args.at);
  if (given.path === "torch.bool" || given.path === "builtins.bool") return cast(context, tensor, "bool", args.at);
  return opaque(args.at, `the dtype ${given.path} is not read`);
}

/** `x.max()`, or with a dimension the values and where they are. */
export function largest(context: Context, args: Arguments): Value {
  const type = nodeTypeOf.largest;
  const word = { type, takes: ["x", "dim", "keepdim"], dims: "reduced" } as const;
  const [x, second] = args.positional;
  const compared = x?.kind === "tensor" && second === undefined ? comparison(context, x, args.at) : null;
  if (compared !== null) return compared;
  if (second?.kind === "tensor") return elementCall(context, "max", ["max", 2], args);
  const values = applyWord(context, "max", word, args);
  if (second === undefined && !args.named.has("dim")) return values;
  const indices = applyWord(context, "argmax", tensorWords["argmax"]!, args);
  return { kind: "list", type: "tuple", items: [values, indices] };
}

/** `torch.where(a == b, 0, (a - b).abs()).max()`: how far apart two tensors are. */
function comparison(context: Context, { formula }: TensorValue, at: number): TensorValue | null {
  if (formula?.kind !== "op" || formula.op !== "where") return null;
  const [equal, zero, distance] = formula.operands;
  const difference = distance?.kind === "op" && distance.op === "abs" ? distance.operands[0] : undefined;
  if (equal?.kind !== "op" || equal.op !== "==" || zero?.kind !== "number" || zero.number.value !== 0) return null;
  if (difference?.kind !== "op" || difference.op !== "-") return null;
  const [a, b, c, d] = [...equal.operands, ...difference.operands].map(ofFloats);
  if (a == null || b == null || a !== c || b !== d) return null;
  const inputs = { a: context.output(a, at), b: context.output(b, at) };
  return context.tensor(context.node(nodeTypeOf.compare, {}, inputs, at), []);
}

/** The tensor that an operand is, or whose numbers it is as floats; null for what is calculated. */
function ofFloats(operand: Elementwise): TensorValue | null {
  const [inner] = operand.kind === "op" && operand.op === "float" ? operand.operands : [operand];
  return inner?.kind === "leaf" ? inner.tensor : null;
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
