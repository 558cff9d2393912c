import type { Op } from "../../ops/op.ts";
import { broadcastDims } from "./broadcastDims.ts";
import { defineNodeType, type NodeType } from "../contract/nodeType.ts";

/** What a node says of itself that applies one op to two tensors which broadcast. */
export interface BinaryWords {
  readonly title: string;
  readonly summary: string;
  /** What there is to say beside how shapes broadcast. */
  readonly help: string;
  readonly torch: string;
}

/** What the help of every such node says of shapes. */
export const BROADCAST =
  "The shapes broadcast as in PyTorch: aligned at the last dimension, a size of 1 (or a missing one) repeats. ";

/** The node type of an elementwise op of two tensors, by the op's name. */
export function binaryNode(op: Op<"a" | "b">, { title, summary, help, torch }: BinaryWords): NodeType {
  return defineNodeType({
    type: op.name,
    title,
    category: "maths",
    summary,
    help: BROADCAST + help,
    torch,
    inputs: {
      a: { kind: "tensor", summary: "any tensor" },
      b: { kind: "tensor", summary: "one that broadcasts with a" },
    },
    outputs: { out: { kind: "tensor", summary: "the shape that a and b broadcast to" } },
    settings: {},
    build: ({ a, b }, _settings, builder) => {
      const tensor = builder.apply(op, { a: a.tensor, b: b.tensor });
      return { out: { kind: "tensor", tensor, dims: broadcastDims(tensor.shape, [a, b]) } };
    },
  });
}
