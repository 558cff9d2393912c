import { expect, test } from "vitest";
import { gluedPieces } from "../../../src/editor/pictures/gluedPieces.ts";

const cell = { tensor: "W", index: [0] };
const groups = (line: Parameters<typeof gluedPieces>[0]): string[] =>
  gluedPieces(line).map((pieces) => pieces.map(({ text }) => text).join("|"));

test("a number keeps its brackets, their sign and the comma behind it on its line, and no more of the text", () => {
  const line = [{ text: "= " }, { text: "0.5", cell }, { text: " · (" }, { text: "-0.7", cell }, { text: ") + (" }];
  expect(groups([...line, { text: "-1", cell }, { text: "], 0]" }])).toEqual([
    "= ",
    "0.5",
    " · ",
    "(|-0.7|)",
    " ",
    "+ (|-1|],",
    " 0]",
  ]);
});

test("a name that goes on behind the cell that is its index stays on one line", () => {
  const line = [
    { text: "= " },
    { text: "C[", cell },
    { text: "x[0, 0]", cell },
    { text: ", 0]", cell },
    { text: " + " },
  ];
  expect(groups([...line, { text: "b[0]", cell }])).toEqual(["= ", "C[|x[0, 0]|, 0]", " + ", "b[0]"]);
});

test("nothing of a line is lost", () => {
  const line = [{ text: "((" }, { text: "a", cell }, { text: ")), f(x) + [(" }, { text: "b", cell }, { text: ")" }];
  const text = gluedPieces(line)
    .flat()
    .map((piece) => piece.text)
    .join("");
  expect(text).toBe("((a)), f(x) + [(b)");
});
