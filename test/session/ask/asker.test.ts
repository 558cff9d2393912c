import { readFileSync } from "node:fs";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it, vi } from "vitest";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { facetLines } from "../../../src/program/facets/facets.ts";
import type { AskAnswer } from "../../../src/protocol/askReport.ts";
import type { Checkpoint } from "../../../src/protocol/checkpoint.ts";
import { askedWhy } from "../../../src/program/ask/askedWhy.ts";
import { askWhy } from "../../../src/session/questions/askWhy.ts";
import { Session } from "../../../src/session/session.ts";
import { Storage } from "../../../src/tensor/storage.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { backend } from "../../fastest.ts";
import { findTensor } from "../../program/findTensor.ts";
import { running } from "../running.ts";
import { batchGraph, inserted, notebookGraph, withNodes, withSettings } from "../graphs.ts";

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const gallery = (name: string): Graph => readGraph(file(`graphs/${name}.json`));
const texts = new Map(["names", "moby-dick"].map((name) => [name, file(`public/data/${name}.txt`)] as const));

function open(graph: Graph, checkpoint?: Checkpoint, evaluate = true): Session {
  const session = new Session(backend, texts, () => undefined);
  session.open(session.planOf(graph), evaluate, checkpoint);
  return session;
}

function train(session: Session, stopAt: number): void {
  session.handle({ type: "train", stopAt });
  while (session.state.phase === "training") session.handle({ type: "tick" });
}

function answer(session: Session, context: string | null, words = 0, seed = 1): AskAnswer {
  const report = session.asker.answer(session, { context, words, seed });
  if (report.kind !== "answer") throw new Error(JSON.stringify(report));
  return report;
}

const probabilities = (session: Session, context: string): number[] =>
  answer(session, context).next.map(({ probability }) => probability);

/** The graph with its model applied to one context, and the softmax of that. */
function withApply(graph: Graph, context: string): Graph {
  return withNodes(
    graph,
    [
      ["one", "constant", { values: context, shape: "1, 3", dtype: "int32" }],
      ["again", "apply", {}],
      ["shares", "softmax", { dim: "1" }],
    ],
    [
      ["output.out", "again.model"],
      ["one.out", "again.x"],
      ["again.out", "shares.x"],
    ],
  );
}

const dropped = (graph: Graph): Graph =>
  inserted(graph, { id: "drop", type: "dropout", settings: { p: "0.4" } }, "output.x");
const normed = (graph: Graph): Graph => inserted(graph, { id: "norm", type: "batch_norm", settings: {} }, "tanh.x");

