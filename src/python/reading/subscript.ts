import type { Expr } from "../syntax/tree.ts";
import { batchRows } from "../meanings/examples.ts";
import { mayBeNegative } from "../meanings/mayBeNegative.ts";
import { lookup } from "../meanings/modules.ts";
import { seriesTensor } from "../meanings/creators.ts";
import { selected, unsqueezed } from "../meanings/shapeWords.ts";
import { nodeTypeOf } from "../meanings/tensorWords.ts";
import { asNumber } from "../values/arguments.ts";
import { Beyond, inWords, opaque, readable } from "../values/beyond.ts";
import { broadcast } from "../values/dims.ts";
import type { LinesValue } from "../values/dataset.ts";
import { keyOf } from "../values/iterate.ts";
import { BINDS, combined, numberOf, type NumberValue } from "../values/number.ts";
import type { Scope } from "../values/scope.ts";
import type { Dims, TensorValue, Value } from "../values/value.ts";
import type { Reader } from "./reader.ts";

type Subscript = Extract<Expr, { readonly kind: "subscript" }>;

/** Reads `object[items]`. */
export function subscript(reader: Reader, expr: Subscript, scope: Scope): Value {
  const { at, items } = expr;
  const object = reader.evaluate(expr.object, scope);
  const [first] = items;
  if (object.kind === "opaque" || first === undefined) return object;
  if (object.kind === "series" && first.kind !== "span") {
    const index = reader.evaluate(first, scope);
    if (index.kind === "number" && index.moving) return object.of(index);
    return tensorItems(reader, seriesTensor(reader, object), items, scope, at);
  }
  if (object.kind === "tensor") return tensorItems(reader, object, items, scope, at);
  if (first.kind === "span") return sliced(reader, object, first, scope, at);
  const index = readable(reader.evaluate(first, scope));
  switch (object.kind) {
    case "list":
      return (
        object.items.at(asNumber(index, at, "this index").value ?? Number.NaN) ??
        opaque(at, "this item is not known here")
      );
    case "dict":
      return object.entries.get(keyOf(index, at)) ?? opaque(at, "this key is not known here");
    case "module":
      return (
        [...object.fields.values()].at(asNumber(index, at, "this index").value ?? Number.NaN) ??
        opaque(at, "this item is not known here")
      );
    case "tensors": {
      const item = asNumber(index, at, "this index");
      const settings: Record<string, string> = item.text === "0" ? {} : { index: item.text };
      const node = reader.node(nodeTypeOf.item, settings, { tensors: { node: object.node, port: "out" } }, at);
      return reader.tensor(node, object.dims, object.dtype);
    }
    case "table":
      if (!object.back && index.kind === "token") return { ...index, indexed: true };
      break;
    case "instance": {
      const member = object.of.members.get("__getitem__");
      if (member?.kind === "function") {
        return reader.call({ ...member, self: object }, { at, positional: [index], named: new Map() });
      }
      break;
    }
    default:
  }
  return opaque(at, `an item of ${inWords(object)} is not read`);
}

/** `object[start:stop]` of what is no tensor. */
function sliced(reader: Reader, object: Value, slice: Expr, scope: Scope, at: number): Value {
  if (slice.kind !== "span") return opaque(at, "this is not read");
  const [start, stop, step] = slice.parts.map((part) => (part === null ? null : reader.evaluate(part, scope)));
  if (object.kind === "list" && object.lines !== undefined)
    return linesBetween(object.lines, start ?? null, stop ?? null, at);
  if (object.kind === "list") {
    const [from, to] = [start, stop].map((value) =>
      value == null ? undefined : (asNumber(value, at, "a slice").value ?? undefined),
    );
    if (step != null) return opaque(at, "a slice with a step is not read");
    return { kind: "list", type: object.type, items: object.items.slice(from, to) };
  }
  const isOne = start?.kind === "number" && start.value === 1 && stop == null;
  if (object.kind === "window" && isOne && object.stage === "before") return { ...object, stage: "cropped" };
  if (object.kind === "line" && isOne) return { ...object, from: 1 };
  if (object.kind === "tokens" && start == null && stop?.kind === "number") {
    return { ...object, most: withTwoMore(stop) };
  }
  if (object.kind === "permutation") {
    const lines = linesBetween(object.lines, start ?? null, stop ?? null, at);
    return lines.kind === "lines" ? { ...object, lines } : lines;
  }
  if (object.kind === "lines") return linesBetween(object, start ?? null, stop ?? null, at);
  return opaque(at, `a slice of ${inWords(object)} is not read`);
}

