import { formatShape, type Shape } from "../../tensor/shape.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";

/**
 * Warns of a view that gives the sizes that a transpose would, but mixes the rows. It fills them in the old order, so
 * that a row of the result is made of several of the rows before: `[3, 32, 2]` seen as `[32, 3, 2]` or `[32, 6]`. Null
 * otherwise.
 */
export function mixedExamples({ op, inputs, output }: AppliedOp): string | null {
  if (op.kind !== "view" || op.refills !== true) return null;
  const { shape } = Object.values(inputs)[0]!;
  const [before, after] = [sizes(shape), sizes(output.shape)];
  // With the same number of rows each is still made of its own numbers; and so it is where rows are merged or split.
  if (before.length < 2 || after.length < 2 || before[0] === after[0] || isRegrouped(before, after)) return null;
  const rest = before.slice(1);
  const moved = rest.indexOf(after[0]!);
  if (moved < 0) return null;
  const others = before.toSpliced(moved + 1, 1);
  if (!isRegrouped(others, after.slice(1)) || after.length > before.length) return null;
  return (
    `${formatShape(shape)} seen as ${formatShape(output.shape)} keeps the numbers in their order, so that a row of the result ` +
    `is made of several rows; to make rows of dimension ${axisOf(shape, moved + 1)}, transpose first`
  );
}

/** Without the dimensions of size 1, along which nothing is mixed. */
function sizes(shape: Shape): number[] {
  return shape.filter((size) => size !== 1);
}

/** Whether the sizes after come of merging neighbours among those before. */
function isRegrouped(before: Shape, after: Shape): boolean {
  let at = 0;
  for (const size of after) {
    let product = 1;
    while (product < size && at < before.length) product *= before[at++]!;
    if (product !== size) return false;
  }
  return at === before.length;
}

/** Where the n-th of the dimensions that are not of size 1 stands among all. */
function axisOf(shape: Shape, n: number): number {
  return [...shape.keys()].filter((axis) => shape[axis] !== 1)[n]!;
}
