import type { Op } from "../../ops/contract/op.ts";
import { isFloat, type DType } from "../../tensor/dtype.ts";
import { BROADCAST } from "./binaryNode.ts";
import { broadcastDims } from "./broadcastDims.ts";
import { defineNodeType, type NodeType } from "../contract/nodeType.ts";
import { line } from "./line.ts";
import { elementwise } from "./byRows.ts";

/** Returns the node type of a comparison with another tensor, or with a number where none is wired. */
export function comparisonNode(op: Op<"a" | "b">, title: string, operator: string, words: string): NodeType {
  return defineNodeType({
    type: op.name,
    title,
    category: "maths",
    summary: `Where a is ${words} b: a ${operator} b, a mask.`,
    help:
      `True where a ${operator} b, else False: a mask of \`bool\`, for \`where\`, \`masked_fill\`, \`index\`, or to multiply with. ` +
      `${BROADCAST}Leave \`b\` unwired to compare with the number \`other\`. A nan is equal to nothing. No gradient passes.`,
    torch: (_settings, { in: { a, b }, out, setting }) => line(out.out, op.torch({ a, b: b ?? setting("other") }, {})),
    byRows: elementwise,
    inputs: {
      a: { kind: "tensor", summary: "any tensor" },
      b: { kind: "tensor", summary: "one that broadcasts with a, in place of other", optional: true },
    },
    outputs: { out: { kind: "tensor", summary: "bool, the shape that a and b broadcast to" } },
    settings: {
      other: { kind: "number", default: "0", nonFinite: true, summary: "the number to compare with; inf, -inf too" },
    },
    build: ({ a, b }, { other }, builder) => {
      const second = b?.tensor ?? builder.constant(dtypeOf(other, a.tensor.dtype), [], [other]);
      const tensor = builder.apply(op, { a: a.tensor, b: second });
      const dims = broadcastDims(tensor.shape, b === undefined ? [a] : [a, b]);
      return { out: { kind: "tensor", tensor, dims } };
    },
  });
}

/** A whole number beside integers is one of them; anything else is a float. */
function dtypeOf(value: number, dtype: DType): DType {
  if (isFloat(dtype)) return dtype;
  return (value | 0) === value ? "int32" : "float32";
}
