import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { formatEndpoint } from "../../../src/base/endpoint.ts";
import { formatNumber } from "../../../src/base/formatNumber.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import type { CellRef } from "../../../src/protocol/tensorRef.ts";
import type { Askable } from "../../../src/session/questions/question.ts";
import type { Session } from "../../../src/session/session.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { batchGraph, inserted, notebookGraph, optimizedBy, withNodes, withSettings } from "../graphs.ts";
import { fingerprint, opened, train } from "../walk.ts";
import { ask, lossByHand } from "./nudgedByHand.ts";

const at = (node: string, port: string, ...index: number[]): CellRef => ({ node, port, side: "value", index });

function shown(graph: Graph, iterations = 0): Session {
  const { session } = opened(graph);
  for (let iteration = 0; iteration < iterations; iteration++) session.handle({ type: "iterate" });
  return session;
}

describe("on the notebook, against PyTorch", () => {
  const recorded = fixture("nudges.json") as {
    readonly loss: number;
    readonly deltas: readonly number[];
    readonly cells: readonly {
      readonly tensor: string;
      readonly index: readonly number[];
      readonly grad: number;
      readonly losses: readonly number[];
    }[];
  };
  const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
  const texts = new Map([["names", file("public/data/names.txt")]]);
  const { session } = opened(readGraph(file("graphs/notebook-mlp.json")), { texts });
  const names: Readonly<Record<string, readonly [string, string]>> = {
    W1: ["hidden", "W"],
    b2: ["output", "b"],
    C: ["C", "C"],
    hidden: ["hidden", "out"],
    tanh: ["tanh", "out"],
    view: ["view", "out"],
    logits: ["output", "out"],
  };

  it.each(recorded.cells)("$tensor $index", async ({ tensor, index, grad, losses }) => {
    const cell = at(...names[tensor]!, ...index);
    for (const [i, delta] of recorded.deltas.entries()) {
      const found = await ask(session, cell, { delta });
      expect(found.nudged.foretold).toBe(found.loss + delta * found.gradient);
      // The recording's products were summed in another order, that of Debian's BLAS.
      expect(Math.abs(found.loss - recorded.loss)).toBeLessThan(1e-5);
      expect(Math.abs(found.nudged.loss - losses[i]!)).toBeLessThan(1e-5);
      expect(Math.abs(found.gradient - grad)).toBeLessThan(1e-5 * Math.abs(grad));
    }
  });
});

