import type { Op } from "../../ops/contract/op.ts";
import { defineNodeType, type NodeType } from "../contract/nodeType.ts";
import { broadcastDims } from "./broadcastDims.ts";
import { line } from "./line.ts";
import type { NodeWords } from "./nodeWords.ts";
import { elementwise } from "./byRows.ts";

/** Holds what the help of a node whose inputs broadcast says of shapes. */
export const BROADCAST =
  "The shapes broadcast as in PyTorch: aligned at the last dimension, a size of 1 (or a missing one) repeats. ";

/**
 * Returns the node type of an elementwise op of two tensors, by the op's name. Its help is what there is to say beside
 * how shapes broadcast.
 */
export function binaryNode(op: Op<"a" | "b">, { help, ...words }: NodeWords): NodeType {
  return defineNodeType({
    type: op.name,
    category: "maths",
    ...words,
    help: BROADCAST + help,
    byRows: elementwise,
    inputs: {
      a: { kind: "tensor", summary: "any tensor" },
      b: { kind: "tensor", summary: "one that broadcasts with a" },
    },
    outputs: { out: { kind: "tensor", summary: "the shape that a and b broadcast to" } },
    settings: {},
    torch: (_settings, names) => line(names.out.out, op.torch(names.in, {})),
    build: ({ a, b }, _settings, builder) => {
      const tensor = builder.apply(op, { a: a.tensor, b: b.tensor });
      return { out: { kind: "tensor", tensor, dims: broadcastDims(tensor.shape, [a, b]) } };
    },
  });
}
