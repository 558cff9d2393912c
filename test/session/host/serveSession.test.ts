import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../../src/base/diagnostic.ts";
import { Overtaken } from "../../../src/base/overtaken.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { drive } from "../drive.ts";
import { notebookGraph, withNodes, withSettings } from "../graphs.ts";

/** The sum of twice three free parameters. */
const biasGraph: Graph = {
  ...notebookGraph(),
  nodes: [
    { id: "bias", type: "parameter", settings: { shape: "3" } },
    { id: "two", type: "constant", settings: { values: "2", shape: "1" } },
    { id: "product", type: "mul", settings: {} },
    { id: "total", type: "sum", settings: {} },
    { id: "sgd", type: "sgd", settings: {} },
  ],
  edges: [
    { from: "bias.out", to: "product.a" },
    { from: "two.out", to: "product.b" },
    { from: "product.out", to: "total.x" },
    { from: "total.out", to: "sgd.loss" },
  ],
};

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe("the protocol", () => {
  test("tells the shapes at once, and the numbers in one progress message", async () => {
    const { session, until } = drive();
    await session.request("watch", {
      tensors: [{ node: "hidden", port: "out", side: "value", maxRows: 64, maxColumns: 64 }],
    });
    const plan = await session.request("open", { graph: notebookGraph(), evaluate: true });
    expect(plan.nodes["hidden"]?.outputs["out"]).toEqual({
      kind: "tensor",
      dtype: "float32",
      shape: [32, 100],
      dims: ["N", "n_hidden"],
      grad: true,
    });
    expect(plan.parameterCount).toBe(3481);
    const { previews, status } = await until(() => true);
    expect(status.loss?.loss).toBeCloseTo(17.7697, 3);
    expect(previews).toHaveLength(1);
    expect(previews[0]).toMatchObject({ tensorRows: 32, tensorColumns: 100, rows: 32, columns: 64, notFinite: 0 });
  });

  test("a question is answered, and brings no news with it; what changes something does", async () => {
    const { session, received, acknowledge, until } = drive();
    await session.request("open", { graph: biasGraph, evaluate: true });
    await until(({ status }) => status.evaluated);
    acknowledge();
    const told = received.length;
    await session.ask("gradientRatios", {});
    await session.ask("checkpoint", {});
    await session.ask("read", {
      tensor: { node: "bias", port: "out", side: "value" },
      region: { start: [0], size: [3] },
    });
    await turns(20);
    expect(received).toHaveLength(told);
    await session.request("step", {});
    await until(({ status }) => status.cursor === 1);
    expect(received).toHaveLength(told + 1);
  });

  test("shows constants and free parameters, which are no step, and the gradient that reaches one", async () => {
    const { session, until } = drive();
    const watch = (node: string, side: "value" | "grad") => ({ node, port: "out", side, maxRows: 64, maxColumns: 64 });
    await session.request("watch", { tensors: [watch("bias", "value"), watch("two", "value"), watch("bias", "grad")] });
    await session.request("open", { graph: biasGraph, evaluate: true });
    const opened = await until(({ previews }) => previews.length > 0);
    expect(opened.previews.map(({ node, side }) => `${node} ${side}`)).toEqual(["bias value", "two value"]);
    await session.request("iterate", {});
    const { previews, status } = await until(({ previews: all }) => all.length === 3);
    expect(status.graded).toEqual(expect.arrayContaining(["bias", "product"]));
    expect([...previews[2]!.data]).toEqual([2, 2, 2]);
  });

  test("shows a gradient that is a sum as far as its parts have come", async () => {
    const { session, until } = drive();
    const graph = withNodes(
      { ...biasGraph, edges: biasGraph.edges.filter(({ from }) => from === "two.out" || from === "total.out") },
      [
        ["less", "neg", {}],
        ["both", "add", {}],
      ],
      [
        ["bias.out", "less.x"],
        ["less.out", "product.a"],
        ["less.out", "both.a"],
        ["product.out", "both.b"],
        ["both.out", "total.x"],
      ],
    );
    const watch = { node: "less", port: "out", side: "grad", maxRows: 1, maxColumns: 3 } as const;
    await session.request("watch", { tensors: [watch] });
    const { instructions } = await session.request("open", { graph, evaluate: true });
    await session.request("iterate", {});
    await until(({ status }) => status.iteration === 1);
    const shownBefore = async (node: string): Promise<readonly [readonly number[] | undefined, boolean]> => {
      const cursor = instructions.findIndex(
        (instruction) => instruction.pass === "backward" && instruction.node === node,
      );
      await session.request("seek", { iteration: 0, cursor });
      const { previews, status } = await until((progress) => progress.status.cursor === cursor);
      return [previews[0] && [...previews[0].data], status.graded.includes("less")];
    };
    expect(await shownBefore("both")).toEqual([undefined, false]);
    expect(await shownBefore("product")).toEqual([[1, 1, 1], false]);
    expect(await shownBefore("less")).toEqual([[3, 3, 3], false]);
  });

  test("hands over every loss when asked for all of them, also to a slow reader", async () => {
    const { session, received, until } = drive();
    await session.request("open", { graph: notebookGraph(), evaluate: false });
    await session.request("train", { stopAt: 299, losses: "all" });
    await until(({ status }) => status.iteration === 300);
    const iterations = received.flatMap(({ losses }) => [...(losses[0]?.points ?? [])].filter((_, at) => at % 2 === 0));
    expect(iterations).toEqual(Array.from({ length: 300 }, (_, iteration) => iteration));
  });

  test("sends nothing more until the client has taken the last message, however much happens", async () => {
    const { session, received, acknowledge } = drive();
    await session.request("open", { graph: notebookGraph(), evaluate: true });
    await turns(2);
    expect(received).toHaveLength(1);
    await session.request("train", { stopAt: null, losses: "thinned" });
    await turns(200);
    expect(received).toHaveLength(1);
    acknowledge();
    await turns(50);
    expect(received).toHaveLength(2);
    expect(received[1]!.status.iteration).toBeGreaterThan(500);
    expect(received[1]!.losses[0]!.points.length).toBeLessThanOrEqual(2 * 513);
    await session.request("pause", {});
  });

  test("an answer for a document that was replaced meanwhile is not taken for the new one's", async () => {
    const { session, until } = drive();
    const first = session.request("open", { graph: notebookGraph(), evaluate: true });
    const second = session.request("open", {
      graph: withSettings(notebookGraph(), "hidden", { out: "7" }),
      evaluate: true,
    });
    await expect(first).rejects.toThrow(Overtaken);
    await expect(second).resolves.toMatchObject({ parameterCount: 54 + 6 * 7 + 7 + 7 * 27 + 27 });
    await until(({ status }) => status.phase === "idle");
  });

  test("a refusal of a document that was replaced meanwhile is not told as the new one's", async () => {
    const { session } = drive();
    await expect(session.request("train", { stopAt: 9, losses: "thinned" })).rejects.toThrow(DiagnosticError);
    const late = session.request("train", { stopAt: 9, losses: "thinned" });
    const opened = session.request("open", { graph: notebookGraph(), evaluate: true });
    await expect(late).rejects.toThrow(Overtaken);
    await opened;
  });

  test("whatIf says what a graph would do, and changes nothing", async () => {
    const { session, until } = drive();
    await session.request("open", { graph: notebookGraph(), evaluate: true });
    const before = await until(() => true);
    const graph = notebookGraph();
    const broken = { ...graph, edges: graph.edges.map((e) => (e.to === "hidden.x" ? { from: "C.out", to: e.to } : e)) };
    const report = await session.ask("whatIf", { graph: broken });
    expect(report.nodes["hidden"]).toMatchObject({
      status: "error",
      diagnostics: [{ node: "hidden", message: "mat1 and mat2 shapes cannot be multiplied (96x2 and 6x100)" }],
    });
    expect(report.nodes["tanh"]).toMatchObject({ status: "blocked", blockedBy: "hidden" });
    await session.request("iterate", {});
    const after = await until(({ status }) => status.iteration === 1);
    expect(after.status.loss).toEqual(before.status.loss);
  });

  test("runs so many iterations from the middle of one, what is left of it counting as the first", async () => {
    const { session, until } = drive();
    await session.request("open", { graph: notebookGraph(), evaluate: true });
    for (let step = 0; step < 3; step++) await session.request("step", {});
    await session.request("iterateMany", { count: 4 });
    const { status } = await until(({ status: { phase, iteration } }) => phase === "idle" && iteration > 0);
    expect(status).toMatchObject({ iteration: 4, cursor: 0, halted: { sentence: "stopped at iteration 3" } });
    await expect(session.request("iterateMany", { count: 0 })).rejects.toThrow("expected 1 iteration or more, got 0");
  });

  test("plays node by node through updates until it is paused, and to the bits that training gives", async () => {
    const { session, until } = drive();
    await session.request("open", { graph: notebookGraph(), evaluate: true });
    await expect(session.request("play", { stepsPerSecond: 0, granularity: "node" })).rejects.toThrow(
      "expected up to 1000 steps a second, got 0",
    );
    await session.request("play", { stepsPerSecond: 500, granularity: "node" });
    const played = await until(({ status }) => status.iteration === 3);
    expect(played.status.phase).toBe("playing");
    await expect(session.request("train", { stopAt: 9, losses: "thinned" })).rejects.toThrow("pause first");
    await session.request("pause", {});
    const paused = await until(({ status }) => status.phase === "idle");
    const trained = drive();
    await trained.session.request("open", { graph: notebookGraph(), evaluate: true });
    await trained.session.request("iterateMany", { count: paused.status.iteration });
    const same = await trained.until(({ status: { phase, iteration } }) => phase === "idle" && iteration > 0);
    const loss = paused.status.loss!;
    expect(loss.iteration).toBeGreaterThanOrEqual(2);
    // Forward of the iteration that was paused in may have its loss already.
    if (loss.iteration === same.status.loss!.iteration) expect(loss.loss).toBe(same.status.loss!.loss);
    const parameters = async (of: typeof session) => (await of.ask("checkpoint", {})).parameters;
    expect(await parameters(session)).toEqual(await parameters(trained.session));
  });

  test("refuses with a sentence, and goes on", async () => {
    const { session, until } = drive();
    await session.request("open", { graph: notebookGraph(), evaluate: true });
    await session.request("train", { stopAt: null, losses: "thinned" });
    await expect(session.request("step", {})).rejects.toThrow("pause the training first");
    await session.request("pause", {});
    await session.request("step", {});
    await until(({ status }) => status.cursor > 0);
  });

  test("loads the data set that a graph names", async () => {
    const { session } = drive({ names: "emma\nolivia\n" });
    const graph = withSettings(notebookGraph(), "words", { source: "names" });
    const plan = await session.request("open", { graph, evaluate: true });
    expect(plan.nodes["words"]?.outputs["words"]).toEqual({ kind: "words", count: 2 });
  });

  describe("a text file of the user's", () => {
    const sha256 = "0123456789abcdef".repeat(4);
    const graph = withSettings(notebookGraph(), "words", { source: "file", file: "w.txt", bytes: 12, sha256 });
    const missing = { node: "words", field: "file", message: "it is not here" };

    test("is asked for by its hash, and let go when the graph names another", async () => {
      const files = new Map([[sha256, "emma\nolivia\n"]]);
      const { session } = drive({}, files);
      const plan = await session.request("open", { graph, evaluate: true });
      expect(plan.nodes["words"]?.outputs["words"]).toEqual({ kind: "words", count: 2 });
      files.clear();
      expect((await session.request("edit", { graph })).diagnostics).toEqual([]);
      await session.request("edit", { graph: notebookGraph() });
      expect((await session.request("edit", { graph })).diagnostics).toContainEqual(missing);
    });

    test("that is missing is said at its node, and taken when it comes back, with what was learned", async () => {
      const files = new Map([[sha256, "emma\nolivia\nava\nisabella\nsophia\nbcdfgjknqrtuwxyz"]]);
      const first = drive({}, files);
      await first.session.request("open", { graph, evaluate: true });
      await first.session.request("train", { stopAt: 9, losses: "thinned" });
      await first.until(({ status }) => status.iteration === 10);
      const checkpoint = await first.session.ask("checkpoint", {});

      const later = new Map<string, string>();
      const { session, until } = drive({}, later);
      const plan = await session.request("open", { graph, evaluate: true, checkpoint });
      expect(plan.diagnostics).toContainEqual(missing);
      expect(plan.nodes["tokenize"]).toMatchObject({ status: "blocked", blockedBy: "words" });
      later.set(sha256, files.get(sha256)!);
      const back = await session.request("edit", { graph, revive: true });
      expect(back.diagnostics).toEqual([]);
      const { status } = await until(({ status: { loss } }) => loss !== null);
      expect(status.iteration).toBe(10);
      const again = await session.ask("checkpoint", {});
      expect(again.parameters).toEqual(checkpoint.parameters);
      expect(again.generator).toEqual(checkpoint.generator);
    });

    test.each([
      ["none yet", { sha256: "" }, "file", "no file is chosen yet: choose a .txt, or drop it on this node"],
      ["no hash", { sha256: "ABC" }, "sha256", "expected 64 hexadecimal digits in lower case, got 3 characters"],
      ["a size that is none", { bytes: "many" }, "bytes", 'the name "many" is not known here'],
    ])("%s", async (_name, settings, field, message) => {
      const { session } = drive();
      const bent = withSettings(graph, "words", { source: "file", file: "w.txt", bytes: 12, sha256, ...settings });
      const { diagnostics } = await session.request("open", { graph: bent, evaluate: true });
      expect(diagnostics[0]).toMatchObject({ node: "words", field });
      expect(diagnostics[0]?.message).toContain(message);
    });
  });

  test("a node that is wrong is named with its field", async () => {
    const { session } = drive();
    const graph = withSettings(notebookGraph(), "hidden", { out: "n_hidden / 3" });
    const plan = await session.request("open", { graph, evaluate: true });
    expect(plan.diagnostics).toEqual([
      {
        node: "hidden",
        field: "out",
        message: "expected a whole number of at least 1, got 33.333333333333336 (n_hidden / 3)",
      },
    ]);
    expect(plan.cannotTrain).toBe(
      'node "hidden": field "out": expected a whole number of at least 1, got 33.333333333333336 (n_hidden / 3)',
    );
  });

  test("tells the learning rates of any iterations, nan where there is none", async () => {
    const { session } = drive();
    const graph = notebookGraph({ sgd: { lr: "10 ^ (-3 + 3 * iteration / 999) / (iteration != 5)" } });
    await session.request("open", { graph, evaluate: false });
    const rates = await session.ask("schedule", { node: "sgd", iterations: Float64Array.of(0, 5, 999) });
    expect([...rates]).toEqual([0.001, Number.NaN, 1]);
    await expect(session.ask("schedule", { node: "C", iterations: new Float64Array(1) })).rejects.toThrow(
      'node "C" trains nothing',
    );
  });
});
