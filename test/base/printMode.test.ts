import { expect, test } from "vitest";
import { cellCharacters, formatElement } from "../../src/base/formatNumber.ts";
import { magnitudesOf, printModeOf } from "../../src/base/printMode.ts";
import { decode, fixture, type Recorded } from "../fixtures/fixture.ts";

interface Printed {
  readonly dtype: "float32" | "int32" | "bool";
  readonly data: readonly Recorded[];
  /** What `str()` of the tensor is. */
  readonly text: string;
}

const printed = Object.entries(fixture("printing.json") as Readonly<Record<string, Printed>>);

/** The numbers of `tensor([[0.5000, nan], …], dtype=torch.int32)`, as they stand there. */
function tokens(text: string): string[] {
  return (
    text
      .replace(/^tensor\(/, "")
      .replace(/(, dtype=.*)?\)$/, "")
      .match(/[^\s,[\]]+/g) ?? []
  );
}

test.each(printed)("%s: each element reads as PyTorch prints it", (_, { dtype, data, text }) => {
  const numbers = decode(data);
  const magnitudes = magnitudesOf(numbers);
  const printMode = printModeOf(magnitudes);
  const texts = numbers.map((value) => formatElement(value, dtype, printMode));
  expect(texts).toEqual(tokens(text));
  const room = cellCharacters(dtype, { ...magnitudes, printMode });
  expect(Math.max(...texts.map((token) => token.length))).toBeLessThanOrEqual(room);
});

test("a fraction keeps its decimals where all numbers are held to be whole", () => {
  expect(formatElement(0.25, "float32", "int")).toBe("0.2500");
});

test("each way to print is recorded", () => {
  const modes = printed.map(([, { data }]) => printModeOf(magnitudesOf(decode(data))));
  expect(new Set(modes)).toEqual(new Set(["int", "fixed", "sci"]));
});