describe("the probabilities of what comes next", () => {
  type Notebook = Readonly<Record<"initial" | "parameters_after_120_updates", Readonly<Record<string, number[]>>>>;
  const notebook = fixture("notebook.json") as Notebook & { readonly shapes: Readonly<Record<string, number[]>> };
  const recorded = fixture("ask.json") as readonly {
    readonly updates: number;
    readonly context: string;
    readonly probabilities: readonly number[];
  }[];

  it.each(recorded)(
    "are PyTorch's: $updates updates, after $context",
    ({ updates, context, probabilities: theirs }) => {
      const names = { "C.C": "C", "hidden.W": "W1", "hidden.b": "b1", "output.W": "W2", "output.b": "b2" };
      const values = updates === 0 ? notebook.initial : notebook.parameters_after_120_updates;
      const parameters = Object.entries(names).map(
        ([ours, name]) => [ours, { shape: notebook.shapes[name]!, data: Float32Array.from(values[name]!) }] as const,
      );
      const graph = gallery("notebook-mlp");
      const empty = { ...open(graph).checkpoint(), draws: null };
      const session = open(graph, { ...empty, parameters: Object.fromEntries(parameters) });
      const ours = probabilities(session, context);
      expect(ours).toHaveLength(27);
      // Logits of up to 30 are rounded before they become exponents.
      for (const [id, probability] of ours.entries()) {
        expect(Math.abs(probability - theirs[id]!)).toBeLessThanOrEqual(1e-5 * theirs[id]!);
      }
      expect(
        answer(session, context)
          .next.map(({ token }) => token)
          .join(""),
      ).toBe(".abcdefghijklmnopqrstuvwxyz");
    },
  );

  test.prop(
    [fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 26 }))), fc.nat(7), fc.boolean(), fc.boolean()],
    {
      numRuns: 6,
    },
  )("are what apply and softmax give in the graph, to the bit, in evaluation mode", (ids, updates, drops, norms) => {
    const letters = ".abcdefghijklmnopqrstuvwxyz";
    let graph = withApply(batchGraph(), ids.join(", "));
    if (drops) graph = dropped(graph);
    if (norms) graph = normed(graph);
    const session = open(graph);
    if (updates > 0) train(session, updates - 1);
    const asked = probabilities(session, ids.map((id) => letters[id]!).join(""));
    session.handle({ type: "evaluate" });
    expect(asked).toEqual([...findTensor(session.plan!, "shares", "out")!.storage.data]);
  });

  it("are of the parameters as they are in the middle of an update and after a number was written", () => {
    const session = open(notebookGraph());
    const before = probabilities(session, "emm");
    session.write("output", "b", [{ index: [13], value: 9 }]);
    const after = probabilities(session, "emm");
    expect(after[13]).toBeGreaterThan(before[13]!);
    expect(after.reduce((sum, value) => sum + value)).toBeCloseTo(1, 6);
  });

  it("follow what is computed of parameters alone, before the next forward pass has run", () => {
    const doubled = withNodes(
      { ...notebookGraph(), edges: notebookGraph().edges.filter(({ to }) => to !== "loss.logits") },
      [
        ["bias", "parameter", { shape: "27" }],
        ["large", "expression", { formula: "3 * x" }],
        ["sum", "add", {}],
      ],
      [
        ["bias.out", "large.x"],
        ["output.out", "sum.a"],
        ["large.out", "sum.b"],
        ["sum.out", "loss.logits"],
      ],
    );
    const session = open(doubled);
    train(session, 2);
    const asked = probabilities(session, "emm");
    session.handle({ type: "evaluate" });
    expect(probabilities(session, "emm")).toEqual(asked);
  });

  it("are the ten likeliest of many words, with what the others come to", () => {
    const session = open(gallery("bengio-words"));
    const { level, next, others, context, spelled, typed } = answer(session, null, 5);
    expect(level).toBe("word");
    expect(typed.split(" ")).toHaveLength(3);
    expect(context).toEqual(typed.split(" "));
    expect(next).toHaveLength(10);
    expect(others.count).toBe(16990);
    const shares = next.map(({ probability }) => probability);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(others.probability + shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 6);
    expect(spelled).toHaveLength(1);
    expect(spelled[0]!.begun).toBe(typed);
    expect(spelled[0]!.drawn.split(" ").length).toBeLessThanOrEqual(5);
    expect(answer(session, "qwertyuiop asdf").unknown).toEqual(["qwertyuiop", "asdf"]);
    expect(answer(session, "qwertyuiop").context.at(-1)).toBe("<unk>");
  });
});

describe("the words that the model would spell", () => {
  it("are those of the seed, and begin with what was typed", () => {
    const session = open(gallery("notebook-mlp"));
    train(session, 60);
    const words = answer(session, "emm", 4, 7).spelled;
    expect(words).toHaveLength(4);
    expect(words.every(({ begun }) => begun === "emm")).toBe(true);
    expect(answer(session, "emm", 4, 7).spelled).toEqual(words);
    expect(answer(open(gallery("notebook-mlp"), session.checkpoint()), "emm", 4, 7).spelled).toEqual(words);
    expect(answer(session, "emm", 4, 8).spelled).not.toEqual(words);
    expect(answer(session, "ab.em", 1).spelled[0]!.begun).toBe("em");
  });

  it("are a sample node's from markers on", () => {
    const graph = withNodes(
      gallery("notebook-mlp"),
      [["names", "sample", { count: "6", seed: "5", max_length: "20" }]],
      [["output.out", "names.logits"]],
    );
    const session = open(graph);
    train(session, 60);
    session.handle({ type: "evaluate" });
    const said = facetLines(session.plan!.nodes.get("names")!.facets)!;
    const told = answer(session, "", 6, 5).spelled.map(({ drawn, ended }) => (ended ? drawn : `${drawn}…`));
    expect(told).toEqual(said.lines);
  });

  it("end where the probabilities are no numbers, in PyTorch's words", () => {
    const session = open(notebookGraph());
    session.write("output", "b", [{ index: [3], value: Number.NaN }]);
    expect(answer(session, "emm", 3)).toMatchObject({
      spelled: [],
      fault: "probability tensor contains either `inf`, `nan` or element < 0",
    });
  });
});

