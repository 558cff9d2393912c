import type { Op } from "../../ops/contract/op.ts";
import type { TriangleAttributes } from "../../ops/triangle.ts";
import { defineNodeType, type NodeType } from "../contract/nodeType.ts";
import { line } from "./line.ts";
import { eachWhere, rankOf } from "./byRows.ts";

/** Returns the node type of a triangle of a matrix, by the op's name: `tril`, `triu`. */
export function triangleNode(op: Op<"x", TriangleAttributes>, title: string, side: string, other: string): NodeType {
  return defineNodeType({
    type: op.name,
    title,
    category: "maths",
    summary: `The ${side} triangle of a matrix, and 0 elsewhere.`,
    help:
      `Keeps what is on the diagonal or ${side === "lower" ? "below" : "above"} it, of each matrix in the last two ` +
      `dimensions, and puts 0 ${other} it. \`diagonal\` 1 is the one above the main one, -1 the one below. Of ones, ` +
      "`[T, T]`, compared with 0, it is the mask of causal attention.",
    torch: ({ diagonal }, { in: { x }, out }) => line(out.out, op.torch({ x }, { diagonal })),
    byRows: (_settings, { x }) => eachWhere(rankOf(x) > 2),
    inputs: { x: { kind: "tensor", summary: "[…, rows, columns]" } },
    outputs: { out: { kind: "tensor", summary: "same shape" } },
    settings: {
      diagonal: { kind: "integer", default: "0", min: -(2 ** 31), summary: "0: the main one, larger ones lie above" },
    },
    build: ({ x }, { diagonal }, builder) => ({
      out: { kind: "tensor", tensor: builder.apply(op, { x: x.tensor }, { diagonal }), dims: x.dims },
    }),
  });
}
