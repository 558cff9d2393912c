import { expect, test } from "vitest";
import { checkedChoices } from "../../src/formats/checkedChoices.ts";
import { defineFormat } from "../../src/formats/format.ts";

const format = defineFormat({
  name: "x",
  title: "Example",
  endings: [".x"],
  mime: "text/plain",
  options: [
    { name: "style", summary: "how it is written", choices: ["plain", "fancy"] },
    { name: "weights", summary: "with what was trained" },
  ],
});

test("choices that fit are handed on, and absent ones may be", () => {
  expect(checkedChoices(format, {})).toEqual({});
  expect(checkedChoices(format, { style: "fancy", weights: true })).toEqual({ style: "fancy", weights: true });
});

test.each([
  [{ colour: "red" }, 'Example has no option "colour"'],
  [{ style: "odd" }, 'style: expected plain or fancy, got "odd"'],
  [{ style: true }, "style: expected plain or fancy, got true"],
  [{ weights: "yes" }, 'weights: it is a switch, got "yes"'],
])("%j is refused in a sentence", (given, sentence) => {
  expect(() => checkedChoices(format, given)).toThrow(sentence);
});
