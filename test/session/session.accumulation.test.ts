import { describe, expect, it } from "vitest";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { fixture } from "../fixtures/fixture.ts";
import { difference } from "../tensor/close.ts";
import { findTensor } from "../program/findTensor.ts";

type Options = Readonly<Record<string, number | boolean | readonly number[]>>;

interface Iteration {
  readonly losses: readonly number[];
  readonly p: readonly number[];
  readonly q: readonly number[];
  readonly grads: Readonly<Record<string, readonly number[]>>;
}

/** A script's run in PyTorch: its optimisers in their order, and settings that it changes before an iteration. */
interface Run {
  readonly title: string;
  readonly optimizers: readonly { readonly type: string; readonly loss: "a" | "b"; readonly options: Options }[];
  readonly edits: Readonly<Record<string, Readonly<Record<string, Options>>>>;
  /** By one backward pass of all losses. */
  readonly iterations: readonly Iteration[];
  /** By a backward pass for each loss, which rounds otherwise where they meet. */
  readonly apart?: readonly Iteration[];
}

const runs = fixture("accumulation.json") as readonly Run[];

function settingsOf(options: Options): GraphNode["settings"] {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, typeof value === "boolean" ? value : String(value)]),
  );
}

/** Loss a is mean((p c - t)²), loss b mean((p q)²); optimisers are called `first` and `second`. */
function graphOf(optimizers: Run["optimizers"]): Graph {
  const nodes: (readonly [string, string, GraphNode["settings"]])[] = [
    ["p", "parameter", { shape: "4", init: "randn" }],
    ["q", "parameter", { shape: "4", init: "randn" }],
    ["c", "constant", { values: "0.5, -1, 2, 3", shape: "4", dtype: "float32" }],
    ["t", "constant", { values: "1, 0.25, -0.5, 2", shape: "4", dtype: "float32" }],
    ["scaled", "mul", {}],
    ["difference", "sub", {}],
    ["square", "mul", {}],
    ["a", "mean", {}],
    ["product", "mul", {}],
    ["product_square", "mul", {}],
    ["b", "mean", {}],
    ...optimizers.map(({ type, options }, at) => [NAMES[at]!, type, settingsOf(options)] as const),
  ];
  const edges = [
    "p.out scaled.a",
    "c.out scaled.b",
    "scaled.out difference.a",
    "t.out difference.b",
    "difference.out square.a",
    "difference.out square.b",
    "square.out a.x",
    "p.out product.a",
    "q.out product.b",
    "product.out product_square.a",
    "product.out product_square.b",
    "product_square.out b.x",
    ...optimizers.map(({ loss }, at) => `${loss}.out ${NAMES[at]!}.loss`),
  ];
  return {
    format: "wiregrad/graph",
    version: 2,
    title: "test",
    description: "",
    seed: 7,
    variables: {},
    nodes: nodes.map(([id, type, settings]) => ({ id, type, settings })),
    edges: edges.map((edge) => ({ from: edge.split(" ")[0]!, to: edge.split(" ")[1]! })),
    comments: [],
  };
}

const NAMES = ["first", "second"] as const;

function open(graph: Graph): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

/** The numbers of a tensor, or of its gradient. */
function read(session: Session, node: string, side: "value" | "grad" = "value", port = "out"): number[] {
  const tensor = findTensor(session.plan!, node, port)!;
  return [...(side === "grad" ? session.plan!.grads.get(tensor)! : tensor).storage.data];
}

/** Trains as the script does; gives the numbers after each iteration, of what has a gradient. */
function train(run: Run, each: (session: Session, iteration: number) => void = () => undefined): Iteration[] {
  let optimizers = run.optimizers;
  const session = open(graphOf(optimizers));
  return run.iterations.map((recorded, iteration) => {
    const edit = run.edits[iteration];
    if (edit !== undefined) {
      optimizers = optimizers.map((one, at) => ({ ...one, options: { ...one.options, ...edit[at] } }));
      session.edit(session.planEdit(graphOf(optimizers)), {});
    }
    each(session, iteration);
    session.handle({ type: "iterate" });
    const losses = [...new Set(run.optimizers.map(({ loss }) => loss))].map((loss) => read(session, loss)[0]!);
    const grads = Object.keys(recorded.grads).map((name) => [name, read(session, name, "grad")] as const);
    return { losses, p: read(session, "p"), q: read(session, "q"), grads: Object.fromEntries(grads) };
  });
}

