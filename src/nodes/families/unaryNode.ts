import type { Attributes, Op } from "../../ops/contract/op.ts";
import { defineNodeType, type NodeType } from "../contract/nodeType.ts";
import type { ResolvedSettings } from "../settings/setting.ts";
import type { Settings } from "../settings/setting.ts";
import type { Port } from "../contract/port.ts";
import { line } from "./line.ts";
import type { NodeWords } from "./nodeWords.ts";
import { elementwise } from "./byRows.ts";

type OneTensor = { readonly x: Port & { readonly kind: "tensor" } };
type OneResult = { readonly out: Port & { readonly kind: "tensor" } };

interface UnaryWords<A extends Attributes, S extends Settings> extends NodeWords {
  /** What it takes, in a few words; any float tensor when absent. */
  readonly takes?: string;
  /** What it gives, in a few words; the same shape when absent. */
  readonly gives?: string;
  readonly settings: S;
  /** Its PyTorch code, where that is not the op's. */
  readonly code?: Partial<Pick<NodeType<OneTensor, OneResult, S>, "torch" | "byRows">>;
  /** Makes the op's attributes of the settings. */
  readonly attributes?: (settings: ResolvedSettings<S>) => A;
}

/** Returns the node type of an op of one tensor whose shape stays, by the op's name. */
export function unaryNode<A extends Attributes, const S extends Settings>(
  op: Op<"x", A>,
  { takes = "any float tensor", gives = "same shape", settings, attributes, code, ...words }: UnaryWords<A, S>,
): NodeType {
  return defineNodeType({
    type: op.name,
    category: "maths",
    ...words,
    inputs: { x: { kind: "tensor", summary: takes } },
    outputs: { out: { kind: "tensor", summary: gives } },
    settings,
    torch: (given, { in: { x }, out, training }) => {
      const own = (attributes?.(given) ?? {}) as A;
      return line(out.out, op.torch({ x }, training ? own : (op.evaluation?.(own) ?? own)));
    },
    byRows: elementwise,
    ...code,
    build: ({ x }, given, builder) => ({
      out: { kind: "tensor", tensor: builder.apply(op, { x: x.tensor }, attributes?.(given)), dims: x.dims },
    }),
  });
}
