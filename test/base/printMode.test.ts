import { expect, test } from "vitest";
import { cellCharacters, formatElement } from "../../src/base/formatNumber.ts";
import { magnitudesOf, printedElements, printModeOf } from "../../src/base/printMode.ts";
import { contiguousStride } from "../../src/base/stridedLayout.ts";
import { decode, fixture, type Recorded } from "../fixtures/fixture.ts";

interface Printed {
  readonly shape: readonly number[];
  readonly dtype: "float32" | "int32" | "bool";
  readonly data: readonly Recorded[];
  /** What `str()` of the tensor is. */
  readonly text: string;
}

const printed = Object.entries(fixture("printing.json") as Readonly<Record<string, Printed>>);

/** Of a tensor that lies row by row. */
function printedOf({ shape, data }: Printed): number[] {
  return printedElements(decode(data), { shape, stride: contiguousStride(shape), offset: 0 });
}

/** The numbers of `tensor([[0.5000, nan], …], dtype=torch.int32)`, as they stand there. */
function tokens(text: string): string[] {
  return (
    text
      .replace(/^tensor\(/, "")
      .replace(/(, dtype=.*)?\)$/, "")
      .match(/[^\s,[\]]+/g)
      ?.filter((token) => token !== "...") ?? []
  );
}

test.each(printed)("%s: each element reads as PyTorch prints it", (_, tensor) => {
  const { dtype, data, text } = tensor;
  const shown = printedOf(tensor);
  const printMode = printModeOf(magnitudesOf(shown));
  const textOf = (value: number): string => formatElement(value, dtype, printMode);
  expect(shown.map(textOf)).toEqual(tokens(text));
  const all = decode(data);
  const room = cellCharacters(dtype, { ...magnitudesOf(all), printMode }, all.length);
  expect(Math.max(...all.map((value) => textOf(value).length))).toBeLessThanOrEqual(room);
});

test.each([
  ["int", 0.25, "0.2500"],
  ["int", 3e9, "3.0000e+09"],
  ["fixed", 1e-6, "1.0000e-06"],
  ["fixed", -3e9, "-3.0000e+09"],
] as const)("what PyTorch leaves out of a large tensor's print is readable: %s, %d", (mode, value, text) => {
  expect(formatElement(value, "float32", mode)).toBe(text);
});

test("each way to print is recorded", () => {
  const modes = printed.map(([, tensor]) => printModeOf(magnitudesOf(printedOf(tensor))));
  expect(new Set(modes)).toEqual(new Set(["int", "fixed", "sci"]));
});
