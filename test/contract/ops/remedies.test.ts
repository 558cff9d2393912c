import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import { add } from "../../../src/ops/add.ts";
import { cat } from "../../../src/ops/cat.ts";
import { matmul } from "../../../src/ops/matmul.ts";
import { view } from "../../../src/ops/view.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { planTensor } from "../../../src/tensor/tensor.ts";

const floats = (shape: Shape) => planTensor("float32", shape);
const sizes = (most = 3) => fc.array(fc.constantFrom(1, 2, 3, 4, 6, 12), { minLength: 1, maxLength: most });

/** What is said in plain words; null when nothing is refused. */
function plainly(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics[0]!.plain ?? "";
  }
}

const product = (a: Shape, b: Shape) => plainly(() => matmul.shape({ a: floats(a), b: floats(b) }, {}));
const sum = (a: Shape, b: Shape) => plainly(() => add.shape({ a: floats(a), b: floats(b) }, {}));
const flipped = (shape: Shape): Shape => [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];

/** Whether one of the ways to join a shape's last dimensions gives rows for b. */
const joins = (a: Shape, b: Shape): boolean =>
  a.some((_, axis) => product([...a.slice(0, axis), elements(a.slice(axis))], b) === null);

test("what is said to make a product fit does, and its rows are those that are there", () => {
  expect(product([32, 3, 2], [6, 100])).toBe(
    "32×3 rows of 2 numbers make 96 rows of 2 here; b wants rows of 6. View joins them.",
  );
  expect(product([3], [6, 100])).toBe("a has 3 numbers; b wants rows of 6.");
  fc.assert(
    fc.property(sizes(), sizes(), (a, b) => {
      const said = product(a, b);
      if (said === null || said === "") return said === null;
      if (said.includes("View joins them.") && !joins(a, b)) return false;
      if (said.includes("Transposed, b") && product(a, flipped(b)) !== null && b.length === 2) return false;
      if (said.includes("Transposed, a") && product(flipped(a), b) !== null && b.length === 2) return false;
      const wants = /wants rows of (\d+)/.exec(said);
      return wants === null || Number(wants[1]) === b.at(-2);
    }),
  );
});

test("what is said to make two shapes broadcast does", () => {
  expect(sum([2, 3], [2])).toBe(
    "Counted from the right, sizes of [2, 3] and [2] must be equal, or one 1. Unsqueeze, or keepdim, makes a column, [2, 1].",
  );
  fc.assert(
    fc.property(sizes(), sizes(), (a, b) => {
      const said = sum(a, b);
      if (said === null) return true;
      const column = /a column, \[(.*)\]/.exec(said)?.[1]?.split(", ").map(Number);
      if (column !== undefined) return sum(column, a.length > b.length ? a : b) === null;
      return !said.includes("Transpose") || sum(a, b.toReversed()) === null;
    }),
  );
});

test("a shape that a view is said to take instead holds the numbers that there are", () => {
  expect(plainly(() => view.window(floats([192]), { shape: [32, 7] }))).toBe(
    "32 × 7 = 224 numbers are asked for; there are 192. [32, -1] would give [32, 6].",
  );
  expect(plainly(() => view.window(floats([192]), { shape: [-1, 7] }))).toBe(
    "192 numbers do not go into parts of 7: 3 are left over.",
  );
  fc.assert(
    fc.property(sizes(), sizes(), (from, shape) => {
      const said = plainly(() => view.window(floats(from), { shape }));
      const taken = /\[([-\d, ]+)\] would give \[([\d, ]+)\]/.exec(said ?? "");
      if (taken === null) return true;
      const [asked, given] = [taken[1]!, taken[2]!].map((text) => text.split(", ").map(Number));
      return String(view.window(floats(from), { shape: asked! }).shape) === String(given);
    }),
  );
});

test("a dimension along which tensors are said to be joined takes them", () => {
  fc.assert(
    fc.property(sizes(), sizes(), fc.nat(2), (a, b, dim) => {
      const join = (at: number) => plainly(() => cat.shape({ 0: floats(a), 1: floats(b) }, { dim: at }));
      const other = /Along dim (\d)/.exec(join(Math.min(dim, a.length - 1)) ?? "")?.[1];
      return other === undefined || join(Number(other)) === null;
    }),
  );
});
