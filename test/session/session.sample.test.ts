import { readFileSync } from "node:fs";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { facetLines } from "../../src/program/facets/facets.ts";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { planDiagnostics } from "../../src/program/plan/plan.ts";
import { Session } from "../../src/session/session.ts";
import { backend } from "../fastest.ts";
import { fixture } from "../fixtures/fixture.ts";
import { drive } from "./drive.ts";
import { batchGraph, notebookGraph, withNodes, withSettings } from "./graphs.ts";
import type { Checkpoint } from "../../src/protocol/checkpoint.ts";

type ByParameter = Readonly<Record<"C" | "W1" | "b1" | "W2" | "b2", readonly number[]>>;
const notebook = fixture("notebook.json") as {
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly initial: ByParameter;
  readonly parameters_after_120_updates: ByParameter;
};
const recorded = fixture("sample.json") as {
  readonly seed: number;
  readonly words: readonly {
    readonly updates: number;
    readonly temperature: number;
    readonly words: readonly string[];
  }[];
};

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const texts = new Map([["names", file("public/data/names.txt")]]);

function open(graph: Graph, checkpoint?: Checkpoint): Session {
  const session = new Session(backend, texts, () => undefined);
  session.open(session.planOf(graph), true, checkpoint);
  return session;
}

function train(session: Session, stopAt: number): void {
  session.handle({ type: "train", stopAt });
  while (session.state.phase === "training") session.handle({ type: "tick" });
}

const withSample = (graph: Graph, settings: GraphNode["settings"] = {}): Graph =>
  withNodes(graph, [["words2", "sample", settings]], [["output.out", "words2.logits"]]);

function words(session: Session): readonly string[] {
  const told = facetLines(session.plan!.nodes.get("words2")!.facets)!;
  return told.fault === null ? told.lines : [...told.lines, told.fault];
}

/** The notebook's model with parameters of PyTorch's. */
function checkpointOf(parameters: ByParameter): Checkpoint {
  const names = { "C.C": "C", "hidden.W": "W1", "hidden.b": "b1", "output.W": "W2", "output.b": "b2" } as const;
  const entries = Object.entries(names).map(([ours, theirs]) => {
    const data = Float32Array.from(parameters[theirs]);
    return [ours, { shape: notebook.shapes[theirs]!, data }] as const;
  });
  return { ...open(notebookGraph()).checkpoint(), parameters: Object.fromEntries(entries), draws: null };
}