const numbersOf = ({ losses, p, q, grads }: Iteration): number[] => [
  ...losses,
  ...p,
  ...q,
  ...Object.values(grads).flat(),
];

describe.each(runs.filter(({ apart }) => apart === undefined).map((run) => [run.title, run] as const))(
  "%s",
  (_title, run) => {
    it("has PyTorch's parameters and gradients after every iteration, to the bit", () => {
      for (const [at, { losses, ...iteration }] of train(run).entries()) {
        const { losses: recorded, p, q, grads } = run.iterations[at]!;
        expect(iteration, `iteration ${at}`).toEqual({
          p: p.map(Math.fround),
          q: q.map(Math.fround),
          grads: Object.fromEntries(Object.entries(grads).map(([name, data]) => [name, data.map(Math.fround)])),
        });
        expect(difference(losses, recorded, 1e-6, 1e-7)).toBeNull();
      }
    });
  },
);

describe.each(runs.filter(({ apart }) => apart !== undefined).map((run) => [run.title, run] as const))(
  "%s",
  (_title, run) => {
    it("has PyTorch's numbers but for the rounding where the losses' gradients meet: by one pass, by a pass for each", () => {
      for (const [at, iteration] of train(run).entries()) {
        for (const recorded of [run.iterations[at]!, run.apart![at]!]) {
          expect(difference(numbersOf(iteration), numbersOf(recorded), 2e-6, 1e-6), `iteration ${at}`).toBeNull();
        }
      }
    });
  },
);

/** A run by its title. */
function runOf(title: string): Run {
  return runs.find((run) => run.title === title)!;
}

