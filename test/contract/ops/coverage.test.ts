import { describe, expect, it } from "vitest";
import { ops } from "../../../src/ops/catalogue.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import type { Named } from "./applyOp.ts";
import { recordings, type Recording } from "./recordings.ts";

const PRIMES = new Set([7, 11, 13, 17, 19, 23]);

/** The kinds of shapes that each op is to be checked on, as an input or a result. */
const KINDS: Named<(shape: Shape) => boolean> = {
  "0-d": (shape) => shape.length === 0,
  empty: (shape) => elements(shape) === 0,
  "size 1": (shape) => shape.includes(1),
  // A size that no width of a vector divides.
  prime: (shape) => shape.some((size) => PRIMES.has(size)),
  "rank 5": (shape) => shape.length === 5,
};

/** What an op cannot take, and why. A list that may only shrink. */
const CANNOT: Named<Named<string>> = {
  batch_norm: { "0-d": "there has to be a dimension of channels" },
  cat: { "0-d": "PyTorch: zero-dimensional tensor cannot be concatenated" },
  layer_norm: { "0-d": "PyTorch: normalized_shape to be at least 1-dimensional" },
  tril: { "0-d": "PyTorch: Dimension specified as -2 but tensor has no dimensions" },
  triu: { "0-d": "PyTorch: Dimension specified as -2 but tensor has no dimensions" },
  slice: { "0-d": "PyTorch: slice() cannot be applied to a 0-dim tensor" },
};

describe.each(ops.map((op) => [op.name, op] as const))("cases.json, %s", (name, op) => {
  const own = recordings[name]!.cases;

  it("has at least 12 shapes", () => {
    expect(new Set(own.map((recording) => JSON.stringify(recording.case.inputs))).size).toBeGreaterThanOrEqual(12);
  });

  it.each(Object.entries(KINDS))("has a case of the kind: %s", (kind, is) => {
    const found = own.filter((recording) => shapesOf(recording).some(is)).length;
    if (CANNOT[name]?.[kind] === undefined) expect(found).toBeGreaterThan(0);
    else expect(found, "no longer a kind that it cannot take").toBe(0);
  });

  if (op.kind === "compute" && op.broadcasts === true && op.inputs.length === 2) {
    const [a, b] = op.inputs as [string, string];

    it.each([
      [a, b],
      [b, a],
    ])("has %s broadcast to %s", (small, large) => {
      const pairs = own.flatMap(({ case: { inputs } }) =>
        inputs[small] === undefined || inputs[large] === undefined ? [] : [[inputs[small], inputs[large]] as const],
      );
      expect(pairs.filter(([from, to]) => elements(from) < elements(to)).length).toBeGreaterThan(0);
      // A dimension of size 1 on either side at once.
      expect(pairs.some(([from, to]) => repeats(from, to) && repeats(to, from))).toBe(true);
    });
  }
});

function shapesOf(recording: Recording): Shape[] {
  return [...Object.values(recording.case.inputs), recording.shape];
}

/** Whether a dimension of `from` becomes longer, lined up with `to` from the right. */
function repeats(from: Shape, to: Shape): boolean {
  return from.some((size, at) => size === 1 && (to[at - from.length + to.length] ?? 1) > 1);
}
