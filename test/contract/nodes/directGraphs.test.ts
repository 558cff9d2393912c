import { assert, property } from "fast-check";
import { expect, test } from "vitest";
import { parseEndpoint } from "../../../src/base/endpoint.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import { instantiate, type Program } from "../../../src/program/run/program.ts";
import { drawAll, drawParameters } from "../../../src/session/machine/draw.ts";
import { backend, kernels } from "../../kernels.ts";
import type { Generator } from "../../../src/tensor/rng/generator.ts";
import { sameShape } from "../../../src/tensor/shape.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { renamedNodes } from "../../graph/renamedNodes.ts";
import { runs } from "../../runs.ts";
import { read } from "../../tensor/layouts.ts";
import { arbitraryFittingGraph, computing } from "./arbitraryFittingGraph.ts";
import { bitsOf } from "../bits.ts";
import { DirectEvaluation, type Given } from "./directEvaluation.ts";

/** In how many graphs that trained each node type was, and how large these were. */
const trained = { graphs: 0, nodes: 0, gradients: 0, types: new Map<string, number>() };
const RUNS = runs(200, 2000);
/** Milliseconds, for what hangs: an idle machine takes ten seconds for 500. */
const TIMEOUT = runs(600_000, 60 * 60_000);

test(
  "a program gives the bits of its ops applied one by one as they are listed, and of the file with other names",
  () => {
    assert(property(arbitraryFittingGraph, check), { numRuns: RUNS });
  },
  TIMEOUT,
);

test("most of these graphs train, each node type among them", () => {
  console.log(
    `${trained.graphs} of ${RUNS} random graphs trained, with ${(trained.nodes / trained.graphs).toFixed(1)} nodes and ` +
      `${(trained.gradients / trained.graphs).toFixed(1)} gradients each on average`,
  );
  expect(trained.graphs).toBeGreaterThan(RUNS * 0.6);
  const rare = computing.filter(({ type }) => (trained.types.get(type) ?? 0) < RUNS / 100).map(({ type }) => type);
  expect(rare).toEqual([]);
});

function check(graph: Graph): void {
  expect(graph.nodes.length).toBeLessThanOrEqual(60);
  const program = compiled(graph);
  const generator = drawParameters(program.plan);
  // Names that sort the other way round.
  const names = graph.nodes.map((_, at) => `n${99 - at}`);
  const turned = compiled(renamedNodes({ ...graph, edges: graph.edges.toReversed() }, names));
  const turnedGenerator = drawParameters(turned.plan);
  for (let iteration = 0; iteration < 2; iteration++) {
    const failure = iterate(program, generator);
    // The same instructions, over the same numbers: parameters, draws, values, gradients.
    expect(iterate(turned, turnedGenerator)).toBe(failure);
    expect(Buffer.compare(bitsOf(turned.memory), bitsOf(program.memory))).toBe(0);
    expect(compareDirectly(graph, program)).toBe(failure);
    if (failure !== null) return;
    update(program);
    update(turned);
  }
  if (program.plan.grads.size === 0) return;
  trained.graphs++;
  trained.nodes += graph.nodes.length;
  trained.gradients += program.plan.grads.size;
  for (const type of new Set(graph.nodes.map((node) => node.type))) {
    trained.types.set(type, (trained.types.get(type) ?? 0) + 1);
  }
}

function compiled(graph: Graph): Program {
  const plan = planGraph(graph, new Map(), new CompileCache());
  expect(planDiagnostics(plan)).toEqual([]);
  return instantiate(plan, backend);
}

/** Forward and backward; the sentence of the instruction that fails, if one does. */
function iterate({ plan, instructions }: Program, generator: Generator): string | null {
  drawAll(plan.draws, generator, kernels);
  try {
    for (const { pass, run } of instructions) if (pass !== "update") run();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function update({ instructions }: Program): void {
  for (const { pass, run } of instructions) if (pass === "update") run();
}

/** Compares every tensor and every gradient; the sentence of the op that fails, if one does. */
function compareDirectly(graph: Graph, { plan }: Program): string | null {
  const given: Given = {
    parameter: (node, name) =>
      plan.parameters.find((parameter) => parameter.node === node && parameter.name === name)!.tensor.storage.data,
    drawn: (node) => plan.draws.find((draw) => draw.node === node)?.drawn ?? [],
  };
  const direct = new DirectEvaluation(given);
  const failure = evaluate(graph, direct);
  const same = (found: Tensor, expected: Tensor, what: string): void => {
    const [values, wanted] = [read(found), read(expected)];
    if (sameShape(found.shape, expected.shape) && values.every((value, at) => Object.is(value, wanted[at]))) return;
    expect([found.shape, values], what).toEqual([expected.shape, wanted]);
  };
  for (const [at, { node, y }] of direct.links.entries()) same(plan.applied[at]!.output, y, node);
  if (failure !== null) return failure;
  expect(plan.applied.length).toBe(direct.links.length);
  const grads = direct.differentiate();
  const pairs = [
    ...plan.parameters.map(({ tensor, node }, at) => [node, tensor, direct.draft.parameters[at]!.tensor] as const),
    ...plan.applied.map(({ output, node }, at) => [node, output, direct.links[at]!.y] as const),
  ];
  for (const [node, tensor, counterpart] of pairs) {
    const grad = plan.grads.get(tensor);
    expect(grad === undefined, node).toBe(!grads.has(counterpart));
    if (grad !== undefined) same(grad, grads.get(counterpart)!, `gradient of ${node}`);
  }
  return null;
}

function evaluate(graph: Graph, direct: DirectEvaluation): string | null {
  for (const node of graph.nodes) {
    const wires = graph.edges
      .map(({ from, to }) => ({ from, to: parseEndpoint(to)! }))
      .filter(({ to }) => to.node === node.id);
    try {
      direct.add(node, new Map(wires.map(({ from, to }) => [to.port, from])));
    } catch (error) {
      return (error as Error).message;
    }
  }
  return null;
}
