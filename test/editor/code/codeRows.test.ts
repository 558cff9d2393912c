import { expect, test } from "vitest";
import { codeRows, isStatement } from "../../../src/editor/code/codeRows.ts";
import type { Script, ScriptLine } from "../../../src/protocol/script/script.ts";
import { scriptText } from "../../../src/protocol/script/scriptText.ts";
import { notebookGraph } from "../../session/graphs.ts";
import { Session } from "../../../src/session/session.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { backend } from "../../fastest.ts";

function line(code: string, more: Partial<ScriptLine> = {}): ScriptLine {
  return { indent: 0, code, part: "data", node: null, makes: [], ...more };
}

test("the rows are the file's lines, numbered as an editor numbers them", () => {
  const session = new Session(backend, new Map(), () => undefined);
  const script = writeScript(session.planOf(notebookGraph()), null);
  const rows = codeRows(script);
  expect(`${rows.map(({ text }) => text).join("\n")}\n`).toBe(scriptText(script));
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1));
});

test("a statement of several lines is as many rows, and begins in the first", () => {
  const script: Script = {
    header: ["# a", "# b"],
    sections: [
      { title: "data", lines: [line("x = [\n    1,\n]"), line("")] },
      { title: "more", lines: [line("# hidden"), line("y = 2", { indent: 1 })] },
    ],
    variables: new Map(),
  };
  const rows = codeRows(script);
  expect(rows.map(({ text }) => text)).toEqual([
    "# a",
    "# b",
    "",
    "x = [",
    "    1,",
    "]",
    "",
    "",
    "# hidden",
    "    y = 2",
  ]);
  expect(rows.filter(isStatement).map(({ text }) => text)).toEqual(["x = [", "    y = 2"]);
  expect(`${rows.map(({ text }) => text).join("\n")}\n`).toBe(scriptText(script));
});
