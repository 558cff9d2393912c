/** Code that is broken, cut, shuffled or not code at all: one sentence, soon, and no other error. */
import { readdirSync, readFileSync } from "node:fs";
import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { checkGraph } from "../../../src/graph/checkGraph.ts";
import { readPython } from "../../../src/python/readPython.ts";
import { runs } from "../../runs.ts";
import { CELLS } from "../../python/notebookCells.ts";

const folder = new URL("../../fixtures/modules/", import.meta.url);
const scripts = [CELLS.join("\n\n"), ...readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"))];
const notebook = JSON.stringify({ cells: CELLS.map((source) => ({ cell_type: "code", source })) });

/** What may stand in the place of a piece of code. */
const PIECES =
  "( ) [ ] { } : , . = == += -= ** * @ - / // % and or not in is if else for while def class return lambda None True 0 1 -1 1e999 0.5 1_000 " +
  '"" "a" [] {} () x X y Y self torch nn F loss .T .grad .data .shape .backward() .view(-1) .sum() .item() range(3) range(10**9) ' +
  "for_x_in_y: import from with pass break continue yield await * ** := ... torch.randn(3) open('a.txt') __class__ __import__('os') " +
  "constructor __proto__ toString exec('1') eval('2') nan inf";
const pieces = [...PIECES.split(" "), "\n", "\n    ", "    ", "\t", "\u0000", "\u2028", "é", "💥", "# x\n"];

/** Tells of one sentence, or gives a graph that is a document. */
function outcome(text: string, name: string): string {
  try {
    const { graph, notes } = readPython(text, name);
    expect(checkGraph(graph)).toEqual([]);
    for (const { message } of notes) expect(message).toMatch(/^[^\n]{1,400}$/);
    return "graph";
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    for (const { message } of error.diagnostics) expect(message).toMatch(/^[^\n]{1,600}$/);
    return "told";
  }
}

const edits = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(30), put: fc.constantFrom(...pieces, "") }),
  { minLength: 1, maxLength: 4 },
);

function mutated(text: string, changes: readonly { at: number; cut: number; put: string }[]): string {
  return changes.reduce((now, { at, cut, put }) => {
    const place = Math.floor(at * now.length);
    return now.slice(0, place) + put + now.slice(place + cut);
  }, text);
}

describe("malformed code", () => {
  it("is told in one sentence, or gives a graph", () => {
    const told = { graph: 0, told: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...scripts), edits, (script, changes) => {
        told[outcome(mutated(script, changes), "a.py") as "graph" | "told"] += 1;
      }),
      { numRuns: runs(500, 10_000) },
    );
    expect(Math.min(told.graph, told.told)).toBeGreaterThan(0);
  });

  it("of lines in another order, or left out, too", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scripts).chain((script) => fc.shuffledSubarray(script.split("\n"))),
        (lines) => {
          outcome(lines.join("\n"), "a.py");
        },
      ),
      { numRuns: 150 },
    );
  });

  it("in a notebook is told as well", () => {
    fc.assert(
      fc.property(edits, (changes) => void outcome(mutated(notebook, changes), "a.ipynb")),
      { numRuns: 200 },
    );
  });

  it.each<[string, string]>([
    ["nothing", ""],
    ["blanks", " \n\t\n"],
    ["deep parentheses", `x = ${"(".repeat(20_000)}1${")".repeat(20_000)}`],
    ["deep lists", `x = ${"[".repeat(5_000)}${"]".repeat(5_000)}`],
    ["deep blocks", Array.from({ length: 500 }, (_, at) => `${" ".repeat(at)}if x:`).join("\n")],
    ["a long sum", `x = ${"1 + ".repeat(50_000)}1\nimport torch\ntorch.randn(x).sum().backward()`],
    ["functions that call one another", "def f(x):\n    return f(x) + f(x)\nf(1).backward()"],
    ["two that do", "def f(x):\n    return g(x) + g(x)\ndef g(x):\n    return f(x)\nf(1).backward()"],
    [
      "loops in loops",
      "for a in range(900):\n  for b in range(900):\n    for c in range(900):\n      x = a + b + c\nx.backward()",
    ],
    ["lists that double", "a = [0, 1]\nfor i in range(100):\n    a = a + a\na.backward()"],
    [
      "lists that grow in themselves",
      "a = [1]\na.append(a)\na.extend(a)\na.extend(a)\nfor x in a:\n    a.append(x)\na.backward()",
    ],
    ["texts that double", 'a = "xx"\nfor i in range(60):\n    a = a + a\na.backward()'],
    [
      "numbers that grow",
      "a = 2.5\nfor i in range(900):\n    a = a * a + i\nimport torch\ntorch.randn(a).sum().backward()",
    ],
    [
      "bytes that are cut",
      `import zlib, base64\nw = zlib.decompress(base64.b64decode("eJ${"A".repeat(1000)}")).decode("utf-8").split("\\n")\n`,
    ],
    ["names of every object", "constructor = __proto__\nx = toString.constructor\n__proto__.x = 3\nx.backward()"],
    ["an import of the system", "import os\nos.system('x')\nx = __import__('os').popen('y').read()\nx.backward()"],
    ["many lines", "x = 1\n".repeat(20_001)],
    ["an unfinished text", 'x = """abc\nloss.backward()'],
  ])("of %s is told in one sentence", (_what, text) => {
    const start = performance.now();
    expect(outcome(text, "a.py")).toBe("told");
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
