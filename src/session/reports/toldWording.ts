import { tokenLabel } from "../../base/tokenLabel.ts";
import type { Program } from "../../program/run/program.ts";
import type { Wording } from "../../program/told/wording.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { examplesOfRows, tokensAt, vocabularyOf } from "./axisLabels.ts";
import { exampleText } from "./exampleText.ts";

/** Examples among which one is chosen to be told of. */
const FIRST_EXAMPLES = 8;

/** Says what indices into a program's tensors mean to a reader: the graph's own tokens and examples. */
export function toldWording(program: Program): Wording {
  const { plan, tensors } = program;
  const examplesOf = ({ node, port }: TensorRef, { shape: [rows] }: Tensor) => {
    const isParameter = plan.parameters.some((parameter) => parameter.tensor === tensors.find(node, port));
    return rows === undefined || isParameter ? null : examplesOfRows(plan, node, rows);
  };
  return {
    subscripts: (ref, tensor, index) =>
      tokensAt(plan, ref, tensor, index).map((token, axis) => (token === null ? String(index[axis]!) : `'${token}'`)),
    exampleOf(ref, tensor, index) {
      const examples = examplesOf(ref, tensor);
      if (examples === null) return null;
      return quotedExample(program, { node: examples.node, port: "x", side: "value" }, index[0]!);
    },
    examplesOf(ref, tensor) {
      const examples = examplesOf(ref, tensor);
      return examples === null ? null : { source: examples.node, row: tellingExample(examples.x) };
    },
    exampleAt(source, row) {
      const name = tensors.nameOf(source);
      return name === undefined ? null : quotedExample(program, name, row);
    },
    tokenIn({ node, side }, value) {
      const vocabulary = vocabularyOf(plan, node);
      const isKnown = vocabulary !== null && Object.hasOwn(vocabulary.tokens, value);
      if (!isKnown || side !== "value" || plan.nodes.get(node)?.nodeType?.role !== "examples") return null;
      return quoted(tokenLabel(vocabulary.tokens, value));
    },
    tokenAlong(ref, tensor, axis, at) {
      const index = tensor.shape.map((_, other) => (other === axis ? at : 0));
      const token = tokensAt(plan, ref, tensor, index)[axis] ?? null;
      return token === null ? null : quoted(token);
    },
  };
}

/** The first of the first few examples whose tokens differ: equal numbers would stand side by side as if by mistake. */
function tellingExample({ shape: [rows = 0, length = 0], stride, storage, offset }: Tensor): number {
  const [rowStride = 0, columnStride = 0] = stride;
  let best = { row: 0, different: 0 };
  for (let row = 0; row < Math.min(rows, FIRST_EXAMPLES); row++) {
    const tokens = Array.from({ length }, (_, at) => storage.data[offset + row * rowStride + at * columnStride]!);
    const different = new Set(tokens).size;
    if (different > best.different) best = { row, different };
  }
  return best.row;
}

/** `“via” → “.”`: without quotation marks a full stop would be the sentence's. */
function quotedExample(program: Program, source: TensorRef, row: number): string | null {
  const example = exampleText(program, source, row);
  if (example === null) return null;
  const between = vocabularyOf(program.plan, source.node)?.level === "char" ? "" : " ";
  return `${quoted(example.context.join(between))} → ${quoted(example.target)}`;
}

function quoted(text: string): string {
  return `“${text}”`;
}
