import { expect, test } from "vitest";
import { lines } from "../../src/data/lines.ts";

test("a line is a sequence, without the blanks around it; empty ones are dropped", () => {
  expect(lines("emma\n\n  olivia \r\n\tava\r\r \nx y")).toEqual(["emma", "olivia", "ava", "x y"]);
  expect(lines("")).toEqual([]);
});