describe("what is typed", () => {
  it("begins with markers where it is short, and is cut where it is long", () => {
    const session = open(notebookGraph());
    expect(answer(session, "e")).toMatchObject({ context: [".", ".", "e"], padded: 2, left: 0 });
    expect(answer(session, "")).toMatchObject({ context: [".", ".", "."], padded: 3, left: 0 });
    expect(answer(session, "isabella")).toMatchObject({ context: ["l", "l", "a"], padded: 0, left: 5 });
    expect(answer(session, null)).toMatchObject({ typed: "emm", context: ["e", "m", "m"] });
  });

  it("is not answered where a letter of it is not known, which is named", () => {
    const session = open(notebookGraph());
    expect(answer(session, "Eé", 4)).toMatchObject({ unknown: ["E", "é"], unknownAs: null, next: [], spelled: [] });
    // What the model does not see need not be known.
    expect(answer(session, "Eemm").unknown).toEqual([]);
  });
});

describe("the training", () => {
  test.prop([fc.boolean()], { numRuns: 2 })("has the same bits with 200 asks between its iterations", (layers) => {
    const graph = layers ? dropped(normed(batchGraph())) : batchGraph();
    const [asked, alone] = [open(graph), open(graph)];
    for (const session of [asked, alone]) {
      session.handle({ type: "train", stopAt: 99 });
      for (let tick = 0; session.state.phase === "training"; tick++) {
        session.handle({ type: "tick" });
        if (session !== asked) continue;
        answer(session, "emm", 4, tick);
        answer(session, "o", 2, 3);
      }
    }
    expect(asked.checkpoint()).toEqual(alone.checkpoint());
    expect(asked.curves()).toEqual(alone.curves());
  });

  it("is asked without memory being taken", () => {
    const session = open(notebookGraph());
    // The first iteration takes memory for what only a training needs.
    session.handle({ type: "iterate" });
    answer(session, "emm", 4);
    const bind = vi.spyOn(Storage.prototype, "bind");
    for (let update = 0; update < 50; update++) {
      session.handle({ type: "iterate" });
      answer(session, "emm", 4);
    }
    // How often, and not with what: a test that failed would print all that hangs on the tensors.
    expect(bind.mock.calls.length).toBe(0);
    bind.mockRestore();
  });

  it.each(["answers", "reasons"] as const)(
    "is held up four times a second at most, and less often where %s take long",
    (what) => {
      const session = open(notebookGraph());
      let time = 0;
      let cost = 1;
      const now = (): number => (time += cost / 2);
      const cell = { node: "P", port: "out", side: "value", index: [0, 1] } as const;
      const told = (): unknown =>
        what === "answers"
          ? session.asker.answer(session, { context: "emm", words: 2, seed: 1 }, now)
          : session.asker.why(session, "emm", cell, askedWhy, now);
      session.handle({ type: "train", stopAt: null });
      const first = told();
      session.handle({ type: "tick" });
      time = 240;
      expect(told()).toBe(first);
      time = 260;
      const second = told();
      expect(second).not.toEqual(first);
      cost = 40;
      time += 1000;
      const slow = told();
      time += 400;
      expect(told()).toBe(slow);
      session.handle({ type: "pause" });
      expect(told()).not.toBe(slow);
    },
  );
});

