import type { DraftNode } from "../draft/draft.ts";
import { layerSizes } from "../meanings/layerSizes.ts";
import type { TensorValue, UpdateValue, Value } from "../values/value.ts";
import { seriesTensor } from "../meanings/creators.ts";
import { elementOf } from "../meanings/elements.ts";
import { multiplied } from "../meanings/shapeWords.ts";
import { nodeTypeOf } from "../meanings/tensorWords.ts";
import { Beyond, inWords, opaque } from "../values/beyond.ts";
import { BINDS, chosen, combined, negated, numberOf, type NumberValue } from "../values/number.ts";
import { limits } from "../syntax/limits.ts";
import { dataOperator } from "./dataOperators.ts";
import type { Reader } from "./reader.ts";
import { scaled } from "./scaled.ts";

/** Characters of a text, and items of a list, that an operator may make. */
const LONGEST = 2 ** 20;
const MOST_ITEMS = 10_000;

/** Applies an operator of Python to two values. */
export function binary(reader: Reader, op: string, left: Value, right: Value, at: number): Value {
  if (left.kind === "opaque") return left;
  if (right.kind === "opaque") return right;
  if (op === "is" || op === "is not") return identity(op, left, right, at);
  if (op === "and" || op === "or") return logical(op, left, right, at);
  const data = dataOperator(op, left, right);
  if (data !== null) return data;
  const dropped = dropout(reader, op, left, right, at);
  if (dropped !== null) return dropped;
  const [a, b] = [numeric(left), numeric(right)];
  if (a !== null && b !== null) return combined(op, a, b) ?? opaque(at, `the operator ${op} of numbers is not read`);
  if (left.kind === "string" && right.kind === "string" && left.value !== null && right.value !== null) {
    if (op === "+" && left.value.length + right.value.length <= LONGEST) {
      return { kind: "string", value: left.value + right.value };
    }
    if (op === "==" || op === "!=") return { kind: "literal", value: (left.value === right.value) === (op === "==") };
  }
  if (left.kind === "series" && b !== null)
    return { ...left, settings: null, of: (index) => combined(op, left.of(index), b)! };
  if (right.kind === "series" && a !== null)
    return { ...right, settings: null, of: (index) => combined(op, a, right.of(index))! };
  if (left.kind === "series" && right.kind === "tensor")
    return tensors(reader, op, seriesTensor(reader, left), right, at);
  if (right.kind === "series" && left.kind === "tensor")
    return tensors(reader, op, left, seriesTensor(reader, right), at);
  if (left.kind === "update" || right.kind === "update") return updated(op, left, right, at);
  if (left.kind === "list") return listed(op, left, right, at);
  if (left.kind === "tensor" || right.kind === "tensor") return tensors(reader, op, left, right, at);
  return opaque(at, `${inWords(left)} ${op} ${inWords(right)} is not read`);
}

/** A dropout by hand: `mask = torch.rand(…, dtype=torch.float64) < 1 - p`, then `x * (mask / (1 - p))`. */
function dropout(reader: Reader, op: string, left: Value, right: Value, at: number): Value | null {
  if (left.kind === "chance" && right.kind === "number" && op === "<") {
    return { kind: "mask", at: left.at, keep: right, scaled: false };
  }
  if (left.kind === "mask" && right.kind === "number" && op === "/" && right.text === left.keep.text) {
    return { ...left, scaled: true };
  }
  if (left.kind !== "tensor" || right.kind !== "mask" || op !== "*" || !right.scaled) return null;
  const { text } = right.keep;
  const p = text.startsWith("1 - ") ? text.slice(4) : combined("-", numberOf(1), right.keep)!.text;
  const settings: Record<string, string> = p === "0.5" ? {} : { p };
  const node = reader.node(nodeTypeOf.dropout, settings, { x: reader.output(left, at) }, at);
  node.rolls = right.at;
  return reader.tensor(node, left.dims);
}

/** True and False are numbers, too. */
export function numeric(value: Value): NumberValue | null {
  if (value.kind === "number") return value;
  return value.kind === "literal" && value.value !== null ? numberOf(Number(value.value)) : null;
}

function identity(op: string, left: Value, right: Value, at: number): Value {
  const [a, b] = [left, right].map((value) => (value.kind === "literal" ? value.value : undefined));
  if (a === undefined && b === undefined) return opaque(at, `the operator ${op} is not read here`);
  return { kind: "literal", value: (a === b) === (op === "is") };
}

/** Whether a value is true, where that is known. */
export function truth(value: Value): boolean | null {
  switch (value.kind) {
    case "literal":
      return value.value === true;
    case "number":
      return value.value === null ? null : value.value !== 0;
    case "string":
      return value.value === null ? null : value.value !== "";
    case "list":
      return value.collector !== undefined || value.items.length > 0;
    case "opaque":
    case "tensor":
      return null;
    default:
      return true;
  }
}

function logical(op: "and" | "or", left: Value, right: Value, at: number): Value {
  const known = truth(left);
  if (known !== null) return known === (op === "and") ? right : left;
  const [a, b] = [numeric(left), numeric(right)];
  if (a === null || b === null) return opaque(at, `the operator ${op} is not read here`);
  return op === "and" ? chosen(a, b, numberOf(0)) : chosen(a, numberOf(1), b);
}

