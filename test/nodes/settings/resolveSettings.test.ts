import { expect, test } from "vitest";
import type { Graph, GraphNode } from "../../../src/graph/graph.ts";
import { findNodeType } from "../../../src/nodes/catalogue.ts";
import { resolveSettings } from "../../../src/nodes/settings/resolveSettings.ts";
import { reportPlan } from "../../../src/session/reports/reportPlan.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../kernels.ts";
import { wiredGraph } from "../../contract/nodes/wiredGraph.ts";

function planOf(graph: Graph) {
  return new Session(backend, new Map(), () => undefined).planOf(graph);
}

/** A parameter of this shape, with these variables. */
function parameterOf(shape: string, variables: Readonly<Record<string, string>>) {
  return planOf({ ...wiredGraph({ p: ["parameter", { shape }] }), variables }).nodes.get("p")!;
}

function withVar(settings: GraphNode["settings"]): Graph {
  return wiredGraph({ x: ["parameter", { shape: "3, 4" }], v: ["var", settings] }, "x.out v.x");
}

test("a size may be a whole number but for rounding, wherever sizes are set", () => {
  const root = { root: "27 ^ (1/3)" };
  expect(parameterOf("root, 2 * root", root).outputs["out"]).toMatchObject({ tensor: { shape: [3, 6] } });
  expect(parameterOf("root", root).resolved).toMatchObject({ shape: "3" });
  const linear = planOf({
    ...wiredGraph({ x: ["parameter", { shape: "2, 3" }], y: ["linear", { out: "root" }] }, "x.out y.x"),
    variables: root,
  });
  expect(linear.nodes.get("y")).toMatchObject({ status: "ready", resolved: { out: "3" } });
  expect(parameterOf("2.99999", {}).diagnostics).toMatchObject([
    { field: "shape", message: "expected whole numbers, got 2.99999" },
  ]);
});

test("a field that uses a faulty variable says that it is the variable's fault", () => {
  const { diagnostics } = parameterOf("n, 2", { n: "1 +" });
  expect(diagnostics).toEqual([
    { node: "p", field: "shape", message: 'the variable "n" is faulty: the expression ends too early' },
  ]);
  expect(parameterOf("n, 2", { n: "m", m: "n" }).diagnostics[0]?.message).toMatch(/^the variable "n" is faulty: /);
  expect(parameterOf("n, 2", {}).diagnostics[0]?.message).toBe('the name "n" is not known here');
});

test("a whole number of too many digits is told as it was typed", () => {
  const graph = { ...wiredGraph({}), variables: { n_hidden: "9007199254740993" } };
  expect(planOf(graph).diagnostics).toEqual([
    {
      field: "variables.n_hidden",
      message:
        "at character 1: the number 9007199254740993 has too many digits to be held exactly: it would be 9007199254740992",
    },
  ]);
  const exact = { even: "9007199254740994", power: "1e22", digits: "3.14159265358979323846" };
  expect(planOf({ ...graph, variables: exact }).diagnostics).toEqual([]);
});

test("a setting that its type has not is told at the node, which works as without it", () => {
  const graph = withVar({ dim: "1", unbiased: false });
  const report = reportPlan(planOf(graph), null).nodes["v"];
  expect(report).toMatchObject({ status: "ready", outputs: { out: { shape: [3] } } });
  expect(report?.hints).toEqual([
    expect.stringMatching(/^the setting "unbiased" is not known and changes nothing: var has dim, /),
  ]);
  expect(reportPlan(planOf(withVar({ dim: "1" })), null).nodes["v"]?.hints).toEqual([]);
});

test.each(["cross_entropy", "sample"])(
  "how often a %s is run decides how it goes on, and none of its numbers",
  (type) => {
    const { settings } = findNodeType(type)!;
    const resolved = (every: string) => resolveSettings(settings, { every }, { values: {}, faulty: new Map() });
    expect(resolved("7").identity).toEqual(resolved("1000").identity);
    expect(resolved("7").pace).not.toEqual(resolved("1000").pace);
  },
);