describe("gradients that add up", () => {
  const run = runOf("momentum over gradients that add up");
  const both = runOf("two optimisers, neither clears");
  const graph = graphOf(run.optimizers);
  /** What one may see of the training: numbers, and gradients of the parameters. */
  const seen = (session: Session): unknown => [
    ...["p", "q"].map((name) => read(session, name)),
    ...["p", "q"]
      .filter((name) => session.plan!.grads.has(findTensor(session.plan!, name, "out")!))
      .map((name) => read(session, name, "grad")),
    session.plan!.buffers.map(({ tensor }) => [...tensor.storage.data]),
  ];
  const iterate = (session: Session, times: number): void => {
    for (let i = 0; i < times; i++) session.handle({ type: "iterate" });
  };
  const after = (times: number, of = graph): Session => {
    const session = open(of);
    iterate(session, times);
    return session;
  };

  it.each(
    [graph, graphOf(both.optimizers)].map((of, at) => [at === 0 ? "one optimiser" : "two optimisers", of] as const),
  )(
    "go on bit for bit over a checkpoint, wherever in the iteration it is taken before the update: %s",
    (_title, of) => {
      const whole = seen(after(6, of));
      const { instructions } = after(0, of).program!;
      const update = instructions.findIndex(({ pass }) => pass === "update");
      for (let cursor = 0; cursor <= update; cursor++) {
        const first = after(3, of);
        if (cursor > 0) first.handle({ type: "runTo", cursor });
        const second = new Session(backend, new Map(), () => undefined);
        second.open(second.planOf(of), true, structuredClone(first.checkpoint()));
        iterate(second, 3);
        expect(seen(second), `before instruction ${cursor}`).toEqual(whole);
      }
    },
  );

  it("stay with the parameter over any edit that restarts the iteration, as if it had not been begun", () => {
    const bystander = { id: "aside", type: "relu", settings: {} };
    const wider: Graph = {
      ...graph,
      nodes: [...graph.nodes, bystander],
      edges: [...graph.edges, { from: "scaled.out", to: "aside.x" }],
    };
    const { instructions } = after(0).program!;
    const update = instructions.findIndex(({ pass }) => pass === "update");
    const whole = seen(after(6));
    for (let cursor = 0; cursor <= update; cursor++) {
      const session = after(3);
      if (cursor > 0) session.handle({ type: "runTo", cursor });
      session.edit(session.planEdit(wider), {});
      expect(session.state.cursor).toBe(0);
      iterate(session, 3);
      expect(seen(session), `edited before instruction ${cursor}`).toEqual(whole);
    }
  });

  it("stay under another name, over a wire taken out and put back, and over what no number depends on", () => {
    const session = after(3);
    const cut = { ...graph, edges: graph.edges.filter(({ to }) => to !== "first.loss") };
    session.edit(session.planEdit(cut), {});
    session.edit(session.planEdit(graph), {});
    const called = JSON.parse(
      JSON.stringify(graph).replaceAll('"p"', '"weights"').replaceAll('"p.out"', '"weights.out"'),
    ) as Graph;
    session.edit(session.planEdit(called), { p: "weights" });
    iterate(session, 3);
    expect(read(session, "weights", "grad")).toEqual(read(after(6), "p", "grad"));
  });

  it("stay when the iteration begins again because a number was written by hand", () => {
    const session = after(3);
    const kept = read(session, "p", "grad");
    session.handle({ type: "runPass" });
    session.handle({ type: "runPass" });
    expect(read(session, "p", "grad")).not.toEqual(kept);
    session.write("p", "value", [{ index: [0], value: 1 }]);
    expect(read(session, "p", "grad")).toEqual(kept);
  });

  it("go with their parameter: Reset clears them, and one that begins anew has none", () => {
    const session = after(3);
    session.handle({ type: "reset" });
    iterate(session, 3);
    expect(seen(session)).toEqual(seen(after(3)));
  });

  it("are, at every moment, what PyTorch's `.grad` is: the backward pass adds to them when it is through with them", () => {
    const session = after(2);
    const before = read(session, "p", "grad");
    const { instructions } = session.program!;
    const grows = instructions.findLastIndex(({ pass, node }) => pass === "backward" && node === "scaled");
    for (let cursor = 1; cursor < instructions.length; cursor++) {
      session.handle({ type: "runTo", cursor });
      const expected = cursor <= grows ? before : run.iterations[2]!.grads["p"]!.map(Math.fround);
      expect(read(session, "p", "grad"), `before instruction ${cursor}`).toEqual(expected);
    }
  });

  it("are what they were when one goes back, and forward again", () => {
    const session = after(5);
    const whole = seen(session);
    const seek = (iteration: number, cursor: number): void => {
      session.handle({ type: "seek", iteration, cursor });
      while (session.state.target !== null) session.handle({ type: "tick" });
    };
    seek(2, 3);
    seek(5, 0);
    expect(seen(session)).toEqual(whole);
  });

  it("have an instruction called zero_grad only where one is cleared, and it says whose", () => {
    const begins = (of: Graph): unknown => {
      const { op, detail } = open(of).program!.instructions.find(({ pass }) => pass === "backward")!;
      return [op, detail];
    };
    expect(begins(graph)).toEqual(["backward", "loss.grad = 1"]);
    expect(begins(graphOf(runOf("two Adams of one loss").optimizers))).toEqual(["zero_grad", "loss.grad = 1"]);
    const mixed = runOf("two optimisers, of which one clears what it holds");
    expect(begins(graphOf(mixed.optimizers))).toEqual(["zero_grad", "of first; loss.grad = 1"]);
  });

  it("cost no memory and no instruction where everything is cleared", () => {
    expect(open(graphOf(runOf("two Adams of one loss").optimizers)).plan!.accumulated).toEqual([]);
  });
});

describe("two optimisers of one parameter", () => {
  const graph = graphOf(runOf("two Adams of one loss").optimizers);

  it("remember each its own, under names of their own, and keep it when the other goes", () => {
    const session = open(graph);
    for (let i = 0; i < 3; i++) session.handle({ type: "iterate" });
    const [first, second] = ["value.exp_avg", "value.second.exp_avg"].map((port) => read(session, "p", "value", port));
    expect(first).not.toEqual(second);
    const alone = {
      ...graph,
      nodes: graph.nodes.filter(({ id }) => id !== "first"),
      edges: graph.edges.filter(({ to }) => to !== "first.loss"),
    };
    session.edit(session.planEdit(alone), {});
    expect(read(session, "p", "value", "value.exp_avg")).toEqual(second);
    session.edit(session.planEdit(graph), {}, true);
    // A wire taken out and put back, too.
    session.edit(session.planEdit({ ...graph, edges: graph.edges.filter(({ to }) => to !== "b.x") }), {});
    session.edit(session.planEdit(graph), {});
    expect(["value.exp_avg", "value.second.exp_avg"].map((port) => read(session, "p", "value", port))).toEqual([
      first,
      second,
    ]);
  });
});
