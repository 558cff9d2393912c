import { elements } from "../../base/stridedLayout.ts";
import { view as viewOp } from "../../ops/view.ts";
import type { Shape } from "../../tensor/shape.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { argumentsOf, line } from "../families/line.ts";
import type { Builder } from "../contract/builder.ts";
import type { ResolvedShape } from "../settings/kinds/shape.ts";
import type { TensorValue } from "../contract/value.ts";
import { sameOrder } from "../families/byRows.ts";
import { shapeOfRows } from "../families/shapeOfRows.ts";

/** Gives the same numbers under another shape; nothing is copied. */
export const view = defineNodeType({
  type: "view",
  title: "View",
  category: "shape",
  summary: "Sees the same numbers in another shape, without copying.",
  help:
    "Gives the tensor another shape with the same number of elements; one size may be `-1` and is worked out. Empty: the " +
    "first dimension stays, and all others become one, so that each example is a row, `x.view(x.shape[0], -1)`. The result " +
    "shares its storage with `x`: not a number is copied.",
  torch: ({ shape }, names) => {
    const {
      in: { x },
      out,
      sizes,
      hasOwnRows,
    } = names;
    if (shape.sizes.length > 0) return line(out.out, `${x}.view(${argumentsOf(shapeOfRows(names))})`);
    const [rows, ...rest] = sizes("x");
    if (rows === undefined) return line(out.out, `${x}.view(1, 1)`);
    if (hasOwnRows("x")) return line(out.out, `${x}.view(-1, ${sizes("out").at(-1)!})`);
    return line(out.out, `${x}.view(${x}.shape[0], ${rest.includes("0") ? "0" : "-1"})`);
  },
  byRows: sameOrder,
  inputs: { x: { kind: "tensor", summary: "any tensor" } },
  outputs: { out: { kind: "tensor", summary: "the same storage, another shape" } },
  settings: {
    shape: {
      kind: "shape",
      default: "",
      optional: true,
      whenEmpty: "N, -1",
      summary: "sizes separated by commas; -1 once; empty: a row for each example",
    },
  },
  build: ({ x }, { shape }, builder) => {
    if (shape.sizes.length === 0) return { out: rowsOf(x, builder) };
    const out = builder.apply(viewOp, { x: x.tensor }, { shape: shape.sizes });
    return { out: { kind: "tensor", tensor: out, dims: viewedDims(x, out.shape, shape) } };
  },
});

/** `x` with a row for each example: its first dimension, and all that an example has. */
function rowsOf(x: TensorValue, builder: Builder): TensorValue {
  const [rows = 1, ...rest] = x.tensor.shape;
  const width = elements(rest);
  // A model that is used again may have another number of rows; of rows without numbers -1 tells nothing.
  const tensor = builder.apply(viewOp, { x: x.tensor }, { shape: [width === 0 ? rows : -1, width] });
  return { kind: "tensor", tensor, dims: [x.dims[0] ?? null, null] };
}

/**
 * Returns the names of the dimensions of `x` seen under another shape: the texts that gave the sizes, or as before
 * where -1 keeps one.
 */
export function viewedDims(x: TensorValue, shape: Shape, wanted: ResolvedShape): (string | null)[] {
  return wanted.texts.map((text, axis) => {
    if (wanted.sizes[axis] === -1) return keptDim(x.tensor.shape, shape, axis) ? (x.dims[axis] ?? null) : null;
    return /^\d+$/.test(text) ? null : text;
  });
}

/** Whether dimension `axis` is the same one before and after: same size, same number of elements to its left. */
function keptDim(before: readonly number[], after: readonly number[], axis: number): boolean {
  return before[axis] === after[axis] && elements(before.slice(0, axis)) === elements(after.slice(0, axis));
}
