import { expect, test } from "vitest";
import { lines } from "../../src/data/lines.ts";

test("a line is a sequence, without the blanks around it; empty ones are dropped", () => {
  expect(lines("emma\n\n  olivia \r\n\tava\r\r \nx y")).toEqual(["emma", "olivia", "ava", "x y"]);
  expect(lines("")).toEqual([]);
});

test("blanks are Python's: those that JavaScript's trim leaves are taken off, and U+FEFF stays", () => {
  expect(lines("\u0085emma\u001c\n\u001f\u2003ava\u00a0\n\u001d\n\ufeffx\u200b")).toEqual([
    "emma",
    "ava",
    "\ufeffx\u200b",
  ]);
});
