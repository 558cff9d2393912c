import { expect } from "vitest";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { readPython } from "../../src/python/readPython.ts";
import { datasets } from "../contract/graphs/galleryRecords.ts";
import { planned } from "../contract/graphs/planned.ts";

/** The data sets that graphs of the gallery name. */
export const texts = datasets;

export const plan = (graph: Graph) => planned(graph);

function structure(graph: Graph, same = (line: string): string => line): { nodes: string[]; wires: string[] } {
  return {
    nodes: graph.nodes.map(({ id, type }) => same(`${id}: ${type}`)).toSorted(),
    wires: graph.edges.map(({ from, to }) => same(`${from} -> ${to}`)).toSorted(),
  };
}

/** What the settings of a graph come to. */
function settingsOf(graph: Graph): Record<string, Readonly<Record<string, string>>> {
  return Object.fromEntries([...plan(graph).nodes].map(([id, { resolved }]) => [id, resolved]));
}

/** The variables that a node's expressions name; numbers that are data, or when something is measured, are written out. */
function variablesOf({ type, settings }: GraphNode, { variables }: Graph): readonly string[] {
  const texts_ = Object.entries(settings).flatMap(([name, value]) =>
    typeof value === "string" && name !== "every" && name !== "start" ? [value] : [],
  );
  if (["constant", "expression"].includes(type)) return [];
  return Object.keys(variables).filter((name) => texts_.some((text) => new RegExp(`\\b${name}\\b`).test(text)));
}

/** Reads code that was written of a graph and holds it against that graph; returns what was read. */
export function comesBack(graph: Graph, code: string, same?: (line: string) => string, file = "other.py"): Graph {
  const { graph: found } = readPython(code, file);
  expect(structure(found, same)).toEqual(structure(graph, same));
  expect({ title: found.title, seed: found.seed }).toEqual({ title: graph.title, seed: graph.seed });
  const settings = settingsOf(found);
  // A size that is left open is written as what it comes to.
  for (const [id, expected] of Object.entries(settingsOf(graph))) {
    const given = Object.entries(expected).filter(([, text]) => text !== "");
    expect(settings[id], id).toMatchObject(Object.fromEntries(given));
  }
  for (const node of graph.nodes) {
    const own = found.nodes.find(({ id }) => id === node.id)!;
    expect(variablesOf(own, found), node.id).toEqual(
      variablesOf(node, graph).filter((name) => name in found.variables),
    );
  }
  for (const [name, text] of Object.entries(found.variables)) expect(graph.variables[name]).toBe(text);
  return found;
}
