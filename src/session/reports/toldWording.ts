import type { Program } from "../../program/run/program.ts";
import type { Wording } from "../../program/told/wording.ts";
import { examplesOfRows, tokensAt } from "./axisLabels.ts";
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
      return exampleText(program, { node: examples.node, port: "x", side: "value" }, index[0]!)?.line ?? null;
    },
    exampleAt(source, row) {
      const name = tensors.nameOf(source);
      return name === undefined ? null : (exampleText(program, name, row)?.line ?? null);
    },
  };
}
