/** Cells in the notebook's style give the notebook's graph: its losses, bit for bit, without that anything is executed. */
import { describe, expect, it } from "vitest";
import { noteText, readPython } from "../../src/python/readPython.ts";
import { fixture } from "../fixtures/fixture.ts";
import { lossesOf } from "./lossesOf.ts";
import { CELLS } from "./notebookCells.ts";

const recorded = fixture("notebook.json") as { readonly losses: readonly number[] };

const notebook = JSON.stringify({
  cells: CELLS.flatMap((code) => [
    { cell_type: "markdown", source: ["text"] },
    { cell_type: "code", source: code.split(/(?<=\n)/) },
  ]),
});

describe("cells in the notebook's style", () => {
  it("give the notebook's losses, bit for bit, as many as their loop has", () => {
    const { graph, stopAt } = readPython(CELLS.join("\n\n"), "cells.py");
    expect(stopAt).toBe(119);
    const losses = lossesOf(graph, stopAt!);
    expect(losses[0]).toBeCloseTo(17.7697, 4);
    expect(losses[119]).toBeCloseTo(0.31377, 5);
    expect(losses).toEqual(recorded.losses.slice(0, 120));
  });

  it("give its nodes under the names of their variables", () => {
    const { graph } = readPython(CELLS.join("\n\n"), "folder/cells.py");
    expect(graph.title).toBe("cells");
    expect(graph.seed).toBe(2147483647);
    expect(graph.variables).toEqual({ block_size: "3" });
    expect(graph.nodes.map(({ id, type }) => `${id}: ${type}`)).toEqual([
      "words: words",
      "tokenize: tokenize",
      "context: context",
      "emb: embedding",
      "view: view",
      "linear: linear",
      "hidden: tanh",
      "logits: linear",
      "loss: cross_entropy",
      "sgd: sgd",
    ]);
  });

  it("are the same graph as a notebook, whose notes name cell and line", () => {
    const { graph, notes } = readPython(notebook, "cells.ipynb");
    expect(graph).toEqual(readPython(CELLS.join("\n\n"), "cells.py").graph);
    expect(notes.map(noteText)).toEqual([
      "cell 4, line 2: this only shows something, and is left out",
      "cell 12, line 1: this only shows something, and is left out",
      "cell 14, line 8: this only shows something, and is left out",
      "cell 16, line 6: this only shows something, and is left out",
      "cell 22, line 1: this only shows something, and is left out",
    ]);
  });
});