/** `-0.1 * p.grad`, `p.data - lr * p.grad`. */
function updated(op: string, left: Value, right: Value, at: number): Value {
  const times = (update: UpdateValue, factor: NumberValue): Value => ({ ...update, factor });
  const isOne = (factor: NumberValue): boolean => factor.text === "1";
  if (left.kind === "update" && right.kind === "update") {
    if (left.what === "data" && right.what === "grad" && (op === "-" || op === "+")) {
      const rate = op === "-" ? right.factor : negated(right.factor);
      return { kind: "moved", parameter: left.parameter, rate, grad: right.parameter };
    }
    return opaque(at, "this update is not read: expected p.data -= lr * p.grad");
  }
  const [update, other] = left.kind === "update" ? [left, right] : [right as UpdateValue, left];
  if (update.what !== "grad" || other.kind !== "number")
    return opaque(at, "this update is not read: expected p.data -= lr * p.grad");
  if (op === "*") return times(update, isOne(update.factor) ? other : combined("*", other, update.factor)!);
  if (op === "/" && left === update) return times(update, combined("/", update.factor, other)!);
  return opaque(at, "this update is not read: expected p.data -= lr * p.grad");
}

function listed(op: string, left: Extract<Value, { kind: "list" }>, right: Value, at: number): Value {
  if (op === "+" && right.kind === "list" && left.items.length + right.items.length <= MOST_ITEMS) {
    return { kind: "list", type: left.type, items: [...left.items, ...right.items] };
  }
  const [item] = left.items;
  if (op === "*" && right.kind === "number" && item !== undefined) {
    if (left.items.length === 1 && item.kind === "number" && item.value === 0) {
      return { kind: "window", size: right, stage: "before" };
    }
    if (right.value !== null && right.value * left.items.length <= limits.rounds) {
      const items = Array.from({ length: Math.max(0, right.value) }, () => left.items).flat();
      return { kind: "list", type: left.type, items };
    }
  }
  return opaque(at, `a list ${op} ${inWords(right)} is not read`);
}

const TENSOR_OPERATORS = new Set(["+", "-", "*", "/", "**", "<", "<=", ">", ">=", "==", "!="]);

function tensors(reader: Reader, op: string, left: Value, right: Value, at: number): Value {
  for (const value of [left, right]) {
    if (value.kind === "tensor" && value.flipped === true) {
      throw new Beyond(at, "arithmetic with the weight of nn.Linear is not read: it lies the other way round here");
    }
  }
  if (op === "@") return multiplied(reader, left, right, at);
  if (!TENSOR_OPERATORS.has(op)) return opaque(at, `the operator ${op} of a tensor is not read`);
  const drawn = scaled(reader, op, left, right, at);
  if (drawn !== null) return drawn;
  if (op === "+" && left.kind === "tensor" && right.kind === "tensor") {
    const layer = linear(reader, left, right, at);
    if (layer !== null) return layer;
  }
  return reader.formula({ kind: "op", op, operands: [elementOf(left, at), elementOf(right, at)] });
}

/** `x @ W + b` of two parameters is a layer. */
function linear(reader: Reader, product: TensorValue, bias: TensorValue, at: number): TensorValue | null {
  const { node } = product;
  if (node !== null && isLayerOfOneLine(reader, node, at)) {
    delete node.settings["bias"];
    node.inputs.set("b", reader.output(bias, at));
    return product;
  }
  if (node?.type !== nodeTypeOf.product || node.name !== null) return null;
  const [x, W] = [node.inputs.get("a")!, node.inputs.get("b")!];
  // A script of ours has a line for each node, and both in one line for this one only.
  const [fanIn, out] = W.node.type === nodeTypeOf.parameter ? reader.sizes(W.node) : [];
  const sizes = fanIn === undefined || out === undefined ? null : layerSizes(fanIn, out);
  if (!reader.own && !(sizes !== null && bias.node?.draw != null && bias.dims?.length === 1)) return null;
  const layer = reader.node(nodeTypeOf.linear, sizes ?? {}, { x, W, b: reader.output(bias, at) }, at);
  return reader.tensor(layer, product.dims);
}

/** `self.hidden(x) + b` of a script of ours, in one line, is a layer that takes its bias in. */
function isLayerOfOneLine({ own, source }: Reader, node: DraftNode, at: number): boolean {
  if (!own || node.type !== nodeTypeOf.linear || node.settings["bias"] !== false) return false;
  return !source.text.slice(Math.min(at, node.at), Math.max(at, node.at)).includes("\n");
}

/** Applies a sign, or `not`. */
export function unary(reader: Reader, op: string, value: Value, at: number): Value {
  if (value.kind === "opaque") return value;
  if (op === "not") {
    const known = truth(value);
    if (known !== null) return { kind: "literal", value: !known };
    if (value.kind === "number") return { ...combined("==", value, numberOf(0))!, binds: BINDS.comparison };
  }
  if (op === "+") return value;
  if (op === "-") {
    if (value.kind === "number") {
      const { text, value: known } = value;
      const isInfinite = text === "inf" || text === "nan";
      return isInfinite ? { ...value, text: `-${text}`, value: known } : negated(value);
    }
    if (value.kind === "update") return { ...value, factor: negated(value.factor) };
    if (value.kind === "tensor") return reader.formula({ kind: "op", op: "-", operands: [elementOf(value, at)] });
    if (value.kind === "series") return { ...value, settings: null, of: (index) => negated(value.of(index)) };
  }
  return opaque(at, `${op} of ${inWords(value)} is not read`);
}
