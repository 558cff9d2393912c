/**
 * What the order of a file's nodes decides, and what their names do: nothing. A list in which each node stands after those
 * it takes from runs as it stands, as the same lines in PyTorch do.
 */
import { array, assert, constantFrom, nat, property, tuple, type Arbitrary } from "fast-check";
import { expect, test } from "vitest";
import { parseEndpoint } from "../../../src/base/endpoint.ts";
import type { Graph, GraphNode } from "../../../src/graph/graph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import { instantiate, type Program } from "../../../src/program/run/program.ts";
import { drawAll, drawParameters } from "../../../src/session/machine/draw.ts";
import { Session } from "../../../src/session/session.ts";
import { backend, kernels } from "../../kernels.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { namesFrom, renamedNodes } from "../../graph/renamedNodes.ts";
import { runs } from "../../runs.ts";
import { read } from "../../tensor/layouts.ts";
import { arbitraryFittingGraph } from "./arbitraryFittingGraph.ts";
import { bitsOf } from "../bits.ts";
import { DirectEvaluation, NOTHING, type Given } from "./directEvaluation.ts";

const RUNS = runs(60, 1000);
/** Among so many there is a gradient whose parts add up in another order. */
const MOVED_RUNS = runs(300, 1000);
/** Milliseconds, for what hangs. */
const TIMEOUT = runs(300_000, 60 * 60_000);

/** A graph that mostly trains, by any of the rules, its nodes in an order in which they can run. */
const arbitraryGraph: Arbitrary<Graph> = tuple(
  arbitraryFittingGraph,
  constantFrom<Pick<GraphNode, "type" | "settings">>(
    { type: "sgd", settings: { lr: "0.001" } },
    { type: "sgd", settings: { lr: "0.001", momentum: "0.9" } },
    { type: "adam", settings: {} },
    { type: "adamw", settings: {} },
  ),
).map(([graph, rule]) => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.type === "sgd" ? { ...node, ...rule } : node)),
}));

/** A graph, and the same with one node moved past others that do not depend on it, nor it on them. */
const arbitraryMove = tuple(arbitraryGraph, nat(), nat()).map(([graph, which, where]) => ({
  graph,
  moved: withMoved(graph, which % graph.nodes.length, where),
}));

test(
  "a list in order runs as it stands: what is drawn, every number and every gradient are those of its lines one by one",
  () => {
    let reordered = 0;
    assert(
      property(arbitraryMove, ({ graph, moved }) => {
        if (moved !== graph) reordered++;
        for (const one of [graph, moved]) expectAsItsLines(one);
      }),
      { numRuns: RUNS },
    );
    expect(reordered).toBeGreaterThan(RUNS / 4);
  },
  TIMEOUT,
);

test(
  "with the same numbers drawn, a moved line changes only in which order the parts of a gradient add up",
  () => {
    const gradients = { same: 0, otherOrder: 0 };
    assert(
      property(arbitraryMove, ({ graph, moved }) => {
        const [before, after] = [compiled(graph), compiled(moved)];
        drawAll(before.plan.draws, drawParameters(before.plan), kernels);
        handOver(before, after);
        const failed = passes(before) !== null;
        expect(passes(after) !== null).toBe(failed);
        if (failed) return;
        const counterparts = counterpartsOf(before, after);
        for (const [tensor, { counterpart, name }] of counterparts) expectSame(counterpart, tensor, name);
        const otherOrder = addUpOtherwise(before, after, counterparts);
        for (const [tensor, grad] of before.plan.grads) {
          const { counterpart, name } = counterparts.get(tensor)!;
          if (otherOrder.has(tensor)) gradients.otherOrder++;
          else {
            gradients.same++;
            expectSame(after.plan.grads.get(counterpart)!, grad, `gradient of ${name}`);
          }
        }
      }),
      { numRuns: MOVED_RUNS },
    );
    expect(gradients.otherOrder).toBeGreaterThan(0);
    expect(gradients.same).toBeGreaterThan(gradients.otherOrder);
  },
  TIMEOUT,
);

