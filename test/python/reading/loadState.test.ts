/** Parameters that code draws and puts into a module by load_state_dict are the module's, drawn as the code draws them. */
import { expect, it } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { scriptText } from "../../../src/protocol/script/scriptText.ts";
import { noteText, readPython } from "../../../src/python/readPython.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { datasets, galleryText } from "../../contract/graphs/galleryRecords.ts";
import { inserted, notebookGraph } from "../../session/graphs.ts";
import { exportedOf } from "../../torch/exportedOf.ts";

const lossesOf = (graph: Graph) => exportedOf(graph, datasets, 3).exported.seedLosses[0]!.points;

it.each(["notebook-mlp", "names-mlp"])("a script in module style is the graph that it came from: %s", (name) => {
  const graph = readGraph(galleryText(name));
  const code = scriptText(writeScript(exportedOf(graph, datasets, 0).plan, null, { style: "module" }));
  const read = readPython(code, "model.py");
  expect(read.notes.map(noteText)).toEqual([]);
  expect(lossesOf(read.graph)).toEqual(lossesOf(graph));
});

it.each(["functional", "module"] as const)("one that torchrun may start is, in %s style", (style) => {
  const graph = readGraph(galleryText("names-mlp"));
  const code = scriptText(writeScript(exportedOf(graph, datasets, 0).plan, null, { style, torchrun: true }));
  expect(lossesOf(readPython(code, "model.py").graph)).toEqual(lossesOf(graph));
});

it("a class of our own for a batch norm that several processes share is that of PyTorch", () => {
  const graph = inserted(notebookGraph(), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x");
  const { plan } = exportedOf(graph, datasets, 0);
  const { graph: found } = readPython(scriptText(writeScript(plan, null, { style: "module", torchrun: true })), "m.py");
  expect(found.nodes.map(({ type }) => type).toSorted()).toEqual(graph.nodes.map(({ type }) => type).toSorted());
  expect(lossesOf(found)).toEqual(lossesOf(graph));
});

it("what is loaded from elsewhere is told with its line", () => {
  const graph = readGraph(galleryText("notebook-mlp"));
  const code = scriptText(writeScript(exportedOf(graph, datasets, 0).plan, null, { style: "module" }));
  // Without its first line it is no script of ours, of which nothing is told.
  const loaded = code
    .slice(code.indexOf("\n"))
    .replace(/load_state_dict\(\{[^}]*\}\)/, 'load_state_dict(torch.load("model.pt"))');
  const notes = readPython(loaded, "model.py").notes.map(noteText);
  expect(notes.filter((note) => /load|only shows/.test(note))).toEqual([expect.stringMatching(/^line \d+: /)]);
});
