import { fc } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { withEstimates } from "../../../../src/editor/canvas/drawn/withEstimates.ts";
import type { Graph, Size } from "../../../../src/graph/graph.ts";
import { readGraph } from "../../../../src/graph/file/readGraph.ts";
import type { NodeReport } from "../../../../src/protocol/nodeReport.ts";
import type { PlanReport } from "../../../../src/protocol/planReport.ts";
import { runs } from "../../../runs.ts";

const nodes = Array.from({ length: 151 }, (_, at) => ({ id: `a${at}`, type: "tanh", position: { x: 200 * at, y: 0 } }));
const graph = readGraph(
  JSON.stringify({ format: "wiregrad/graph", version: 2, title: "Many", seed: 1, nodes, edges: [] }),
);

test("sizes that nothing has changed are the same object: who derives from them does nothing", () => {
  const measured = new Map();
  const sizes = withEstimates(graph, null, measured);
  expect(sizes.size).toBe(151);
  const moved = { ...graph, nodes: graph.nodes.map((node) => ({ ...node })) };
  expect(withEstimates(moved, null, measured)).toBe(sizes);
  const switched = { ...graph, nodes: graph.nodes.map((node, at) => (at === 7 ? { ...node, type: "linear" } : node)) };
  const other = withEstimates(switched, null, measured);
  expect(other).not.toBe(sizes);
  expect([...other.values()][8]).toBe([...sizes.values()][8]);
});

/** What the session says of a node whose card has lines of text. */
const reportOf = (lines: number): NodeReport => ({
  status: "blocked",
  diagnostics: [],
  outputs: {},
  parameters: [],
  buffers: [],
  resolved: {},
  lines: Array.from({ length: lines }, () => "a line"),
  hints: [],
  broadcasts: [],
  facets: {},
  scope: {},
});

test("sizes after an edit are those from scratch", () => {
  const change = fc.record({
    at: fc.nat(150),
    what: fc.constantFrom("lines", "type", "silence", "name", "fewer", "measured"),
    lines: fc.nat(4),
  });
  const plan = { nodes: {}, instructions: [] } as unknown as PlanReport;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      let [now, told]: [Graph, Record<string, NodeReport>] = [graph, {}];
      let measured: ReadonlyMap<string, Size> = new Map();
      for (const { at, what, lines } of changes) {
        const { id } = now.nodes[at] ?? now.nodes[0]!;
        const changed = (made: Partial<Graph["nodes"][number]>): Graph => ({
          ...now,
          nodes: now.nodes.map((node) => (node.id === id ? { ...node, ...made } : node)),
        });
        if (what === "lines") told = { ...told, [id]: reportOf(lines) };
        else if (what === "silence") told = Object.fromEntries(Object.entries(told).filter(([key]) => key !== id));
        else if (what === "type") now = changed({ type: lines > 2 ? "linear" : "matmul" });
        else if (what === "name") now = changed({ id: `b${at}${lines}` });
        else if (what === "fewer" && now.nodes.length > 151)
          now = { ...now, nodes: now.nodes.filter((node) => node.id !== id) };
        else if (what === "fewer") now = { ...now, nodes: [...now.nodes, { ...now.nodes[at]!, id: `c${at}` }] };
        else measured = new Map([...measured, [id, { width: 9, height: 9 + lines }]]);
        const known = { ...plan, nodes: told };
        const scratch = withEstimates(structuredClone(now), known, new Map(measured));
        expect(withEstimates(now, known, measured)).toEqual(scratch);
      }
    }),
    { numRuns: runs(60, 3000) },
  );
});