/** With running statistics and a mask, trained on batches. */
const layered: Graph = inserted(
  inserted(optimizedBy("sgd", { lr: "0.1" }), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x"),
  { id: "drop", type: "dropout", settings: { p: "0.3" } },
  "output.x",
);

describe("the session", () => {
  const cells = [
    at("hidden", "W", 1, 2),
    at("C", "C", 3, 1),
    at("view", "out", 2, 3),
    at("norm", "out", 1, 4),
    at("drop", "out", 0, 7),
    at("norm", "running_mean", 4),
    at("drop", "#0.mask", 0, 7),
  ];

  test("is as it was, wherever its cursor stands, and trains on as if nobody had asked", async () => {
    const [session, other] = [shown(layered, 2), shown(layered, 2)];
    const start = session.state.iteration;
    const losses: number[] = [];
    while (session.state.iteration === start) {
      const before = fingerprint(session);
      for (const cell of cells) losses.push((await ask(session, cell, { delta: 0.5, points: 2 })).nudged.loss);
      expect(fingerprint(session)).toBe(before);
      session.handle({ type: "stepInto" });
      other.handle({ type: "stepInto" });
    }
    train(session, 9);
    train(other, 9);
    expect(fingerprint(session)).toBe(fingerprint(other));
    // All along the iteration, but for its update, it is the same question on the same draws.
    expect(losses.slice(0, cells.length)).toEqual(losses.slice(cells.length, 2 * cells.length));
    expect(new Set(losses).size).toBeGreaterThan(cells.length);
  });

  test("has the loss that was told when the number is written, wherever its cursor stands", async () => {
    const length = shown(layered).program!.instructions.length;
    for (let steps = 0; steps < length; steps += 3) {
      const session = shown(layered, 2);
      for (let step = 0; step < steps; step++) session.handle({ type: "stepInto" });
      for (const cell of cells.slice(0, 2)) {
        const { nudged, value } = await ask(session, cell, { delta: -0.75 });
        session.write(cell.node, cell.port, [{ index: cell.index, value: value - 0.75 }]);
        expect(session.loss!.loss).toBe(nudged.loss);
        session.write(cell.node, cell.port, [{ index: cell.index, value }]);
      }
    }
  });

  test("holds batch and mask, and moves no running statistics", async () => {
    const session = shown(layered, 1);
    session.handle({ type: "stepInto" });
    for (const cell of cells.slice(0, 5)) {
      const { nudged, value } = await ask(session, cell, { delta: 0.25 });
      const other = shown(layered, 1);
      expect(nudged.loss).toBe(lossByHand(other, cell, value + 0.25));
    }
    const { gradient, nudged, loss, notes } = await ask(session, at("norm", "running_mean", 4), { delta: 5 });
    expect([gradient, nudged.loss]).toEqual([0, loss]);
    expect(notes.join()).toContain("No gradient leads back to it");
  });

  test("is asked on draws that are yet to be made as the next step makes them", async () => {
    const session = shown(layered, 2);
    const { loss, notes, gradient } = await ask(session, at("hidden", "W", 0, 0));
    const last = session.program!.tensors.find("hidden", "W", "grad")!.storage.data[0]!;
    expect(notes).toEqual([
      "Iteration 2 has yet to draw (batch, drop): the copy draws as the next step will, and the loss is of that.",
      `The gradient here, ${formatNumber(gradient)}, is that of the next backward pass, with the parameters as they are now; ` +
        `the ${formatNumber(last)} on the card is of the last one.`,
    ]);
    session.handle({ type: "runPass" });
    expect(session.loss).toEqual({ iteration: 2, loss });
    expect((await ask(session, at("hidden", "W", 0, 0))).notes).toEqual(notes.slice(1));
    session.handle({ type: "runPass" });
    expect((await ask(session, at("hidden", "W", 0, 0))).notes).toEqual([]);
  });

  test("is told where the number on show is from before the update", async () => {
    const session = shown(notebookGraph(), 3);
    const { loss, notes, value } = await ask(session, at("hidden", "out", 0, 0));
    expect(notes[0]).toBe("The loss is that of a forward pass with the parameters as they are now.");
    expect(notes[1]).toMatch(/^There hidden\[0, 0\] is .*; the .* on show is from before\.$/);
    session.handle({ type: "runPass" });
    expect(session.loss!.loss).toBe(loss);
    expect(session.program!.tensors.find("hidden", "out")!.storage.data[0]).toBe(value);
  });

  test("is planned once more only when its program is another one", async () => {
    const { session } = opened(notebookGraph());
    let plans = 0;
    const asked = (): Session =>
      new Proxy(session, {
        get: (target, name) => {
          if (name === "planOf") plans += 1;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
    const first = await ask(asked(), at("hidden", "W", 0, 0), { delta: 1 });
    await ask(asked(), at("tanh", "out", 0, 0), { delta: 1 });
    expect(await ask(asked(), at("hidden", "W", 0, 0), { delta: 1 })).toEqual(first);
    expect(plans).toBe(1);
    session.handle({ type: "iterate" });
    expect(await ask(asked(), at("hidden", "W", 0, 0), { delta: 1 })).not.toEqual(first);
    expect(plans).toBe(1);
    session.edit(session.planEdit(withSettings(notebookGraph(), "hidden", { out: "7" })), {});
    await ask(asked(), at("hidden", "W", 0, 0), { delta: 1 });
    expect(plans).toBe(2);
  });
});

describe("the gradient", () => {
  const cell = at("hidden", "W", 0, 0);
  const ofLoss = async (graph: Graph, loss: string | null = null): Promise<number> =>
    (await ask(shown(graph), cell, { loss })).gradient;

  it("is of one loss, where several are minimised", async () => {
    const graph = optimizedBy("sgd", {});
    const two = withNodes(
      graph,
      [
        ["other", "mean", { dim: "" }],
        ["adam", "adam", {}],
      ],
      [
        ["tanh.out", "other.x"],
        ["other.out", "adam.loss"],
      ],
    );
    const session = shown(two);
    const [first, second] = [await ofLoss(two, "loss"), await ofLoss(two, "other")];
    expect(first).toBe(await ofLoss(graph));
    expect(second).not.toBe(first);
    session.handle({ type: "runPass" });
    session.handle({ type: "runPass" });
    const weight = session.program!.tensors.find("hidden", "W")!;
    expect(session.plan!.grads.get(weight)!.storage.data[0]).toBeCloseTo(first + second, 6);
    const { notes } = await ask(session, cell, { loss: "other" });
    expect(notes).toEqual(["The gradient on the card adds up those of 2 losses; this one is of other alone."]);
  });

  it("is this iteration's, without weight decay and what zero_grad left", async () => {
    const graph = notebookGraph();
    const grown = shown(withSettings(graph, "sgd", { zero_grad: false, weight_decay: "0.5" }), 1);
    const plainly = shown(withSettings(graph, "sgd", { weight_decay: "0.5" }), 1);
    const { gradient, notes } = await ask(grown, cell);
    expect(gradient).toBe((await ask(plainly, cell)).gradient);
    expect(notes).toContain("Without what earlier iterations left in .grad (zero_grad is off).");
  });

  it("is there for what the backward pass gives none, and without any optimiser", async () => {
    const data = withNodes(
      { ...notebookGraph(), nodes: [], edges: [] },
      [
        ["c", "constant", { values: "3, -4", shape: "2" }],
        ["square", "mul", {}],
        ["loss", "sum", { dim: "" }],
      ],
      [
        ["c.out", "square.a"],
        ["c.out", "square.b"],
        ["square.out", "loss.x"],
      ],
    );
    const session = shown(data);
    const { loss, gradient, nudged, parameter } = await ask(session, at("c", "out", 1), { delta: 1 });
    expect([loss, gradient, nudged.loss, nudged.foretold, parameter]).toEqual([25, -8, 18, 17, null]);
    expect([...session.program!.tensors.find("c", "out")!.storage.data]).toEqual([3, -4]);
  });
});

describe("a number that is held back", () => {
  const chain = (op: string, values: string): Graph =>
    withNodes(
      { ...notebookGraph(), nodes: [], edges: [] },
      [
        ["w", "parameter", { shape: "2", init: "zeros" }],
        ["c", "constant", { values, shape: "2" }],
        ["x", "add", {}],
        ["h", op, {}],
        ["loss", "sum", { dim: "" }],
        ["sgd", "sgd", {}],
      ],
      [
        ["w.out", "x.a"],
        ["c.out", "x.b"],
        ["x.out", "h.x"],
        ["h.out", "loss.x"],
        ["loss.out", "sgd.loss"],
      ],
    );

  it.each([
    ["tanh", "9.2, 0", "both", { x: Math.fround(9.2), y: 1 }],
    ["relu", "-3, 0", "both", { x: -3, y: 0 }],
    ["relu", "0, 0", "below", { x: 0, y: 0 }],
    ["sigmoid", "0, 0", null, null],
    ["relu", "3, 0", null, null],
  ])("%s at %s is flat %s", async (op, values, flat, from) => {
    const { bends } = await ask(shown(chain(op, values)), at("w", "out", 0), { points: 4, reach: 1 });
    if (flat === null) expect(bends).toEqual([]);
    else {
      expect(bends).toMatchObject([{ node: "h", op, flat, moved: 1, held: 1, input: "x[0]", output: "h[0]" }]);
      expect(bends[0]!.from.x).toBe(from.x);
      expect(bends[0]!.from.y).toBeCloseTo(from.y, 6);
      expect(bends[0]!.less.x).toBeCloseTo(from.x - 1, 5);
      expect(bends[0]!.more.x).toBeCloseTo(from.x + 1, 5);
    }
  });

  it("counts the numbers that move with it", async () => {
    const session = shown(notebookGraph());
    const { bends, curve } = await ask(session, at("hidden", "b", 3), { points: 4, reach: 0.5 });
    const hidden = session.program!.tensors.find("hidden", "out")!;
    for (const { moved, held } of bends) {
      expect(moved).toBe(hidden.shape[0]);
      expect(held).toBeGreaterThanOrEqual(moved / 2);
    }
    expect(curve).toHaveLength(9);
  });
});

describe("what cannot be nudged is said in one sentence", () => {
  const session = shown(withNodes(batchGraph(), [["less", "lt", { other: "0" }]], [["hidden.out", "less.a"]]));

  it.each([
    [at("batch", "x", 0, 0), '"batch.x" holds whole numbers'],
    [at("less", "out", 0, 0), '"less.out" holds truth values'],
    [at("hidden", "W", 0, 999), 'expected an index into "hidden.W" of shape [6, 100], got [0, 999]'],
    [at("nowhere", "out", 0), 'there is no tensor "nowhere.out"'],
  ])("%j", async (cell, sentence) => {
    await expect(ask(session, cell)).rejects.toThrow(sentence);
  });

  it("what does not lead to the loss", async () => {
    const aside = shown(withNodes(notebookGraph(), [["exp", "exp", {}]], [["hidden.out", "exp.x"]]));
    await expect(ask(aside, at("exp", "out", 0, 0))).rejects.toThrow('"exp.out" does not lead to the loss of loss');
    const adam = shown(optimizedBy("adam", {}), 1);
    const memory = ask(adam, at("hidden", "W.exp_avg", 0, 0));
    await expect(memory).rejects.toThrow(
      `${JSON.stringify(formatEndpoint({ node: "hidden", port: "W.exp_avg" }))} does`,
    );
  });

  it("no loss, no such loss, no number to add", async () => {
    const bare = { ...notebookGraph(), edges: notebookGraph().edges.filter(({ to }) => !to.startsWith("loss")) };
    await expect(ask(shown(bare), at("hidden", "W", 0, 0))).rejects.toThrow("there is no loss in this graph");
    await expect(ask(session, at("hidden", "W", 0, 0), { loss: "C" })).rejects.toThrow('node "C" computes no loss');
    await expect(ask(session, at("hidden", "W", 0, 0), { delta: Number.NaN })).rejects.toThrow("a finite number");
  });

  it("what is not finite", async () => {
    const other = shown(notebookGraph());
    other.write("hidden", "W", [{ index: [0, 0], value: Infinity }]);
    await expect(ask(other, at("hidden", "W", 0, 0))).rejects.toThrow("is inf: nothing can be added to it");
  });

  it("a model that has no room beside its copy", async () => {
    const large = shown(optimizedBy("sgd", {}));
    const plan = large.plan!;
    const huge = { ...plan.constants[0]!.tensor, storage: { bytes: 2 ** 30 } };
    const crowded = Object.create(large, {
      plan: { value: { ...plan, constants: [...plan.constants, { tensor: huge, values: [] }] } },
      planOf: { value: (graph: Graph) => large.planOf(graph) },
      generatorState: { value: () => large.generatorState() },
      program: { value: large.program },
      state: { value: large.state },
      progress: { value: large.progress },
    }) as Askable as Session;
    await expect(ask(crowded, at("hidden", "W", 0, 0))).rejects.toThrow("there is no room for a copy of the model");
  });
});
