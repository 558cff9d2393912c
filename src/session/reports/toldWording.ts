import { tokenLabel } from "../../base/tokenLabel.ts";
import type { Program } from "../../program/run/program.ts";
import type { Wording } from "../../program/told/wording.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import { examplesOfRows, tokensAt, vocabularyOf } from "./axisLabels.ts";
import { exampleText } from "./exampleText.ts";

/** Says what indices into a program's tensors mean to a reader: the graph's own tokens and examples. */
export function toldWording(program: Program): Wording {
  const { plan, tensors } = program;
  return {
    subscripts: (ref, tensor, index) =>
      tokensAt(plan, ref, tensor, index).map((token, axis) => (token === null ? String(index[axis]!) : `'${token}'`)),
    exampleOf(ref, tensor, index) {
      const [rows] = tensor.shape;
      const isParameter = plan.parameters.some((parameter) => parameter.tensor === tensors.find(ref.node, ref.port));
      const examples = rows === undefined || isParameter ? null : examplesOfRows(plan, ref.node, rows);
      if (examples === null) return null;
      return quotedExample(program, { node: examples.node, port: "x", side: "value" }, index[0]!);
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
