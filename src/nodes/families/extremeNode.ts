import type { Op } from "../../ops/contract/op.ts";
import type { ReductionAttributes } from "../../ops/reduction.ts";
import { defineNodeType, type NodeType } from "../contract/nodeType.ts";
import { line } from "./line.ts";
import type { NodeWords } from "./nodeWords.ts";
import { reduce } from "./reduce.ts";
import { alongDim } from "./byRows.ts";

interface ExtremeWords extends NodeWords {
  /** What it gives, in a few words. */
  readonly gives: string;
}

/**
 * Returns the node type of a reduction along one dimension or of all, by the op's name: `max`, `argmax`. Its help ends
 * in its own.
 */
export function extremeNode(op: Op<"x", ReductionAttributes>, { gives, help, ...words }: ExtremeWords): NodeType {
  return defineNodeType({
    type: op.name,
    category: "maths",
    ...words,
    help:
      "Along dimension `dim`, or of all elements when it is empty. `[32, 27]` along `1` gives `[32]`, with `keepdim` " +
      `\`[32, 1]\`. ${help}`,
    byRows: alongDim,
    inputs: { x: { kind: "tensor", summary: "any tensor of numbers" } },
    outputs: { out: { kind: "tensor", summary: gives } },
    settings: {
      dim: {
        kind: "integer",
        default: "",
        min: -8,
        optional: true,
        summary: "one dimension, negative from the end; empty: all",
      },
      keepdim: { kind: "boolean", default: false, summary: "leave it in with size 1" },
    },
    torch: ({ dim, keepdim }, { in: { x }, out }) => line(out.out, op.torch({ x }, { dim, keepdim })),
    build: ({ x }, { dim, keepdim }, builder) => reduce(op, x, { dim, keepdim }, builder),
  });
}
