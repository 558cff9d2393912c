/**
 * Every file of graphs/ is written in its canonical form, compiles, and gives the numbers that PyTorch gave
 * (test/fixtures/make_graphs.py): tensors of the first forward pass, 100 losses, sentences of refusal.
 */
import { describe, expect, it, test } from "vitest";
import { gallerySections } from "../../../src/editor/document/gallerySections.ts";
import { applyEdit, type Edit } from "../../../src/graph/edits/edit.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { writeGraph } from "../../../src/graph/writeGraph.ts";
import { hintsOf } from "../../../src/program/hints/hintsOf.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { facetNumbers } from "../../../src/program/facets/facets.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../kernels.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { decode } from "../../fixtures/fixture.ts";
import { bitsOf } from "../bits.ts";
import { runs } from "../../runs.ts";
import { difference } from "../../tensor/close.ts";
import { read } from "../../tensor/layouts.ts";
import {
  datasets,
  galleryNames,
  galleryRecord,
  galleryText,
  withVariables,
  type Numbers,
  type RecordedTensor,
} from "./galleryRecords.ts";
import { planned } from "./planned.ts";

/** Losses that are looser than PyTorch's own tolerances for one operation, and why. */
const LOOSER: Readonly<Record<string, { rtol: number; why: string }>> = {
  "expression-activation": { rtol: 1e-4, why: "its hidden layer is unbounded, the first losses are large and magnify what rounding differs" },
  "names-mlp": { rtol: 1e-4, why: "its products are summed in an order of the BLAS's own, and the loss of 40 falls in leaps" },
};

/** Losses that `npm test` holds, where one takes a tenth of a second; the soak holds all. */
const FEWER_LOSSES: Readonly<Record<string, number>> = { "bengio-words": runs(10, 100) };

/** The sentence that the notebook printed, of a newer PyTorch than recorded the others, with our dtype's name in it. */
const NOTEBOOKS = "expected m1 and m2 to have the same dtype, but got: int != float";

/** What is done to a graph for PyTorch to refuse it, the node that says so, and its words where they are not the recorded. */
const BROKEN: Readonly<Record<string, Readonly<Record<string, { edits: readonly Edit[]; node: string; says?: string }>>>> = {
  "embedding-lookup": {
    "without float": { edits: [{ type: "remove", nodes: ["float"] }], node: "product", says: NOTEBOOKS },
  },
  "notebook-mlp": { "without view": { edits: [{ type: "remove", nodes: ["view"] }], node: "hidden" } },
};

/** A session, and its losses by the node that computes them: iterations and losses. */
interface Run {
  readonly session: Session;
  readonly curves: ReadonlyMap<string, readonly (readonly [number, number])[]>;
}

function opened(graph: Graph): Run {
  const curves = new Map<string, [number, number][]>();
  const session = new Session(backend, datasets, ({ iteration, loss }, node) => {
    const curve = curves.get(node) ?? [];
    curves.set(node, [...curve, [iteration, loss]]);
  });
  session.open(planned(graph), true);
  return { session, curves };
}

/** Goes through so many iterations; a graph without an optimiser has a forward pass only. */
function iterate({ session }: Run, iterations: number): void {
  for (let iteration = 0; iteration < iterations; iteration++) session.handle({ type: "iterate" });
}

/** The first tensor that comes out of a node. */
function output(session: Session, node: string): Tensor {
  const values = Object.values(session.plan!.nodes.get(node)?.outputs ?? {});
  const value = values.find(({ kind }) => kind === "tensor");
  if (value?.kind !== "tensor") throw new Error(`node ${JSON.stringify(node)} has no tensor`);
  return value.tensor;
}

/** What is not as it was recorded, by node. */
function unlike(session: Session, expected: Readonly<Record<string, RecordedTensor>>): Record<string, string> {
  const faults = Object.entries(expected).map(([node, { dtype, shape, values }]) => {
    const tensor = output(session, node);
    const found = `${tensor.dtype} [${tensor.shape.join()}]`;
    const wanted = `${dtype} [${shape.join()}]`;
    return [node, found === wanted ? difference(read(tensor), decode(values)) : `${found} instead of ${wanted}`];
  });
  return Object.fromEntries(faults.filter(([, fault]) => fault !== null));
}

