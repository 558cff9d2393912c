import { array, assert, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { elements, unravel } from "../../../src/base/stridedLayout.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import { instantiate, type Program } from "../../../src/program/run/program.ts";
import { reportWhy } from "../../../src/program/why/reportWhy.ts";
import { drawAll, drawParameters } from "../../../src/session/machine/draw.ts";
import { isFloat } from "../../../src/tensor/dtype.ts";
import { backend, kernels } from "../../fastest.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { arbitraryFittingGraph } from "../../contract/nodes/arbitraryFittingGraph.ts";
import { opened, wiredGraph, type WiredNodes } from "../../contract/nodes/wiredGraph.ts";

const EXTREMES = [0, -0, 1, -1.5, 1e-45, -1e-38, 3e9, -3e9, 1e20, -1e30, 3e38, -3.4e38, Infinity, -Infinity, NaN, 88.8];
const LARGE = [0, 1, -1, 2147483647, -2147483648, 65536, -46341, 3];

/** In how many runs numbers were asked about, and how many of them rounding had made. */
const asked = { graphs: 0, cells: 0, rounded: 0 };
const RUNS = runs(120, 3000);

test(
  "no reason says of a number just made that what it was made of has changed: nan, infinity, overflow, wrapped integers",
  () => {
    assert(
      property(arbitraryFittingGraph, array(nat(997), { minLength: 8, maxLength: 8 }), (graph, picks) => {
        const program = evaluated(graph, picks);
        if (program === null) return;
        asked.graphs++;
        const cursor = program.instructions.findIndex(({ pass }) => pass === "update");
        const moment = { iteration: 0, cursor: cursor < 0 ? program.instructions.length : cursor };
        for (const [tensor, name] of program.tensors.names) {
          for (const index of someIndices(tensor, picks)) {
            const { label, agrees, notes, result, value } = reportWhy(program, moment, { ...name, index });
            asked.cells++;
            asked.rounded += notes.some((note) => /float32|int32/.test(note)) ? 1 : 0;
            if (!agrees) expect.fail(`${label} is ${result}, its reason gives ${value}: ${notes.join("; ")}`);
            if (!Number.isFinite(result)) expect(value, label).toBe(result);
          }
        }
      }),
      { numRuns: RUNS },
    );
    console.log(`${asked.cells} numbers of ${asked.graphs} graphs, of which rounding made ${asked.rounded}`);
    expect(asked.graphs).toBeGreaterThan(RUNS / 3);
    expect(asked.rounded).toBeGreaterThan(RUNS / 10);
  },
  runs(300_000, 60 * 60_000),
);

/** The graph with extreme numbers in its constants and parameters, forward and backward. Null if an instruction refuses them. */
function evaluated(graph: Graph, picks: readonly number[]): Program | null {
  const plan = planGraph(graph, new Map(), new CompileCache());
  const program = instantiate(plan, backend);
  const generator = drawParameters(plan);
  for (const [at, { tensor }] of [...plan.constants, ...plan.parameters].entries()) {
    const { data } = tensor.storage;
    const from = isFloat(tensor.dtype) ? EXTREMES : LARGE;
    for (let i = 0; i < data.length; i++) {
      const pick = picks[(at + i) % picks.length]! + 31 * i;
      if (pick % 3 !== 0) data[i] = from[pick % from.length]!;
    }
  }
  try {
    drawAll(plan.draws, generator, kernels);
    for (const { pass, run } of program.instructions) if (pass !== "update") run();
  } catch (error) {
    if (error instanceof DiagnosticError) return null;
    throw error;
  }
  return program;
}

function someIndices({ shape }: Tensor, picks: readonly number[]): number[][] {
  const count = elements(shape);
  if (count === 0) return [];
  return [...new Set([0, count - 1, picks[0]! % count])].map((place) => unravel(place, shape));
}

/** The number of a cell, what its reason says and what is noted. */
function reasonOf(graph: Graph, node: string, index: readonly number[] = [0], side: "value" | "grad" = "value") {
  const session = opened(graph);
  if (side === "grad") session.handle({ type: "iterate" });
  const { result, value, notes } = reportWhy(session.program!, session.state, { node, port: "out", side, index });
  return { result, value, notes };
}

const beyond = (number: string): string =>
  `${number} is beyond float32, whose largest number is 3.4028e+38: it becomes inf`;

test.each([
  [["exp"], "100", "2.6881e+43"],
  [["mul"], "1e30", "1.0000e+60"],
  [["add"], "3e38", "6.0000e+38"],
] as const)("%j of %s is inf, and its reason says what it would be", ([type], values, exact) => {
  const x: WiredNodes = { x: ["constant", { values, shape: "1" }], y: [type] };
  const graph = type === "exp" ? wiredGraph(x, "x.out y.x") : wiredGraph(x, "x.out y.a", "x.out y.b");
  expect(reasonOf(graph, "y")).toEqual({ result: Infinity, value: Infinity, notes: [beyond(exact)] });
});

test("a sum that overflows, a cast of what is no integer, integers that wrap around", () => {
  const sum = wiredGraph({ x: ["constant", { values: "3e38", shape: "2" }], y: ["sum"] }, "x.out y.x");
  expect(reasonOf(sum, "y", [])).toEqual({ result: Infinity, value: Infinity, notes: [beyond("6.0000e+38")] });
  const cast = wiredGraph(
    { x: ["constant", { values: "3e9", shape: "1" }], y: ["to", { dtype: "int32" }] },
    "x.out y.x",
  );
  expect(reasonOf(cast, "y")).toEqual({ result: -2147483648, value: -2147483648, notes: [] });
  const x: WiredNodes = { x: ["constant", { values: "2147483647", shape: "1", dtype: "int32" }], y: ["mul"] };
  expect(reasonOf(wiredGraph(x, "x.out y.a", "x.out y.b"), "y")).toMatchObject({
    result: 1,
    value: 1,
    notes: [
      expect.stringMatching(/ is beyond int32, which goes from -2147483648 to 2147483647: it wraps around to 1$/),
    ],
  });
  const doubled: WiredNodes = { x: x["x"]!, y: ["add"] };
  expect(reasonOf(wiredGraph(doubled, "x.out y.a", "x.out y.b"), "y")).toMatchObject({
    result: -2,
    notes: ["4294967294 is beyond int32, which goes from -2147483648 to 2147483647: it wraps around to -2"],
  });
});

test.each(["relu", "abs", "max"])("a nan goes through %s as its reason says, its gradient too", (type) => {
  const graph = wiredGraph(
    {
      p: ["parameter", { shape: "1", init: "zeros" }],
      c: ["constant", { values: "-1", shape: "1" }],
      negative: ["add"],
      log: ["log"],
      y: [type],
      loss: ["sum"],
      sgd: ["sgd", { lr: "0" }],
    },
    "p.out negative.a",
    "c.out negative.b",
    "negative.out log.x",
    "log.out y.x",
    "y.out loss.x",
    "loss.out sgd.loss",
  );
  expect(reasonOf(graph, "y", type === "max" ? [] : [0])).toEqual({ result: NaN, value: NaN, notes: [] });
  const grad = type === "abs" ? 0 : 1;
  expect(reasonOf(graph, "log", [0], "grad")).toEqual({ result: grad, value: grad, notes: [] });
});

test("a parameter that became infinite says that nothing leads back", () => {
  const graph = wiredGraph(
    { p: ["parameter", { shape: "1", init: "zeros" }], root: ["sqrt"], loss: ["sum"], sgd: ["sgd", { lr: "1" }] },
    "p.out root.x",
    "root.out loss.x",
    "loss.out sgd.loss",
  );
  const session = opened(graph);
  session.handle({ type: "iterate" });
  const cell = { node: "p", port: "out", side: "value", index: [0] } as const;
  expect(reportWhy(session.program!, session.state, cell)).toMatchObject({
    result: -Infinity,
    parts: [],
    notes: ["moved by sgd in iteration 0; what it was before cannot be told from a number that is not finite"],
  });
});
