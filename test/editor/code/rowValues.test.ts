import { expect, test } from "vitest";
import { rowTensors } from "../../../src/editor/code/rowTensors.ts";
import { rowValues, tensorKey } from "../../../src/editor/code/rowValues.ts";
import type { FirstNumbers } from "../../../src/protocol/script/firstNumbers.ts";
import type { TensorRef } from "../../../src/protocol/tensorRef.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { codeOf } from "./scripts.ts";

const value = (node: string, port: string): TensorRef => ({ node, port, side: "value" });

test("a line shows what it makes, once there are numbers, and the gradient while it goes back", () => {
  const { rows } = codeOf(notebookGraph());
  const of = (text: string, valued: readonly string[], graded: readonly string[], withGrads: boolean) =>
    rowTensors(
      rows.find((row) => row.text.trim().startsWith(text))!,
      { valued, graded },
      withGrads,
    );
  expect(of("hidden =", [], [], false)).toEqual([]);
  expect(of("hidden =", ["hidden"], ["hidden"], false)).toEqual([value("hidden", "out")]);
  expect(of("hidden =", ["hidden"], [], true)).toEqual([value("hidden", "out")]);
  expect(of("hidden =", ["hidden"], ["hidden"], true)).toEqual([
    value("hidden", "out"),
    { node: "hidden", port: "out", side: "grad" },
  ]);
  // A parameter is there from the start.
  expect(of("W1 =", [], [], false)).toEqual([value("hidden", "W")]);
  expect(of("loss.backward()", ["loss"], ["loss"], true)).toEqual([]);
});

test("the numbers stand in one line each, a gradient after its tensor, and nothing of what is not known", () => {
  const of = (numbers: readonly number[], shape: readonly number[]): FirstNumbers => {
    return { dtype: "float32", shape, count: shape.reduce((a, b) => a * b, 1), numbers };
  };
  const [a, b, gone] = [value("a", "out"), value("b", "out"), value("gone", "out")];
  const grad: TensorRef = { ...a, side: "grad" };
  const known = new Map([
    [tensorKey(a), of([0.351, -1.7, 0], [32, 100])],
    [tensorKey(grad), of([0.001, 0, 0], [32, 100])],
    [tensorKey(b), of([17.76971], [])],
    [tensorKey(gone), null],
  ]);
  const wanted = [
    { at: 3, tensor: a },
    { at: 3, tensor: grad },
    { at: 5, tensor: b },
    { at: 7, tensor: gone },
    { at: 9, tensor: value("c", "out") },
  ];
  expect([...rowValues(wanted, known)]).toEqual([
    [3, "(32, 100) [0.35, -1.7, 0, …]   grad [0.0010, 0, 0, …]"],
    [5, "() 17.7697"],
  ]);
});