function hold(name: string, graph: Graph, { tensors, losses, measured = {}, last = {} }: Numbers): void {
  const run = opened(graph);
  expect(unlike(run.session, tensors)).toEqual({});
  if (losses === undefined) return;
  const held = losses.slice(0, FEWER_LOSSES[name] ?? losses.length);
  iterate(run, held.length);
  const { rtol } = LOOSER[name] ?? {};
  const expected = { [run.session.plan!.losses[0]!.node]: held.map((loss, iteration) => [iteration, loss]), ...measured };
  expect([...run.curves.keys()].sort()).toEqual(Object.keys(expected).sort());
  for (const [node, points] of Object.entries(expected)) {
    expect({ node, fault: difference(run.curves.get(node)!.flat(), points.flat(), rtol) }).toEqual({ node, fault: null });
  }
  expect(unlike(run.session, last)).toEqual({});
}

it("the gallery shows every file of graphs/, once", () => {
  expect(gallerySections.flatMap(({ graphs }) => graphs).sort()).toEqual(galleryNames().sort());
});

it("the counted letters say so when keepdim is taken out of them", () => {
  const graph = readGraph(galleryText("bigram-counts"));
  const nodes = graph.nodes.map((node) =>
    node.id === "totals" ? { ...node, settings: { ...node.settings, keepdim: false } } : node,
  );
  const plan = planned({ ...graph, nodes });
  expect(planDiagnostics(plan)).toEqual([]);
  const hints = hintsOf(plan, plan.applied);
  expect(hints.join()).toContain("with keepdim the shape is [27, 1]");
});

describe.each(galleryNames())("graphs/%s.json", (name) => {
  const graph = readGraph(galleryText(name));

  it("is written as it would be saved", () => {
    expect(writeGraph(graph)).toBe(galleryText(name));
  });

  it("has no hint but of what it broadcasts on purpose", () => {
    const plan = planned(graph);
    const hints = hintsOf(plan, plan.applied);
    expect(hints.filter((hint) => !hint.includes(" broadcast to "))).toEqual([]);
  });

  it("is told of, and laid out", () => {
    expect(graph.title).not.toBe("");
    expect(graph.description).not.toBe("");
    expect(graph.comments).not.toEqual([]);
    expect(graph.nodes.filter(({ position }) => position === undefined)).toEqual([]);
  });

  it("compiles", () => {
    expect(planDiagnostics(planned(graph))).toEqual([]);
  });

  it("has PyTorch's numbers", () => {
    hold(name, graph, galleryRecord(name));
  });

  test.each(galleryRecord(name).variants ?? [])("has PyTorch's numbers with $variables", ({ variables, ...numbers }) => {
    hold(name, withVariables(graph, variables), numbers);
  });

  it("has ways that come to one, in numbers and in gradients, where it compares them", () => {
    const compared = graph.nodes.filter(({ type }) => type === "compare").length;
    if (compared === 0) return;
    const run = opened(graph);
    iterate(run, 1);
    const comparisons = [...run.session.plan!.nodes.values()].flatMap(
      ({ facets }) => facetNumbers(facets, true)?.comparison ?? [],
    );
    const apart = comparisons.map(({ values, gradients }) =>
      Math.max(values.max, ...gradients!.shared.map(({ max }) => max)),
    );
    expect(apart).toHaveLength(compared);
    expect(comparisons.every(({ gradients }) => gradients!.shared.length > 0)).toBe(true);
    // Between a loss by hand and a fused one lie some roundings.
    expect(Math.max(...apart)).toBeLessThan(1e-6);
  });

  it("is refused with PyTorch's sentence when it is broken", () => {
    for (const [what, message] of Object.entries(galleryRecord(name).errors ?? {})) {
      const { edits, node, says } = BROKEN[name]![what]!;
      expect(planDiagnostics(planned(edits.reduce(applyEdit, graph)))).toContainEqual(expect.objectContaining({ node, message: says ?? message }));
    }
  });

  it("gives the same bits twice", () => {
    const [one, other] = [opened(graph), opened(graph)];
    for (const run of [one, other]) iterate(run, 3);
    expect(one.curves).toEqual(other.curves);
    const bits = ({ session }: Run) => bitsOf(session.program!.memory);
    expect(Buffer.compare(bits(one), bits(other))).toBe(0);
  });
});