test(
  "other names for all nodes change no bit and no step, over iterations with batches, masks and every optimiser",
  () => {
    const types = new Set<string>();
    assert(
      property(arbitraryGraph, array(nat(46_655), { minLength: 60, maxLength: 60 }), (graph, numbers) => {
        for (const { type } of graph.nodes) types.add(type);
        const names = namesFrom(numbers.slice(0, graph.nodes.length));
        const own = graph.nodes.map(({ id }) => id);
        const [one, other] = [course(graph, own), course(renamedNodes(graph, names), names)];
        expect(Buffer.compare(one.state, other.state)).toBe(0);
        expect({ ...other, state: null }).toEqual({ ...one, state: null });
      }),
      { numRuns: RUNS },
    );
    expect([...types]).toEqual(expect.arrayContaining(["batch", "dropout", "batch_norm", "sgd", "adam", "adamw"]));
  },
  TIMEOUT,
);

/** The node is put at one of the places that its wires allow; the same graph where they allow no other. */
function withMoved(graph: Graph, from: number, where: number): Graph {
  const { nodes, edges } = graph;
  const places = new Map(nodes.map(({ id }, at) => [id, at]));
  const ends = edges.map((wire) => [wire.from, wire.to].map((end) => places.get(parseEndpoint(end)!.node)!));
  const least = Math.max(-1, ...ends.filter(([, to]) => to === from).map(([source]) => source!)) + 1;
  const most = Math.min(nodes.length, ...ends.filter(([source]) => source === from).map(([, to]) => to!)) - 1;
  const place = least + (where % (most - least + 1));
  return place === from ? graph : { ...graph, nodes: nodes.toSpliced(from, 1).toSpliced(place, 0, nodes[from]!) };
}

/** Compiles it, draws and runs it, and holds all against the lines of the list, applied one after another. */
function expectAsItsLines(graph: Graph): void {
  const program = compiled(graph);
  expect([...program.plan.nodes.keys()]).toEqual(graph.nodes.map(({ id }) => id));
  const generator = drawParameters(program.plan);
  drawAll(program.plan.draws, generator, kernels);
  const failure = passes(program);

  const twin = compiled(graph);
  const twinGenerator = drawLineByLine(graph, twin);
  expect(generator.state()).toEqual(twinGenerator.state());
  const direct = new DirectEvaluation({
    parameter: (node, name) => parameterOf(twin, node, name).tensor.storage.data,
    drawn: (node) => twin.plan.draws.find((draw) => draw.node === node)?.drawn ?? [],
  });
  expect(lineByLine(graph, direct)).toBe(failure);
  for (const [at, { node, y }] of direct.links.entries()) expectSame(program.plan.applied[at]!.output, y, node);
  if (failure !== null) return;
  const grads = direct.differentiate();
  for (const [at, { output, node }] of program.plan.applied.entries()) {
    const grad = program.plan.grads.get(output);
    if (grad !== undefined) expectSame(grad, grads.get(direct.links[at]!.y)!, `gradient of ${node}`);
  }
  for (const [at, { tensor, node, name }] of program.plan.parameters.entries()) {
    const counterpart = direct.draft.parameters[at]!;
    expect([counterpart.node, counterpart.name]).toEqual([node, name]);
    expectSame(tensor, counterpart.tensor, `${node}.${name}`);
    const grad = program.plan.grads.get(tensor);
    if (grad !== undefined) expectSame(grad, grads.get(counterpart.tensor)!, `gradient of ${node}.${name}`);
  }
}

/** What a script draws from its seed: first each line's parameters, then each line's batch or mask. */
function drawLineByLine(graph: Graph, twin: Program): Generator {
  const generator = new Generator(graph.seed);
  const drawing: string[] = [];
  const asked: Given = {
    parameter: (node, name) => {
      const { init, tensor } = parameterOf(twin, node, name);
      init.fill(tensor, generator);
      return [];
    },
    drawn: (node) => {
      if (!drawing.includes(node)) drawing.push(node);
      return NOTHING.drawn(node);
    },
  };
  lineByLine(graph, new DirectEvaluation(asked));
  for (const node of drawing) twin.plan.draws.find((draw) => draw.node === node)?.draw(generator);
  return generator;
}

/** Adds the nodes as they stand in the list; the sentence of the op that fails, if one does. */
function lineByLine(graph: Graph, direct: DirectEvaluation): string | null {
  for (const node of graph.nodes) {
    const wires = graph.edges.filter(({ to }) => parseEndpoint(to)!.node === node.id);
    try {
      direct.add(node, new Map(wires.map(({ from, to }) => [parseEndpoint(to)!.port, from])));
    } catch (error) {
      return (error as Error).message;
    }
  }
  return null;
}

function compiled(graph: Graph): Program {
  return instantiate(planGraph(graph, new Map(), new CompileCache()), backend);
}

