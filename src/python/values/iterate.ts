import { formatCount } from "../../base/formatNumber.ts";
import { limits } from "../syntax/limits.ts";
import { Beyond, inWords, readable } from "./beyond.ts";
import { numberOf } from "./number.ts";
import type { Value } from "./value.ts";

/** Returns what a loop over a value sees, one after the other. Throws Beyond where that is not known, or too much. */
export function iterate(value: Value, at: number): readonly Value[] {
  const read = readable(value);
  if (read.kind === "list") return read.items;
  if (read.kind === "dict") return [...read.entries.keys()].map(keyValue);
  if (read.kind === "module") return [...read.fields.values()];
  if (read.kind === "string" && read.value !== null && read.value.length <= limits.rounds) {
    return Array.from(read.value, (letter): Value => ({ kind: "string", value: letter }));
  }
  if (read.kind === "range") {
    const [start, stop, step] = [read.start.value, read.stop.value, read.step.value];
    if (start === null || stop === null || step === null || step === 0) {
      throw new Beyond(at, "a loop over a range that is not known is not read");
    }
    const count = Math.max(0, Math.ceil((stop - start) / step));
    if (count > limits.rounds) {
      throw new Beyond(at, `a loop of ${formatCount(count)} rounds that trains nothing is not followed`);
    }
    return Array.from({ length: count }, (_, round) => numberOf(start + round * step));
  }
  throw new Beyond(at, `a loop over ${inWords(read)} is not read`);
}

/** A dict's key as text: numbers and texts apart. */
export function keyOf(value: Value, at: number): string {
  const read = readable(value);
  if (read.kind === "string" && read.value !== null) return `s${read.value}`;
  if (read.kind === "number" && read.value !== null) return `n${read.value}`;
  throw new Beyond(at, `${inWords(read)} as the key of a dict is not read`);
}

function keyValue(key: string): Value {
  return key.startsWith("n") ? numberOf(Number(key.slice(1))) : { kind: "string", value: key.slice(1) };
}
