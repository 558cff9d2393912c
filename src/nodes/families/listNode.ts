import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Op } from "../../ops/contract/op.ts";
import type { Shape } from "../../tensor/shape.ts";
import { defineNodeType, type NodeType } from "../contract/nodeType.ts";
import type { Port, Ports } from "../contract/port.ts";
import type { TensorsValue, TensorValue, Value } from "../contract/value.ts";
import { line } from "./line.ts";
import type { NodeWords } from "./nodeWords.ts";
import { together } from "./byRows.ts";

/** One for each letter: as many tensors can be wired one by one. A card shows those in use and the next free one. */
const SINGLE = "abcdefghijklmnopqrstuvwxyz".split("");

/** The ports of a node that takes several tensors: a list of them, or one by one. */
const inputs: Ports = {
  tensors: { kind: "tensors", summary: "a list, such as unbind gives", optional: true },
  ...Object.fromEntries(
    SINGLE.map((name, at): [string, Port] => [
      name,
      { kind: "tensor", summary: `tensor ${at + 1} of the list`, optional: true },
    ]),
  ),
};

const PORTS_HELP = `Wire a list, such as \`unbind\` gives, or up to ${SINGLE.length} tensors one by one: a free port comes with each.`;

interface ListWords extends Omit<NodeWords, "help"> {
  /** Its help, which says what its ports take. */
  readonly help: (ports: string) => string;
  /** What it gives, in a few words. */
  readonly gives: string;
  /** The names of the result's dimensions. */
  readonly dims: (first: TensorValue, shape: Shape, dim: number) => readonly (string | null)[];
}

/** Returns the node type of an op that puts tensors together along `dim`, by the op's name: `cat`, `stack`. */
export function listNode(
  op: Op<string, { readonly dim?: number }>,
  { gives, help, dims, ...words }: ListWords,
): NodeType {
  return defineNodeType({
    type: op.name,
    category: "shape",
    ...words,
    help: help(PORTS_HELP),
    inputs,
    anyOf: Object.keys(inputs),
    outputs: { out: { kind: "tensor", summary: gives } },
    settings: { dim: { kind: "integer", default: "0", min: -8, summary: "the dimension, negative from the end" } },
    byRows: together,
    torch: ({ dim }, names) => line(names.out.out, `torch.${op.name}(${listCode(names.in)}, dim=${dim})`),
    build: (given, { dim }, builder) => {
      const values = listed(given);
      const tensors = Object.fromEntries(values.map(({ tensor }, at) => [`${at}`, tensor]));
      const tensor = builder.apply(op, tensors, { dim });
      return { out: { kind: "tensor", tensor, dims: dims(values[0]!, tensor.shape, dim) } };
    },
  });
}

/** The list that is wired, or one of what is. */
function listCode(given: Readonly<Record<string, string | undefined>>): string {
  return given["tensors"] ?? `[${SINGLE.flatMap((name) => given[name] ?? []).join(", ")}]`;
}

/** The tensors that are wired, in their order. Throws when both a list and single ones are. */
function listed(given: Readonly<Record<string, Value | undefined>>): readonly TensorValue[] {
  const list = given["tensors"] as TensorsValue | undefined;
  const single = SINGLE.flatMap((name) => (given[name] as TensorValue | undefined) ?? []);
  if (list === undefined) return single;
  if (single.length === 0) return list.tensors;
  throw DiagnosticError.of("expected a list of tensors or single ones, but both are wired");
}