describe("a graph", () => {
  it.each(["xor", "softmax-by-hand", "dataset"])("without a model of contexts is not asked: %s", (name) => {
    const session = open(gallery(name));
    expect(session.asker.answer(session, { context: null, words: 4, seed: 1 })).toEqual({ kind: "none" });
  });

  const reason = (session: Session): unknown => session.asker.answer(session, { context: null, words: 4, seed: 1 });

  it("that is broken says so", () => {
    const graph = notebookGraph();
    expect(reason(open(withSettings(graph, "hidden", { in: "5" })))).toEqual({
      kind: "cannot",
      reason: 'node "hidden": mat1 and mat2 shapes cannot be multiplied (32x6 and 5x100)',
    });
    const unwired = { ...graph, edges: graph.edges.filter(({ to }) => to !== "tanh.x") };
    expect(reason(open(unwired))).toMatchObject({ reason: 'node "tanh": field "x": input "x" is not wired' });
    expect(reason(open(withSettings(graph, "view", { shape: "32, 6" })))).toEqual({
      kind: "cannot",
      reason: "the model does not fit one context: shape '[32, 6]' is invalid for input of size 6, in node \"view\"",
    });
    expect(reason(open(graph, undefined, false))).toMatchObject({ kind: "cannot" });
  });

  it.each([["exp"], ["softmax"], ["log_softmax"], ["shifted"]])(
    "whose loss is written by hand, with %s, is asked for the logits that it begins with",
    (way) => {
      const graph = notebookGraph();
      const without = {
        ...graph,
        nodes: graph.nodes.filter(({ id }) => !["loss", "guess", "wrong"].includes(id)),
        edges: graph.edges.filter(({ from, to }) => ![from, to].some((end) => /^(loss|guess|wrong)\./.test(end))),
      };
      const nodes: Parameters<typeof withNodes>[1] = [
        ["half", "mul", { b: "0.5" }],
        ["largest", "max", { dim: "1", keepdim: true }],
        ["shifted", "sub", {}],
        ["counts", "exp", {}],
        ["totals", "sum", { dim: "1", keepdim: true }],
        ["P", "div", {}],
        ["softmax", "softmax", { dim: "1" }],
        ["log_softmax", "log_softmax", { dim: "1" }],
        ["rows", "arange", { end: "n_examples" }],
        ["picked", "index", {}],
        ["log_P", "log", {}],
        ["mean", "mean", {}],
        ["by_hand", "neg", {}],
      ];
      const chains: Readonly<Record<string, readonly [string, string][]>> = {
        exp: [
          ["output.out", "counts.x"],
          ["P.out", "picked.x"],
          ["picked.out", "log_P.x"],
          ["log_P.out", "mean.x"],
        ],
        shifted: [
          ["output.out", "largest.x"],
          ["output.out", "shifted.a"],
          ["largest.out", "shifted.b"],
          ["shifted.out", "counts.x"],
          ["P.out", "picked.x"],
          ["picked.out", "log_P.x"],
          ["log_P.out", "mean.x"],
        ],
        softmax: [
          ["output.out", "softmax.x"],
          ["softmax.out", "picked.x"],
          ["picked.out", "log_P.x"],
          ["log_P.out", "mean.x"],
        ],
        log_softmax: [
          ["output.out", "log_softmax.x"],
          ["log_softmax.out", "picked.x"],
          ["picked.out", "mean.x"],
        ],
      };
      const wires = [
        ...chains[way]!,
        ...(way === "exp" || way === "shifted"
          ? ([
              ["counts.out", "totals.x"],
              ["counts.out", "P.a"],
              ["totals.out", "P.b"],
            ] as const)
          : []),
        ["rows.out", "picked.i"],
        ["context.y", "picked.j"],
        ["mean.out", "by_hand.x"],
        ["by_hand.out", "sgd.loss"],
      ] as const;
      const used = new Set(wires.flat().map((end) => end.slice(0, end.indexOf("."))));
      const own = {
        ...withNodes(
          without,
          nodes.filter(([id]) => used.has(id)),
          wires,
        ),
        variables: { ...graph.variables, n_examples: "32" },
      };
      const byHand = {
        ...own,
        edges: own.edges.filter((edge, at, all) => all.findLastIndex(({ to }) => to === edge.to) === at),
      };
      const session = open(byHand);
      expect(session.plan!.diagnostics).toEqual([]);
      const same = answer(open(graph), "emm").next.map(({ probability }) => probability);
      expect(probabilities(session, "emm")).toEqual(same);
    },
  );

  it("of several losses is asked for the logits of the one that is trained", () => {
    const graph = withNodes(
      notebookGraph(),
      [
        ["other", "linear", { out: "vocab_size" }],
        ["other_loss", "cross_entropy", {}],
      ],
      [
        ["tanh.out", "other.x"],
        ["other.out", "other_loss.logits"],
        ["context.y", "other_loss.target"],
      ],
    );
    // Its node comes first, and nothing is trained on it.
    const first = { ...graph, nodes: graph.nodes.toSorted((a) => (a.id === "other_loss" ? -1 : 0)) };
    const before = answer(open(notebookGraph()), "emm");
    expect(answer(open(first), "emm").next).toEqual(before.next);
  });

  it("without an optimiser is asked, too, and one whose model only a sampler uses", () => {
    const graph = notebookGraph();
    const without = (ids: string[]): Graph => ({
      ...graph,
      nodes: graph.nodes.filter(({ id }) => !ids.includes(id)),
      edges: graph.edges.filter(({ to }) => !ids.some((id) => to.startsWith(`${id}.`))),
    });
    const expected = answer(open(graph), "emm").next;
    expect(answer(open(without(["sgd"])), "emm").next).toEqual(expected);
    const sampled = withNodes(without(["sgd", "loss"]), [["s", "sample", {}]], [["output.out", "s.logits"]]);
    expect(answer(open(sampled), "emm").next).toEqual(expected);
  });
});

