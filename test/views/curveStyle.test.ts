import { expect, test } from "vitest";
import { curveStyle } from "../../src/views/curveStyle.ts";

test("twelve curves of six colours, and of four, are told apart by colour and dash", () => {
  for (const colours of [
    ["a", "b", "c", "d", "e", "f"],
    ["a", "b", "c", "d"],
  ]) {
    const styles = Array.from({ length: 12 }, (_, at) => JSON.stringify(curveStyle(at, colours)));
    expect(new Set(styles).size).toBe(12);
  }
  expect(curveStyle(0, ["a", "b"])).toEqual({ stroke: "a", dash: [] });
});