function parameterOf({ plan }: Program, node: string, name: string) {
  return plan.parameters.find((parameter) => parameter.node === node && parameter.name === name)!;
}

/** Forward and backward; the sentence of the instruction that fails, if one does. */
function passes({ instructions }: Program): string | null {
  try {
    for (const { pass, run } of instructions) if (pass !== "update") run();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Gives a program what another one drew, by node and name. */
function handOver(from: Program, to: Program): void {
  for (const { node, name, tensor } of from.plan.parameters) {
    parameterOf(to, node, name).tensor.storage.data.set(tensor.storage.data);
  }
  for (const { tensor, fill } of to.plan.buffers) tensor.storage.data.fill(fill);
  for (const { node, drawn, derive } of to.plan.draws) {
    const source = from.plan.draws.find((draw) => draw.node === node)!;
    for (const [at, tensor] of drawn.entries()) tensor.storage.data.set(source.drawn[at]!.storage.data);
    derive(kernels);
  }
}

type Counterparts = ReadonlyMap<Tensor, { readonly counterpart: Tensor; readonly name: string }>;

/** The tensors that are computed or learned, each with the one of the same name in another program of the same nodes. */
function counterpartsOf(before: Program, after: Program): Counterparts {
  const outputs = new Map(usesOf(after).map(({ name, output }) => [name, output]));
  return new Map([
    ...before.plan.parameters.map(
      ({ node, name, tensor }) =>
        [tensor, { counterpart: parameterOf(after, node, name).tensor, name: `${node}.${name}` }] as const,
    ),
    ...usesOf(before).map(({ name, output }) => [output, { counterpart: outputs.get(name)!, name }] as const),
  ]);
}

/** The uses of ops, in their order: each known by its node and which of that node's ops it is. */
function usesOf({ plan }: Program) {
  const counts = new Map<string, number>();
  return plan.applied.map(({ node, inputs, output }) => {
    const at = counts.get(node) ?? 0;
    counts.set(node, at + 1);
    return { name: `${node} ${at}`, inputs: Object.values(inputs), output };
  });
}

/** The tensors whose gradients are sums in another order, and those to which such a gradient is sent on. */
function addUpOtherwise(before: Program, after: Program, counterparts: Counterparts): ReadonlySet<Tensor> {
  const [uses, usesAfter] = [usesOf(before), usesOf(after)];
  const named = (list: typeof uses, tensor: Tensor): string =>
    list.flatMap(({ name, inputs }) => (inputs.includes(tensor) ? [name] : [])).join();
  const otherwise = new Set<Tensor>();
  for (const [tensor, { counterpart }] of counterparts) {
    if (named(uses, tensor) !== named(usesAfter, counterpart)) otherwise.add(tensor);
  }
  for (const { inputs, output } of uses.toReversed()) {
    if (otherwise.has(output)) for (const input of inputs) otherwise.add(input);
  }
  return otherwise;
}

/** A session's course over three iterations, without the names of its nodes: they are numbered as in `names`. */
function course(graph: Graph, names: readonly string[]) {
  const place = (node: string): number => names.indexOf(node);
  const losses: [number, number, number][] = [];
  const session = new Session(backend, new Map(), ({ iteration, loss }, node) =>
    losses.push([place(node), iteration, loss]),
  );
  session.open(session.planOf(graph), true);
  const { plan } = session;
  const refusals: string[] = [];
  for (let iteration = 0; iteration < 3; iteration++) {
    try {
      session.handle({ type: "iterate" });
    } catch (error) {
      refusals.push((error as Error).message);
    }
  }
  const { halted } = session.state;
  return {
    losses,
    refusals: refusals.length,
    halted: halted === null ? null : [halted.reason, place(halted.node ?? "")],
    steps: session.program!.instructions.map(({ node, pass, op }) => [place(node), pass, op]),
    parameters: plan!.parameters.map(({ node, name }) => [place(node), name]),
    optimizers: plan!.optimizers.map(({ node, parameters }) => [place(node), parameters.length]),
    draws: plan!.draws.map(({ node, recipe }) => [place(node), recipe]),
    generator: session.generatorState(),
    state: bitsOf(session.program!.memory),
  };
}

function expectSame(found: Tensor, expected: Tensor, what: string): void {
  const [values, wanted] = [read(found), read(expected)];
  if (values.length === wanted.length && values.every((value, at) => Object.is(value, wanted[at]))) return;
  expect([found.shape, values], what).toEqual([expected.shape, wanted]);
}