describe("sampled words", () => {
  it.each(recorded.words)("are PyTorch's: $updates updates, temperature $temperature", (sampled) => {
    const parameters = sampled.updates === 0 ? notebook.initial : notebook.parameters_after_120_updates;
    const graph = withSample(readGraph(file("graphs/notebook-mlp.json")), {
      count: "20",
      temperature: String(sampled.temperature),
      seed: String(recorded.seed),
    });
    const session = open(graph, checkpointOf(parameters));
    expect(words(session)).toEqual(sampled.words.map((word) => (word.length < 32 ? word : `${word}…`)));
  });

  test.prop([fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }), fc.boolean()], { numRuns: 6 })(
    "leave the training as it was, to the bit, and are drawn when they are due",
    (every, count, batches) => {
      const graph = batches ? batchGraph() : notebookGraph();
      const [without, sampling] = [open(graph), open(withSample(graph, { every: String(every), count: "3" }))];
      for (const session of [without, sampling]) train(session, count - 1);
      expect(sampling.checkpoint().parameters).toEqual(without.checkpoint().parameters);
      expect(sampling.checkpoint().generator).toEqual(without.checkpoint().generator);
      expect(sampling.curves()).toEqual(without.curves());
      const due = count - 1 - ((count - 1) % every);
      const before = open(graph);
      if (due > 0) train(before, due - 1);
      const then = open(withSample(graph, { count: "3" }), { ...before.checkpoint(), draws: null });
      expect(words(sampling)).toEqual(words(then));
    },
  );

  it("are those of the model as it is after Evaluate", () => {
    const session = open(withSample(notebookGraph(), { every: "1000" }));
    const before = words(session);
    train(session, 30);
    expect(words(session)).toEqual(before);
    session.handle({ type: "evaluate" });
    expect(session.state).toMatchObject({ iteration: 31, cursor: 0 });
    expect(words(session)).not.toEqual(before);
    const straight = open(notebookGraph());
    train(straight, 40);
    train(session, 40);
    expect(session.checkpoint().parameters).toEqual(straight.checkpoint().parameters);
  });

  it("are drawn without an optimiser, and are drawn alike each time", () => {
    const graph = withSample(notebookGraph());
    const session = open({
      ...graph,
      nodes: graph.nodes.filter(({ id }) => id !== "sgd" && id !== "loss"),
      edges: graph.edges.filter(({ to }) => !to.startsWith("loss.") && to !== "sgd.loss"),
    });
    expect(session.plan!.measured.size).toBe(0);
    const first = words(session);
    expect(first).toHaveLength(10);
    session.handle({ type: "iterate" });
    expect(words(session)).toEqual(first);
  });

  it("let everything pass a dropout", () => {
    const dropped = withNodes(
      { ...notebookGraph(), edges: notebookGraph().edges.filter(({ to }) => to !== "output.x") },
      [["drop", "dropout", { p: "0.9" }]],
      [
        ["tanh.out", "drop.x"],
        ["drop.out", "output.x"],
      ],
    );
    expect(words(open(withSample(dropped)))).toEqual(words(open(withSample(notebookGraph()))));
  });

  it("have blanks between their tokens at word level", () => {
    const graph = withSettings(notebookGraph(), "words", { source: "text", text: "to be or not to be\nthat is it" });
    const line = withSample(withSettings(graph, "tokenize", { level: "word" }), {
      count: "1",
      max_length: "4",
      seed: "1",
    });
    const session = open(line);
    train(session, 60);
    session.handle({ type: "evaluate" });
    expect(words(session)[0]).toMatch(/^(to be or not…|that is it)$/);
  });

  it("say so when there are no probabilities, and the training goes on", () => {
    const session = open(withSample(notebookGraph({ sgd: { lr: "1e38" } }), { every: "1" }));
    train(session, 5);
    expect(session.state.iteration).toBe(6);
    expect(words(session)).toEqual(["probability tensor contains either `inf`, `nan` or element < 0"]);
  });

  it("come with the news, when they have changed", async () => {
    const { session, until } = drive();
    await session.request("open", { graph: withSample(notebookGraph(), { every: "5" }), evaluate: true });
    const first = await until(() => true);
    expect(first.lines).toEqual([{ node: "words2", fault: null, lines: words(open(withSample(notebookGraph()))) }]);
    await session.request("train", { stopAt: 3, losses: "thinned" });
    const trained = await until(({ status }) => status.phase === "idle" && status.iteration === 4);
    expect(trained.lines).toEqual([]);
    await session.request("evaluate", {});
    const evaluated = await until(() => true);
    expect(evaluated.lines.map(({ node }) => node)).toEqual(["words2"]);
    await session.request("step", {});
    await expect(session.request("evaluate", {})).rejects.toThrow("finish the iteration first");
  });

  const wired = (graph: Graph, from: string): Graph => ({
    ...graph,
    edges: graph.edges.map((edge) => (edge.to === "words2.logits" ? { ...edge, from } : edge)),
  });

  it.each([
    [
      withSample(notebookGraph({ view: { shape: "32, 6" } })),
      "shape '[32, 6]' is invalid for input of size 6, in node \"view\"",
    ],
    [withSample(notebookGraph(), { temperature: "0" }), "expected a temperature greater than 0, got 0"],
    [withSample(notebookGraph({ output: { out: "30" } })), "expected logits for the vocabulary of 27 tokens, got 30"],
    [
      wired(withSample(notebookGraph()), "loss.loss"),
      'expected a model of one tensor of contexts (a context or a batch), got "context.x" and "context.y" upstream',
    ],
    [
      wired(withSample(notebookGraph({ C: { dim: "27" } })), "C.out"),
      "expected one row of logits, float32 [1, vocab_size], for one context, got float32 [1, 3, 27]",
    ],
  ])("that cannot be drawn: %#", (graph, message) => {
    const plan = new Session(backend, texts, () => undefined).planOf(graph);
    expect(planDiagnostics(plan)).toContainEqual(expect.objectContaining({ node: "words2", message }));
  });
});