describe("why a probability is what it is", () => {
  test.prop([fc.nat(26), fc.nat(20), fc.boolean()], { numRuns: 2 })(
    "is told down to the graph's parameters, with numbers that agree",
    (id, updates, layers) => {
      const session = open(layers ? dropped(normed(batchGraph())) : notebookGraph());
      if (updates > 0) train(session, updates - 1);
      const { probabilities: tensor, next } = answer(session, "emm");
      const asked = [{ ...tensor, index: [0, id] }];
      const seen = new Set<string>();
      let shared = 0;
      for (const cell of asked) {
        const { why, shared: own } = askWhy.answer(running(session), { context: "emm", cell });
        expect(why.agrees).toBe(true);
        expect(Math.abs(why.value - why.result)).toBeLessThanOrEqual(1e-5 * why.magnitude + 1e-37);
        shared += own.length;
        const pieces = why.parts.flatMap(({ steps }) => steps.flat());
        for (const piece of pieces) {
          if (piece.cell === undefined || piece.cell.index.some(Number.isNaN)) continue;
          const { ref } = why.tensors[piece.cell.tensor]!;
          const key = JSON.stringify([ref, piece.cell.index]);
          if (own.includes(piece.cell.tensor)) expect(findTensor(session.plan!, ref.node, ref.port)).not.toBeNull();
          else if (!seen.has(key) && asked.length < 15) asked.push({ ...ref, index: [...piece.cell.index] });
          seen.add(key);
        }
      }
      const [first] = asked;
      expect(askWhy.answer(running(session), { context: "emm", cell: first! }).why).toMatchObject({
        result: next[id]!.probability,
        label: `P(${next[id]!.token} | emm)`,
      });
      expect(shared).toBeGreaterThan(0);
      expect(asked.length).toBeGreaterThan(10);
    },
  );

  it("is refused where there is nothing to ask", () => {
    const session = open(gallery("xor"));
    const cell = { node: "P", port: "out", side: "value", index: [0, 0] } as const;
    expect(() => askWhy.answer(running(session), { context: null, cell })).toThrow(
      "the graph has no model of contexts",
    );
    const other = open(notebookGraph());
    expect(() => askWhy.answer(running(other), { context: "É", cell })).toThrow('the model does not know "É"');
    expect(() => askWhy.answer(running(other), { context: "e", cell: { ...cell, index: [0, 99] } })).toThrow(
      "expected an index",
    );
    expect(() => other.asker.answer(other, { context: "e", words: 99, seed: 1 })).toThrow("expected 0 to 20 words");
  });
});
