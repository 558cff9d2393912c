import { formatShape, type Shape } from "../../tensor/shape.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";

/** Warns of `[N]` beside `[N, 1]`: a row meets a column of the same size, and the result is N × N. Null otherwise. */
export function crossedBroadcast({ op, inputs, output }: AppliedOp): string | null {
  if (op.kind !== "compute" || op.broadcasts !== true) return null;
  const shapes = Object.values(inputs).map(({ shape }) => shape);
  const [first, second] = shapes;
  if (shapes.length !== 2 || first === undefined || second === undefined) return null;
  const size = crossedSize(first, second) ?? crossedSize(second, first);
  if (size === null) return null;
  return (
    `${formatShape(first)} and ${formatShape(second)} broadcast to ${formatShape(output.shape)}, ` +
    `${output.shape.join(" × ")} numbers: each of the ${size} meets each of the other's; to pair them one by one, give both ` +
    "the same shape"
  );
}

/** N, where a vector `[N]` meets columns `[…, N, 1]`. */
function crossedSize(row: Shape, column: Shape): number | null {
  const [size = 0] = row;
  return row.length === 1 && size > 1 && column.at(-1) === 1 && column.at(-2) === size ? size : null;
}
