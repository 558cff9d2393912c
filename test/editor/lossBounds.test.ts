import { expect, test } from "vitest";
import { lossBounds } from "../../src/editor/shell/lossBounds.ts";
import { reportPlan } from "../../src/session/report.ts";
import { Session } from "../../src/session/session.ts";
import { plain } from "../../src/tensor/kernels/plain.ts";
import { batchGraph, notebookGraph } from "../session/graphs.ts";

const planOf = (graph: ReturnType<typeof notebookGraph>) =>
  reportPlan(new Session(plain, new Map(), () => undefined).planOf(graph), null);

test("the notebook's 32 examples: log 27 and the conditional entropy", () => {
  const graph = notebookGraph();
  const { nothing, floor } = lossBounds(graph, planOf(graph));
  expect(nothing?.loss).toBeCloseTo(3.2958, 4);
  expect(floor?.loss).toBeCloseTo(0.2515, 4);
  expect(floor?.node).toBe("context");
});

test("the floor of the examples is found through a batch", () => {
  const graph = batchGraph();
  expect(lossBounds(graph, planOf(graph)).floor?.node).toBe("context");
});

test("the loss that is trained counts, not one that comes first", () => {
  const graph = notebookGraph();
  const lonely = { id: "a", type: "cross_entropy", settings: {} };
  const both = { ...graph, nodes: [lonely, ...graph.nodes] };
  expect(lossBounds(both, planOf(both)).floor?.node).toBe("context");
  const none = { ...graph, edges: graph.edges.filter(({ to }) => to !== "loss.target") };
  expect(lossBounds(none, planOf(none)).floor).toBeNull();
  expect(lossBounds({ ...graph, nodes: [] }, null)).toEqual({ nothing: null, floor: null });
});
