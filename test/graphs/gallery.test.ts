/**
 * Every file of graphs/ is written in its canonical form, compiles, and gives the numbers that PyTorch gave
 * (test/fixtures/make_graphs.py): tensors of the first forward pass, 100 losses, sentences of refusal.
 */
import { describe, expect, it, test } from "vitest";
import { gallerySections } from "../../src/editor/shell/gallerySections.ts";
import { applyEdit, type Edit } from "../../src/graph/edit.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { readGraph } from "../../src/graph/readGraph.ts";
import { writeGraph } from "../../src/graph/writeGraph.ts";
import { planDiagnostics } from "../../src/program/plan.ts";
import { Session } from "../../src/session/session.ts";
import { plain } from "../../src/tensor/kernels/plain.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { decode } from "../fixtures/fixture.ts";
import { difference } from "../tensor/close.ts";
import { read } from "../tensor/layouts.ts";
import {
  datasets,
  galleryNames,
  galleryRecord,
  galleryText,
  withVariables,
  type Numbers,
  type RecordedTensor,
} from "./galleryRecords.ts";

/** Losses that are looser than PyTorch's own tolerances for one operation, and why. */
const LOOSER: Readonly<Record<string, { rtol: number; why: string }>> = {
  "expression-activation": { rtol: 1e-4, why: "its hidden layer is unbounded, the first losses are large and magnify what rounding differs" },
  "names-mlp": { rtol: 1e-4, why: "its products are summed in an order of the BLAS's own, and the loss of 40 falls in leaps" },
};

/** The sentence that the notebook printed, of a newer PyTorch than recorded the others, with our dtype's name in it. */
const NOTEBOOKS = "expected m1 and m2 to have the same dtype, but got: int != float";

/** What is done to a graph for PyTorch to refuse it, the node that says so, and its words where they are not the recorded. */
const BROKEN: Readonly<Record<string, Readonly<Record<string, { edits: readonly Edit[]; node: string; says?: string }>>>> = {
  "embedding-lookup": {
    "without float": { edits: [{ type: "remove", nodes: ["float"] }], node: "product", says: NOTEBOOKS },
  },
  "notebook-mlp": { "without view": { edits: [{ type: "remove", nodes: ["view"] }], node: "hidden" } },
};

function opened(graph: Graph): { session: Session; losses: number[] } {
  const losses: number[] = [];
  const session = new Session(plain, datasets, ({ loss }) => losses.push(loss));
  session.open(session.planOf(graph), true);
  return { session, losses };
}

/** Goes through so many iterations, from the seed's parameters on; a graph without an optimiser has a forward pass only. */
function iterated(graph: Graph, iterations: number): { session: Session; losses: number[] } {
  const { session, losses } = opened(graph);
  for (let iteration = 0; iteration < iterations; iteration++) session.handle({ type: "iterate" });
  return { session, losses };
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

function hold(name: string, graph: Graph, { tensors, losses, last = {} }: Numbers): void {
  expect(unlike(opened(graph).session, tensors)).toEqual({});
  if (losses === undefined) return;
  const run = iterated(graph, losses.length);
  const { rtol } = LOOSER[name] ?? {};
  expect(difference(run.losses, losses, rtol)).toBeNull();
  expect(unlike(run.session, last)).toEqual({});
}

it("the gallery shows every file of graphs/, once", () => {
  expect(gallerySections.flatMap(({ graphs }) => graphs).sort()).toEqual(galleryNames().sort());
});

describe.each(galleryNames())("graphs/%s.json", (name) => {
  const graph = readGraph(galleryText(name));

  it("is written as it would be saved", () => {
    expect(writeGraph(graph)).toBe(galleryText(name));
  });

  it("is told of, and laid out", () => {
    expect(graph.title).not.toBe("");
    expect(graph.description).not.toBe("");
    expect(graph.comments).not.toEqual([]);
    expect(graph.nodes.filter(({ position }) => position === undefined)).toEqual([]);
  });

  it("compiles", () => {
    expect(planDiagnostics(opened(graph).session.plan!)).toEqual([]);
  });

  it("has PyTorch's numbers", () => {
    hold(name, graph, galleryRecord(name));
  });

  test.each(galleryRecord(name).variants ?? [])("has PyTorch's numbers with $variables", ({ variables, ...numbers }) => {
    hold(name, withVariables(graph, variables), numbers);
  });

  it("is refused with PyTorch's sentence when it is broken", () => {
    for (const [what, message] of Object.entries(galleryRecord(name).errors ?? {})) {
      const { edits, node, says } = BROKEN[name]![what]!;
      const plan = opened(edits.reduce(applyEdit, graph)).session.plan!;
      expect(planDiagnostics(plan)).toContainEqual(expect.objectContaining({ node, message: says ?? message }));
    }
  });

  it("gives the same bits twice", () => {
    const [one, other] = [iterated(graph, 5), iterated(graph, 5)];
    expect(one.losses).toEqual(other.losses);
    const bits = ({ session }: typeof one) => session.program!.memory.buffer;
    expect(Buffer.from(bits(one)).equals(Buffer.from(bits(other)))).toBe(true);
  });
});
