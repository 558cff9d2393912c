import { UNKNOWN } from "../../data/tokenize.ts";
import { BINDS } from "../values/number.ts";
import type { Value } from "../values/value.ts";

/** Applies an operator to what code has of a text: lines, tokens, windows. Null where neither side is such. */
export function dataOperator(op: string, left: Value, right: Value): Value | null {
  if (left.kind === "count" || right.kind === "count") return counted(op, left, right);
  if (left.kind === "ordinal" && right.kind === "number" && right.value !== null) {
    if (op === "+") return { kind: "ordinal", offset: left.offset + right.value };
    if (op === "-") return { kind: "ordinal", offset: left.offset - right.value };
  }
  if (op !== "+") return null;
  if (left.kind === "line" && isMarker(right)) return { ...left, ended: true };
  if (right.kind === "line" && isMarker(left)) return { ...right, begun: true };
  if (right.kind === "tokens" && right.stage === "sorted" && isMarker(left)) return { ...right, stage: "marked" };
  if (right.kind === "tokens" && isUnknown(left)) return right;
  if (left.kind === "window" && left.stage === "cropped" && right.kind === "list") {
    const [item] = right.items;
    if (right.items.length === 1 && item?.kind === "token" && item.indexed && item.which === "next") {
      return { ...left, stage: "after" };
    }
  }
  // len(chars) + 1 counts the marker.
  if (left.kind === "number" && left.text === "vocab_size - 1" && right.kind === "number" && right.value === 1) {
    return { ...left, text: "vocab_size", binds: BINDS.atom };
  }
  return null;
}

/** A share of the lines: `0.8 * len(words)`. */
function counted(op: string, left: Value, right: Value): Value | null {
  const [count, other] = left.kind === "count" ? [left, right] : [right, left];
  if (count.kind !== "count" || other.kind !== "number" || other.value === null) return null;
  if (op === "*") return { ...count, share: count.share * other.value };
  if (op === "/" && left === count) return { ...count, share: count.share / other.value };
  return null;
}

/** `["<unk>"]`: the entry for all words that have none. */
function isUnknown(value: Value): boolean {
  const item = value.kind === "list" && value.items.length === 1 ? value.items[0] : undefined;
  return item?.kind === "string" && item.value === UNKNOWN;
}

/** The marker `.`, as a text or in a list. */
function isMarker(value: Value): boolean {
  if (value.kind === "string") return value.value === ".";
  if (value.kind === "number") return value.value === 0;
  return value.kind === "list" && value.items.length === 1 && isMarker(value.items[0]!);
}
