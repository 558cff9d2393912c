import { expect, test } from "vitest";
import { safetensors } from "../../src/formats/safetensors.ts";
import { sourceOf } from "../../src/formats/source.ts";
import { storedOf } from "../../src/io/bundle/typedTensors.ts";
import { writeSafetensors } from "../../src/io/safetensors/writeSafetensors.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { exported } from "../../src/session/questions/exported.ts";
import { notebookGraph } from "../session/graphs.ts";
import { opened } from "../session/walk.ts";

/** Reads a file that has one tensor of 27 zeros onto a graph. */
async function read(name: string, graph: Graph) {
  const { session } = opened(graph);
  const content = writeSafetensors({ tensors: new Map([[name, storedOf(new Float32Array(27))]]), metadata: new Map() });
  const source = await sourceOf(new Blob([content]), "w.safetensors");
  return safetensors.reads!(source, (wanted = { seedLosses: false }) => exported.answer(session, wanted));
}

test("weights under the variables of the graph's script are read: b2", async () => {
  const { checkpoint, notes } = await read("b2", notebookGraph());
  expect(new Set(checkpoint!.parameters["output.b"]!.data)).toEqual(new Set([0]));
  expect(notes[0]).toBe("The weights of w.safetensors are in place.");
});

test("a graph that has no code has no such names, and takes weights by the others", async () => {
  const graph = notebookGraph();
  const faulty = { ...graph, nodes: [...graph.nodes, { id: "odd", type: "no_such_type", settings: {} }] };
  await expect(read("b2", faulty)).rejects.toThrow(/none of its 1 tensors is called as a parameter/);
  expect((await read("output.bias", faulty)).intoOpen).toBe(true);
});