/** The marker and <unk> are entries, too: of `[:V - 2]` there are V. */
function withTwoMore(count: NumberValue): NumberValue {
  const before = / - 2$/.exec(count.text) === null ? null : count.text.slice(0, -4);
  if (before === null || !/^\w+$/.test(before)) return plusTwo(count);
  return { ...count, text: before, binds: BINDS.atom, value: count.value === null ? null : count.value + 2 };
}

function plusTwo(count: NumberValue): NumberValue {
  return count.value === null || /[a-zA-Z]/.test(count.text)
    ? combined("+", count, numberOf(2))!
    : numberOf(count.value + 2);
}

/** `words[:5]`, `words[n1:n2]`. */
function linesBetween(lines: LinesValue, start: Value | null, stop: Value | null, at: number): Value {
  if (start === null && stop?.kind === "number") {
    if (stop.value !== null && stop.value > 0) return { ...lines, first: stop };
    return opaque(at, "this slice of the words is not read");
  }
  const share = (value: Value | null, otherwise: number): number | null =>
    value === null ? otherwise : value.kind === "count" ? value.share : null;
  const [from, to] = [share(start, 0), share(stop, 1)];
  if (from === null || to === null || lines.from !== 0 || lines.to !== 1 || from >= to) {
    return opaque(at, "this slice of the words is not read");
  }
  for (const cut of [from, to]) if (cut > 0 && cut < 1) lines.source.cuts.add(cut);
  return { ...lines, from, to };
}

/** `x[…]` of a tensor. */
function tensorItems(reader: Reader, x: TensorValue, items: readonly Expr[], scope: Scope, at: number): Value {
  const values = items.map((item) =>
    item.kind === "span" || item.kind === "ellipsis" ? null : readable(reader.evaluate(item, scope)),
  );
  const [first] = values;
  if (values.length === 1 && first?.kind === "tensor" && first.rows !== undefined)
    return batchRows(reader, x, first, at);
  if (values.some((value) => value?.kind === "tensor")) return picked(reader, x, values, at);
  let result = x;
  let dim = 0;
  let fromEnd = false;
  items.forEach((item, place) => {
    const value = values[place] ?? null;
    if (item.kind === "ellipsis") fromEnd = true;
    // Behind … the dimensions count from the last one: those that what follows is of are behind this one.
    if (fromEnd) dim = -1 - items.slice(place + 1).filter((_, later) => !isNew(values[place + 1 + later])).length;
    if (item.kind === "ellipsis") return;
    if (item.kind === "span") {
      result = piece(reader, result, item, dim, scope, at);
      dim += 1;
    } else if (isNew(value)) {
      result = unsqueezed(reader, result, dim, at);
      dim += 1;
    } else result = selected(reader, result, dim, asNumber(value!, at, "an index"), at);
  });
  return result;
}

/** Whether an item of an index is None, which puts in a dimension. */
function isNew(value: Value | null | undefined): boolean {
  return value?.kind === "literal" && value.value === null;
}

