import type { Program } from "../../program/run/program.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { ExampleText } from "../../protocol/provenanceReport.ts";
import { contextTokens, vocabularyOf } from "./axisLabels.ts";
import { examplesOf } from "./examplesOf.ts";
import { exampleWord } from "./exampleWord.ts";

/** Returns an example of a node's as text; null where it is no tokens. */
export function exampleText(program: Program, { node }: TensorRef, row: number): ExampleText | null {
  const x = program.plan.nodes.get(node)?.outputs["x"];
  const vocabulary = vocabularyOf(program.plan, node);
  if (x?.kind !== "tensor" || x.tensor.shape.length !== 2 || vocabulary === null) return null;
  const [example] = examplesOf(program.plan, node, row, 1).examples;
  if (example === undefined) return null;
  const context = contextTokens({ x: x.tensor, vocabulary }, row);
  const line = `${example.context} → ${example.target}`;
  return { context, target: example.target, line, word: exampleWord(program.plan, x.tensor, row) };
}
