import { array, assert, constantFrom, integer, nat, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { bytesOf } from "../../../src/program/run/memory.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { unwatched } from "../../../src/program/run/unwatched.ts";
import { Session } from "../../../src/session/session.ts";
import type { Backend } from "../../../src/tensor/backend/backend.ts";
import { backends } from "../../backends.ts";
import { runs } from "../../runs.ts";
import { bitsOf } from "../bits.ts";
import { batchGraph, withNodes } from "../../session/graphs.ts";
import { datasets, galleryNames, smallGraph } from "./galleryRecords.ts";
import { planned } from "./planned.ts";

const LAST = 6;

/** Everything that a session is, once it has trained: every bit, the books, the curves. `slices`: iterations from look to look. */
function trained(backend: Backend, graph: Graph, slices: readonly number[] | "ticks") {
  const told: [string, number, number][] = [];
  const session = new Session(backend, datasets, ({ iteration, loss }, node) => told.push([node, iteration, loss]));
  session.hasten(unwatched);
  session.open(planned(graph), true);
  session.handle({ type: "train", stopAt: LAST });
  for (let at = 0; session.state.phase === "training"; at++) {
    if (slices === "ticks") session.handle({ type: "tick" });
    else {
      let left = slices[at % slices.length]!;
      // What was there before its first writer, which adds to 0, does not count.
      bytesOf(session.program!.memory, session.program!.memory.grads).fill(0xff);
      session.train(() => (left -= 1) > 0);
    }
  }
  const { program, state, progress, loss, birth } = session;
  const { begun, ...lists } = progress.state();
  const sorted = [begun, ...Object.values(lists).map((nodes) => new Set(nodes))];
  return {
    bits: Buffer.from(bitsOf(program!.memory, program!.memory.state)),
    books: { state, sorted, loss, birth, told, generator: session.generatorState() },
    curves: [session.curves(), session.gradientRatios.report(), session.notFiniteLosses],
  };
}

function expectSame(backend: Backend, graph: Graph, slices: readonly number[]): void {
  const [one, other] = [trained(backend, graph, "ticks"), trained(backend, graph, slices)];
  expect(other.books).toEqual(one.books);
  expect(other.curves).toEqual(one.curves);
  expect(other.bits.equals(one.bits)).toBe(true);
}

/** The tests' network with a batch, what it guesses, how often that is right, and a mask that nobody reads. */
const watched = withNodes(
  batchGraph(),
  [
    ["guess", "argmax", { dim: "1" }],
    ["right", "eq", {}],
    ["share", "to", { dtype: "float32" }],
    ["accuracy", "mean", {}],
    ["sure", "softmax", { dim: "1" }],
    ["dropped", "dropout", {}],
  ],
  [
    ["output.out", "guess.x"],
    ["guess.out", "right.a"],
    ["batch.y", "right.b"],
    ["right.out", "share.x"],
    ["share.out", "accuracy.x"],
    ["output.out", "sure.x"],
    ["sure.out", "dropped.x"],
  ],
);

/** Node types, the inputs that are wired, and settings. */
const HUNG: readonly (readonly [string, readonly string[], Graph["nodes"][number]["settings"]])[] = [
  ["tanh", ["x"], {}],
  ["exp", ["x"], {}],
  ["softmax", ["x"], { dim: "-1" }],
  ["argmax", ["x"], { dim: "-1" }],
  ["cumsum", ["x"], { dim: "0" }],
  ["sum", ["x"], {}],
  ["transpose", ["x"], { dim0: "0", dim1: "1" }],
  ["to", ["x"], { dtype: "float32" }],
  ["dropout", ["x"], {}],
  ["add", ["a", "b"], {}],
  ["mul", ["a", "b"], {}],
  ["eq", ["a", "b"], {}],
];

/** A network whose logits get a parameter added, and nodes that hang on any of its tensors and on one another. */
const arbitraryHung = array(tuple(constantFrom(...HUNG), nat(), nat()), { minLength: 1, maxLength: 5 }).map(hung);

function hung(picks: readonly (readonly [(typeof HUNG)[number], number, number])[]): Graph {
  const rewired = watched.edges.map(({ from, to }) => (to === "loss.logits" ? { from: "moved.out", to } : { from, to }));
  const outputs = ["output.out", "shift.out", "moved.out", "tanh.out", "hidden.out", "right.out", "batch.y", "view.out"];
  const nodes: [string, string, Graph["nodes"][number]["settings"]][] = [];
  const edges: [string, string][] = [];
  for (const [at, [[type, ports, settings], first, second]] of picks.entries()) {
    const id = `hung${at}`;
    nodes.push([id, type, settings]);
    for (const [which, port] of ports.entries()) {
      edges.push([outputs[(which === 0 ? first : second) % outputs.length]!, `${id}.${port}`]);
    }
    outputs.push(`${id}.out`);
  }
  return withNodes(
    { ...watched, edges: rewired },
    [["shift", "parameter", { shape: "1, 27" }], ["moved", "add", {}], ...nodes],
    [["output.out", "moved.a"], ["shift.out", "moved.b"], ...edges],
  );
}

describe.each(Object.values(backends))("what waits while nobody looks, on $name", (backend) => {
  it("is what no loss needs", () => {
    const session = new Session(backend, new Map(), () => undefined);
    session.hasten(unwatched);
    session.open(session.planOf(watched), true);
    const { instructions } = session.program!;
    const { canWait } = unwatched(session.program!);
    const waiting = instructions.filter((_, at) => canWait[at] === 1).map(({ node }) => node);
    expect(new Set(waiting)).toEqual(new Set(["guess", "right", "share", "accuracy", "sure", "dropped"]));
  });

  it("is computed once for all the iterations between two looks", () => {
    let count = 0;
    const prepare: typeof backend.prepare = (name, ...operands) => {
      const run = backend.prepare(name, ...operands);
      return name === "max" ? () => [run(), (count += 1)] : run;
    };
    const session = new Session({ ...backend, prepare }, new Map(), () => undefined);
    session.hasten(unwatched);
    session.open(session.planOf(watched), true);
    session.handle({ type: "train", stopAt: null });
    count = 0;
    let left = 20;
    expect(session.train(() => (left -= 1) > 0)).toBe(20);
    expect(count).toBe(1);
    session.handle({ type: "tick" });
    expect(count).toBe(2);
  });

  it("has the bits that it would have had in its turn, with batches, masks and guesses", () => {
    expectSame(backend, watched, [3, 1, 2]);
    expectSame(backend, watched, [100]);
  });

  it.each(galleryNames())("has them in %s", (name) => {
    const graph = smallGraph(name);
    if (planned(graph).optimizers.length > 0) expectSame(backend, graph, [4, 100]);
  });

  it("does not include what reads a parameter, as the update moves that", () => {
    const graph = hung([
      [HUNG[0]!, 1, 0],
      [HUNG[0]!, 8, 0],
    ]);
    const session = new Session(backend, datasets, () => undefined);
    session.hasten(unwatched);
    session.open(session.planOf(graph), false);
    const { instructions } = session.program!;
    const { canWait } = unwatched(session.program!);
    expect(["hung0", "hung1"].map((id) => canWait[instructions.findIndex(({ node }) => node === id)])).toEqual([0, 1]);
    expectSame(backend, graph, [100]);
  });

  it("has them whatever hangs on a training graph, be it on what the update moves", () => {
    let [compared, waited, inTurn] = [0, 0, 0];
    // Four that wait and one that does not are always among them: few graphs that are drawn can be run.
    const hangs = [0, 1, 2, 4].map((which) => [HUNG[which]!, 0, 0] as const);
    const examples: [Graph, number[]][] = [[hung([...hangs, [HUNG[0]!, 1, 0]]), [3]]];
    assert(
      property(arbitraryHung, array(integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }), (graph, slices) => {
        const session = new Session(backend, datasets, () => undefined);
        session.hasten(unwatched);
        const plan = session.planOf(graph);
        if (planDiagnostics(plan).length > 0) return;
        session.open(plan, false);
        const { instructions } = session.program!;
    const { canWait } = unwatched(session.program!);
        compared += 1;
        for (const [at, { node }] of instructions.entries()) {
          if (!node.startsWith("hung")) continue;
          if (canWait[at] === 1) waited += 1;
          else inTurn += 1;
        }
        expectSame(backend, graph, slices);
      }),
      { numRuns: runs(20, 4000), examples },
    );
    expect(compared).toBeGreaterThan(3);
    expect(waited).toBeGreaterThan(3);
    expect(inTurn).toBeGreaterThan(0);
  }, runs(300_000, 60 * 60_000));
});

