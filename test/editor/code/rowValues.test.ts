import { expect, test } from "vitest";
import { overtakenNodes, rowTensors } from "../../../src/editor/code/rowTensors.ts";
import { rowValues, tensorKey } from "../../../src/editor/code/rowValues.ts";
import type { FirstNumbers } from "../../../src/protocol/script/firstNumbers.ts";
import type { TensorRef } from "../../../src/protocol/tensorRef.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { codeOf } from "./scripts.ts";

const value = (node: string, port: string): TensorRef => ({ node, port, side: "value" });
const grad = (node: string, port: string): TensorRef => ({ node, port, side: "grad" });

test("a line shows what it makes, once there are numbers, each with its gradient", () => {
  const { rows } = codeOf(notebookGraph());
  const of = (text: string, valued: readonly string[], graded: readonly string[], overtaken: readonly string[] = []) =>
    rowTensors(
      rows.find((row) => row.text.trim().startsWith(text))!,
      { valued, graded, overtaken: new Set(overtaken) },
    );
  expect(of("hidden =", [], [])).toEqual([]);
  expect(of("hidden =", ["hidden"], [])).toEqual([value("hidden", "out")]);
  expect(of("hidden =", ["hidden"], ["hidden"])).toEqual([value("hidden", "out"), grad("hidden", "out")]);
  // It has new numbers, and no gradient to them.
  expect(of("hidden =", ["hidden"], ["hidden"], ["hidden"])).toEqual([value("hidden", "out")]);
  // A parameter is there from the start, and keeps its gradient.
  expect(of("W1 =", [], [])).toEqual([value("hidden", "W")]);
  expect(of("W1 =", [], ["hidden"], ["hidden"])).toEqual([value("hidden", "W"), grad("hidden", "W")]);
  expect(of("loss.backward()", ["loss"], ["loss"])).toEqual([]);
});

test("a gradient is known until its tensor has other numbers: in the update, and at the start of the next iteration", () => {
  const { plan } = codeOf(notebookGraph());
  const { instructions } = plan;
  const at = (pass: string): number => instructions.findIndex((instruction) => instruction.pass === pass);
  for (const cursor of [-1, 0, at("backward"), at("update"), at("update") + 1, instructions.length]) {
    expect([...overtakenNodes(instructions, cursor)]).toEqual([]);
  }
  const hidden = instructions.findIndex(({ node }) => node === "hidden");
  expect([...overtakenNodes(instructions, hidden)]).toEqual(["C", "view"]);
});

test("what is known stands at its row, a gradient after its tensor, and nothing of what is not known", () => {
  const of = (numbers: readonly number[], shape: readonly number[]): FirstNumbers => {
    return { dtype: "float32", shape, count: shape.reduce((a, b) => a * b, 1), numbers };
  };
  const [a, b, gone] = [value("a", "out"), value("b", "out"), value("gone", "out")];
  const firsts = [of([0.351, -1.7, 0], [32, 100]), of([0.001, 0, 0], [32, 100]), of([17.76971], [])] as const;
  const known = new Map([
    [tensorKey(a), firsts[0]],
    [tensorKey(grad("a", "out")), firsts[1]],
    [tensorKey(b), firsts[2]],
    [tensorKey(gone), null],
  ]);
  const wanted = [
    { at: 3, tensor: a },
    { at: 3, tensor: grad("a", "out") },
    { at: 5, tensor: b },
    { at: 7, tensor: gone },
    { at: 9, tensor: value("c", "out") },
  ];
  expect([...rowValues(wanted, known)]).toEqual([
    [
      3,
      [
        { side: "value", first: firsts[0] },
        { side: "grad", first: firsts[1] },
      ],
    ],
    [5, [{ side: "value", first: firsts[2] }]],
  ]);
});
