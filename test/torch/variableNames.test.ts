import { array, string } from "fast-check";
import { expect, it } from "vitest";
import { test } from "@fast-check/vitest";
import { VariableNames } from "../../src/torch/variableNames.ts";

const KEYWORDS =
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in " +
  "is lambda nonlocal not or pass raise return try while with yield";
const OURS = "torch F math g parameters iteration p print open range len sum float check";

it("a name stays what it is, and a second one is told apart", () => {
  const names = new VariableNames();
  expect(["hidden", "hidden", "größe", "hidden_2", "a.b", "2nd", "--"].map((name) => names.claim(name))).toEqual([
    "hidden",
    "hidden_2",
    "größe",
    "hidden_2_2",
    "a_b",
    "_2nd",
    "node__",
  ]);
});

it("letters that not every Python knows, or that run from right to left, are none", () => {
  const names = new VariableNames();
  expect(["x\u{320A7}", "\u05D0\u05D1", "\u540D\u524D"].map((name) => names.claim(name))).toEqual([
    "x_",
    "node__",
    "\u540D\u524D",
  ]);
});

it("the first that is free is taken", () => {
  const names = new VariableNames();
  expect([names.claim("X", "X_a"), names.claim("X", "X_b"), names.claim("X", "X_b")]).toEqual(["X", "X_b", "X_b_2"]);
});

it("names that are one to Python are told apart", () => {
  const names = new VariableNames();
  expect([names.claim("fi"), names.claim("\uFB01")]).toEqual(["fi", "fi_2"]);
});

it.each(`${KEYWORDS} ${OURS}`.split(" "))("%s is nobody's", (name) => {
  expect(new VariableNames().claim(name)).not.toBe(name);
});

test.prop([array(string({ unit: "binary" }), { maxLength: 40 })])("any texts give names that differ", (texts) => {
  const names = new VariableNames();
  const claimed = texts.map((text) => names.claim(text));
  for (const name of claimed) expect(name).toMatch(/^[\p{XID_Start}_]\p{XID_Continue}*$/u);
  expect(new Set(claimed.map((name) => name.normalize("NFKC"))).size).toBe(claimed.length);
});