function piece(reader: Reader, x: TensorValue, slice: Expr, dim: number, scope: Scope, at: number): TensorValue {
  const parts = slice.kind === "span" ? slice.parts : [];
  if (parts.every((part) => part === null)) return x;
  const [start, stop, step] = parts.map((part): NumberValue | null =>
    part === null ? null : asNumber(reader.evaluate(part, scope), at, "a slice"),
  );
  if ([start, stop, step].some((part) => part?.moving === true)) {
    throw new Beyond(at, "a slice that moves with the iteration is not read: take rows by torch.randint");
  }
  const settings: Record<string, string> = {
    ...(dim === 0 ? {} : { dim: String(dim) }),
    ...(start == null ? {} : { start: start.text }),
    ...(stop == null ? {} : { end: stop.text }),
    ...(step == null ? {} : { step: step.text }),
  };
  const node = reader.node(nodeTypeOf.piece, settings, { x: reader.output(x, at) }, at);
  return reader.tensor(node, piecedDims(x.dims, dim, start ?? null, stop ?? null, step ?? null), x.dtype);
}

function piecedDims(
  dims: Dims | null,
  dim: number,
  start: NumberValue | null,
  stop: NumberValue | null,
  step: NumberValue | null,
): Dims | null {
  if (dims === null) return null;
  const place = dim < 0 ? dims.length + dim : dim;
  const from = start ?? numberOf(0);
  const to = stop ?? dims[place] ?? null;
  const isPlain = step === null && (from.value ?? -1) >= 0 && (stop === null || (stop.value ?? -1) >= 0);
  const size = to === null || !isPlain ? null : from.value === 0 ? to : combined("-", to, from);
  return dims.map((length, at) => (at === place ? size : length));
}

/** `C[X]` of a table is a lookup, which no number below 0 can be an index of; any other tensor is indexed. */
function picked(reader: Reader, x: TensorValue, values: readonly (Value | null)[], at: number): TensorValue {
  const tensors = values.map((value) => {
    if (value?.kind === "tensor" && value.rows === undefined) return value;
    throw new Beyond(at, "an index of tensors and slices at once is not read");
  });
  if (tensors.length > 2) throw new Beyond(at, "an index of three tensors is not read");
  const [i, j] = tensors as [TensorValue, TensorValue | undefined];
  const output = reader.output(x, at);
  if (j !== undefined && x.dims?.length === 2 && isEveryRow(i)) return onePerRow(reader, x, j, at);
  // The table of a script of ours is called so.
  const isNamed = reader.own && /^C\d*$/.test(output.node.name ?? "");
  const isTable = isNamed || (i.dtype === "int" && !mayBeNegative(reader.output(i, at).node));
  if (j === undefined && output.node.draw !== null && x.dims?.length === 2 && isTable && x.flipped !== true) {
    const [num, dim] = x.dims;
    if (dim != null) return lookup(reader, x, i, [num ?? null, dim], at);
  }
  const inputs = { x: output, i: reader.output(i, at), ...(j === undefined ? {} : { j: reader.output(j, at) }) };
  const node = reader.node(nodeTypeOf.pick, {}, inputs, at);
  const indices = broadcast(i.dims, j === undefined ? [] : j.dims);
  const dims =
    indices === null || x.dims === null || i.dtype === "bool" ? null : [...indices, ...x.dims.slice(tensors.length)];
  return reader.tensor(node, dims, x.dtype);
}

/** Whether an index is `torch.arange(N)`: no node by itself knows N, the number of rows. */
function isEveryRow({ node, dims }: TensorValue): boolean {
  return (
    node?.type === nodeTypeOf.range && dims?.length === 1 && dims[0]?.known === true && !("start" in node.settings)
  );
}

/** `x[torch.arange(N), y]` picks one number of each row, as gather does of a column of places. */
function onePerRow(reader: Reader, x: TensorValue, places: TensorValue, at: number): TensorValue {
  const column = reader.node(nodeTypeOf.view, { shape: "-1, 1" }, { x: reader.output(places, at) }, at);
  const inputs = { x: reader.output(x, at), index: { node: column, port: "out" } };
  const found = reader.node(nodeTypeOf.gather, {}, inputs, at);
  const flat = reader.node(nodeTypeOf.view, { shape: "-1" }, { x: { node: found, port: "out" } }, at);
  return reader.tensor(flat, places.dims, x.dtype);
}
