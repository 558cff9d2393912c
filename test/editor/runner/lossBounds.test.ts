import { expect, test } from "vitest";
import { lossBounds } from "../../../src/editor/runner/lossBounds.ts";
import { reportPlan } from "../../../src/session/reports/reportPlan.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import { batchGraph, notebookGraph, withNodes } from "../../session/graphs.ts";

const planOf = (graph: ReturnType<typeof notebookGraph>) =>
  reportPlan(new Session(backend, new Map(), () => undefined).planOf(graph), null);

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

test("targets that the loss ignores are left out of the floor and of the clashes behind it", () => {
  const [all, some] = [{}, { loss: { ignore_index: "9" } }].map((changes) => {
    const graph = notebookGraph(changes);
    return lossBounds(graph, planOf(graph)).floor;
  });
  const followers = (floor: typeof all) => floor?.clashes[0]?.targets.map(({ token }) => token);
  // Of the five letters that follow "..." the i is the ninth letter of the alphabet.
  expect(followers(all)).toEqual(["e", "o", "a", "i", "s"]);
  expect(followers(some)).toEqual(["e", "o", "a", "s"]);
  // 32 examples, two of which ask for an i more; four of the rest begin after the same context.
  const left = 32 - ("emma olivia ava isabella sophia".match(/i/g) ?? []).length;
  expect(some?.loss).toBeCloseTo((4 / left) * Math.log(4), 12);
});

test("a loss that is no mean, or has no floor, is held against nothing", () => {
  const boundsOf = (settings: Readonly<Record<string, string>>) => {
    const graph = notebookGraph({ loss: settings });
    return lossBounds(graph, planOf(graph));
  };
  expect(boundsOf({ reduction: "sum" })).toEqual({ nothing: null, floor: null });
  expect(boundsOf({ label_smoothing: "0.1" }).floor).toBeNull();
  expect(boundsOf({ label_smoothing: "0.1" }).nothing?.classes).toBe(27);
});

test("targets that an op has changed are no longer those of the examples", () => {
  const graph = withNodes(
    { ...notebookGraph(), edges: notebookGraph().edges.filter(({ to }) => to !== "loss.target") },
    [
      ["mask", "expression", { formula: "x == 0 ? -100 : x" }],
      ["masked", "to", { dtype: "int32" }],
    ],
    [
      ["context.y", "mask.x"],
      ["mask.out", "masked.x"],
      ["masked.out", "loss.target"],
    ],
  );
  const plan = planOf(graph);
  expect(plan.nodes["loss"]?.status).toBe("ready");
  expect(lossBounds(graph, plan).floor).toBeNull();
});