describe("a fault in the middle of a training", () => {
  const backend = backends.simd;

  /** A parameter that grows by 1 each iteration picks the row of a table of 4. */
  const growing = withNodes(
    { ...batchGraph(), nodes: [], edges: [] },
    [
      ["p", "parameter", { shape: "1", init: "zeros" }],
      ["minus", "neg", {}],
      ["loss", "sum", {}],
      ["sgd", "sgd", { lr: "1" }],
      ["before", "exp", {}],
      ["row", "to", { dtype: "int32" }],
      ["table", "constant", { values: "1, 2, 3, 4", shape: "4, 1" }],
      ["picked", "index", {}],
      ["behind", "tanh", {}],
    ],
    [
      ["p.out", "minus.x"],
      ["minus.out", "loss.x"],
      ["loss.out", "sgd.loss"],
      ["minus.out", "before.x"],
      ["p.out", "row.x"],
      ["table.out", "picked.x"],
      ["row.out", "picked.i"],
      ["picked.out", "behind.x"],
    ],
  );

  it.each([1, 2, 3, 100])("stops it where it would stop step by step, looking each %i iterations", (count) => {
    const stopped = (slices: readonly number[] | "ticks") => {
      const session = new Session(backend, new Map(), () => undefined);
      session.hasten(unwatched);
      const plan = session.planOf(growing);
      expect(planDiagnostics(plan)).toEqual([]);
      session.open(plan, true);
      session.handle({ type: "train", stopAt: null });
      for (let at = 0; session.state.phase === "training"; at++) {
        let left = count;
        if (slices === "ticks") session.handle({ type: "tick" });
        else session.train(() => (left -= 1) > 0);
      }
      const numbers = (node: string) => [...plan.applied.find((applied) => applied.node === node)!.output.storage.data];
      return { session, numbers };
    };
    const [one, other] = [stopped("ticks"), stopped([count])];
    expect(one.session.state.iteration).toBe(4);
    expect(other.session.state).toEqual(one.session.state);
    expect(other.numbers("before")).toEqual(one.numbers("before"));
    // What stands behind the fault has the numbers of the iteration before, or none where those are not known any more.
    expect(one.session.progress.valued).toContain("behind");
    if (other.session.progress.valued.has("behind")) expect(other.numbers("behind")).toEqual(one.numbers("behind"));
  });
});
