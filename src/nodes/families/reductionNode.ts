import type { RowsThrough } from "../contract/byRows.ts";
import type { Op } from "../../ops/contract/op.ts";
import type { ReductionAttributes } from "../../ops/reduction.ts";
import type { VarAttributes } from "../../ops/var.ts";
import { defineNodeType, type NodeType } from "../contract/nodeType.ts";
import type { Settings } from "../settings/setting.ts";
import { line } from "./line.ts";
import type { NodeWords } from "./nodeWords.ts";
import { reduce } from "./reduce.ts";
import { reducesRows, eachWhere } from "./byRows.ts";

const overDimensions = {
  dim: { kind: "shape", default: "", optional: true, summary: "dimensions, negative from the end; empty: all" },
  keepdim: { kind: "boolean", default: false, summary: "leave them in with size 1" },
} as const satisfies Settings;

const REDUCES =
  "Over the dimensions in `dim`; over all of them when it is empty, which gives a single number. With `keepdim` a " +
  "reduced dimension stays with size 1, so that the result broadcasts against x: `[32, 27]` over `1` gives " +
  "`[32, 1]`, without it `[32]`.";

const OUTPUTS = { out: { kind: "tensor", summary: "x without the reduced dimensions" } } as const;

interface ReductionWords extends Omit<NodeWords, "help"> {
  /** What it takes, in a few words. */
  readonly takes: string;
  /** What it is where the rows of the examples are among what it reduces. */
  readonly ofAllRows?: RowsThrough;
}

/** Returns the node type of a reduction over any dimensions, by the op's name: `sum`, `mean`. */
export function reductionNode(
  op: Op<"x", ReductionAttributes>,
  { takes, ofAllRows = "mixes", ...words }: ReductionWords,
): NodeType {
  return defineNodeType({
    type: op.name,
    category: "maths",
    ...words,
    help: REDUCES,
    inputs: { x: { kind: "tensor", summary: takes } },
    outputs: OUTPUTS,
    settings: overDimensions,
    byRows: ({ dim }, inputs) => {
      if (!reducesRows(dim.sizes, inputs)) return "each";
      return ofAllRows;
    },
    torch: ({ dim, keepdim }, { in: { x }, out }) => line(out.out, op.torch({ x }, { dim: dim.sizes, keepdim })),
    build: ({ x }, { dim, keepdim }, builder) => reduce(op, x, { dim: dim.sizes, keepdim }, builder),
  });
}

/**
 * Returns the node type of a statistic that divides by n − `correction`: `var`, `std`. Its help follows that of
 * reductions.
 */
export function spreadNode(op: Op<"x", VarAttributes>, { help, ...words }: NodeWords): NodeType {
  return defineNodeType({
    type: op.name,
    category: "maths",
    ...words,
    help: `${REDUCES} ${help}`,
    inputs: { x: { kind: "tensor", summary: "any float tensor" } },
    outputs: OUTPUTS,
    settings: {
      ...overDimensions,
      correction: {
        kind: "integer",
        default: "1",
        min: 0,
        summary: "what is subtracted from n: 1 for a sample, 0 for all there is",
        minor: true,
      },
    },
    byRows: ({ dim }, inputs) => eachWhere(!reducesRows(dim.sizes, inputs)),
    torch: ({ dim, keepdim, correction }, { in: { x }, out }) =>
      line(out.out, op.torch({ x }, { dim: dim.sizes, keepdim, correction })),
    build: ({ x }, { dim, keepdim, correction }, builder) =>
      reduce(op, x, { dim: dim.sizes, keepdim, correction }, builder),
  });
}
