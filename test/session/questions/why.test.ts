import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { decodeUtf8 } from "../../../src/base/decodeUtf8.ts";
import { findDataSet } from "../../../src/data/dataSets.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { cellsOf, type Term } from "../../../src/ops/contract/term.ts";
import { explainCell } from "../../../src/program/why/explainCell.ts";
import type { Explanation } from "../../../src/program/why/explanation.ts";
import { provenanceOf } from "../../../src/program/why/provenance.ts";
import { reportWhy } from "../../../src/program/why/reportWhy.ts";
import { running } from "../running.ts";
import { whyText } from "./whyText.ts";
import { ghosts } from "../../../src/session/questions/ghosts.ts";
import { provenance } from "../../../src/session/questions/provenance.ts";
import { Session } from "../../../src/session/session.ts";
import { why } from "../../../src/session/questions/why.ts";
import { backend } from "../../fastest.ts";
import { elementsOf } from "../../../src/tensor/elementsOf.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { elements, unravel } from "../../../src/base/stridedLayout.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { evaluatedTerm } from "../../contract/ops/evaluatedTerm.ts";
import { drive } from "../drive.ts";
import { batchGraph, notebookGraph } from "../graphs.ts";
import type { CellRef } from "../../../src/protocol/tensorRef.ts";
import { findTensor } from "../../program/findTensor.ts";
import { TensorIndex } from "../../../src/program/tensors/tensorIndex.ts";

const root = new URL("../../../", import.meta.url);
const graphFile = (name: string): Graph => readGraph(readFileSync(new URL(`graphs/${name}.json`, root), "utf8"));
const names = decodeUtf8(new Uint8Array(readFileSync(new URL(`public/${findDataSet("names")!.file}`, root))));

/** What a reason may differ from the number by, as a part of the sum of its terms' sizes. */
const LIMIT = 1e-5;
/** Cells of each tensor that are asked about. */
const CELLS = 6;

function open(graph: Graph): Session {
  const session = new Session(backend, new Map([["names", names]]), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

function iterate(session: Session, times: number): void {
  for (let i = 0; i < times; i++) session.handle({ type: "iterate" });
}

function step(session: Session, times: number): void {
  for (let i = 0; i < times; i++) session.handle({ type: "step" });
}

/** Random cells of every tensor that has numbers. */
function randomCells({ plan, progress }: Session, generator: Generator, grads: boolean): CellRef[] {
  return [...new TensorIndex(plan!).names].flatMap(([{ shape }, name]) => {
    if (name.side === "grad" && !(grads && progress.graded.has(name.node))) return [];
    return someIndices(shape, generator).map((index) => ({ ...name, index }));
  });
}

function someIndices(shape: Shape, generator: Generator): number[][] {
  const count = elements(shape);
  if (count === 0) return [];
  const flat = new Int32Array(CELLS);
  generator.randint(flat, count);
  return [...new Set(flat)].map((at) => unravel(at, shape));
}

function valueAt({ plan }: Session, { node, port, side, index }: CellRef): number {
  const value = findTensor(plan!, node, port)!;
  const tensor = side === "grad" ? plan!.grads.get(value)! : value;
  return tensor.storage.data[index.reduce((at, i, axis) => at + i * tensor.stride[axis]!, tensor.offset)]!;
}

/** The parts add up to the number, and the numbers in them stand where they say. */
function check(session: Session, cell: CellRef): Explanation {
  const explanation = explainCell(session.program!, session.state, cell);
  const where = `${cell.node}.${cell.port}.${cell.side}[${cell.index.join(", ")}]`;
  const found = valueAt(session, cell);
  const sum = (terms: readonly Term[]): number => terms.reduce((total, term) => total + evaluatedTerm(term), 0);
  expect(explanation.result, where).toBe(found);
  if (explanation.parts.length > 0) {
    const within = LIMIT * explanation.magnitude + 1e-37;
    for (const part of ["term", "inlined"] as const) {
      const value = sum(explanation.parts.map((each) => each[part]));
      if (Math.abs(value - found) > within) expect.fail(`${where} is ${found}, its ${part} gives ${value} ± ${within}`);
    }
  }
  for (const { term, inlined } of explanation.parts) {
    for (const { tensor, index, value } of [...cellsOf(term), ...cellsOf(inlined)]) {
      const { name, before } = explanation.tensors.get(tensor)!;
      if (!before) expect(value, `${where}: ${name.node}.${name.port}`).toBe(valueAt(session, { ...name, index }));
    }
  }
  return explanation;
}

describe.each([
  ["notebook-mlp", graphFile("notebook-mlp")],
  ["expression-activation", graphFile("expression-activation")],
  ["batches", batchGraph("8")],
])("%s", (_, graph) => {
  const generator = new Generator(7);

  it("every number of every tensor is what its reason says, once evaluated", () => {
    const session = open(graph);
    for (const cell of randomCells(session, generator, false)) check(session, cell);
  });

  it("and every gradient, before the update that they make", () => {
    const session = open(graph);
    iterate(session, 2);
    const { instructions } = session.program!;
    while (instructions[session.state.cursor]!.pass !== "update") step(session, 1);
    for (const cell of randomCells(session, generator, true)) check(session, cell);
  });

  it("and behind an update, with the parameters as they were before it", () => {
    const session = open(graph);
    iterate(session, 3);
    for (const cell of randomCells(session, generator, true)) expect(check(session, cell).agrees).toBe(true);
  });

  it("examples and positions that pushed a parameter's gradient add up to it", () => {
    const session = open(graph);
    iterate(session, 3);
    for (const { node, name, tensor } of session.plan!.parameters) {
      for (const index of someIndices(tensor.shape, generator)) {
        const cell = { node, port: name, side: "grad", index } as const;
        const { parts, value, result, magnitude } = provenanceOf(session.program!, session.state, cell);
        expect(parts.reduce((sum, part) => sum + part.value, 0)).toBe(value);
        expect(Math.abs(value - result)).toBeLessThanOrEqual(LIMIT * magnitude);
        expect(parts.every(({ example }) => example !== null)).toBe(true);
      }
    }
  });
});

describe("a parameter", () => {
  const optimizers: readonly [string, Graph["nodes"][number]["settings"]][] = [
    ["sgd", {}],
    ["sgd", { weight_decay: "0.1" }],
    ["sgd", { momentum: "0.9", weight_decay: "0.01" }],
    ["sgd", { momentum: "0.9", nesterov: true }],
    ["sgd", { momentum: "0.5", dampening: "0.5" }],
    ["sgd", { maximize: true, zero_grad: false }],
    ["sgd", { maximize: true, momentum: "0.9", weight_decay: "0.01" }],
    ["adam", { weight_decay: "0.1" }],
    ["adam", { weight_decay: "0.1", maximize: true, zero_grad: false }],
    ["adamw", { lr: "0.01", weight_decay: "0.1" }],
  ];

  it.each(optimizers)(
    "under %s with %j is what it was less what the rule took, both exact but for rounding",
    (type, settings) => {
      const graph = batchGraph("8");
      const nodes = graph.nodes.map((node) => (node.id === "sgd" ? { id: "sgd", type, settings } : node));
      const session = open({ ...graph, nodes });
      iterate(session, 3);
      const cell: CellRef = { node: "hidden", port: "W", side: "value", index: [3, 7] };
      const before = valueAt(session, cell);
      iterate(session, 1);
      const { parts, origin, result, magnitude } = check(session, cell);
      expect(origin).toEqual({ kind: "updated", by: type, node: "sgd", iteration: 3, kept: true });
      expect(result).not.toBe(before);
      const was = [...cellsOf(parts[0]!.term)].find(({ tensor }) => tensor === '["hidden","W","value"]')!.value;
      expect(Math.abs(was - before)).toBeLessThanOrEqual(1e-6 * magnitude);
    },
  );

  it("says that the seed drew it, and once its gradient is cleared only who moved it", () => {
    const session = open(batchGraph("8"));
    const cell: CellRef = { node: "hidden", port: "W", side: "value", index: [3, 7] };
    expect(check(session, cell)).toMatchObject({ parts: [], origin: { kind: "drawn", by: "randn", seed: 2147483647 } });
    iterate(session, 1);
    while (session.program!.instructions[session.state.cursor]!.pass === "forward") step(session, 1);
    step(session, 1);
    expect(check(session, cell)).toMatchObject({ parts: [], origin: { kind: "updated", iteration: 0, kept: false } });
  });
});

it("says that what a number was made of has changed since", () => {
  const session = open(batchGraph("8"));
  iterate(session, 1);
  step(session, 2);
  const reports = Array.from({ length: 8 }, (_, row) =>
    reportWhy(session.program!, session.state, { node: "hidden", port: "out", side: "value", index: [row, 7] }),
  );
  const changed = reports.filter(({ agrees }) => !agrees);
  expect(changed.length).toBeGreaterThan(0);
  for (const { notes } of changed) expect(notes.at(-1)).toContain("has changed since");
});

describe("as text", () => {
  const session = open(batchGraph("8"));
  iterate(session, 3);
  const text = (node: string, port: string, side: "value" | "grad", ...index: number[]): string =>
    `\n${whyText(why.answer(running(session), { cell: { node, port, side, index } })).join("\n")}\n`;

  it("forward", () => {
    expect(text("batch", "x", "value", 3, 1)).toMatchInlineSnapshot(`
      "
      batch.x[3, 1] = context.x[ix[3], 1]
                    = context.x[6, 1]
                    = 0
      row 3 of the batch, drawn at the start of the iteration
      0 stands for "."
      "
    `);
    expect(text("C", "out", "value", 3, 1, 0)).toMatchInlineSnapshot(`
      "
      C.out[3, 1, 0] = C[batch.x[3, 1], 0]
                     = C[0, 0]
                     = 1.6668
      C stands here as it was before the last update, which came after this number
      "
    `);
    expect(text("view", "out", "value", 3, 2)).toMatchInlineSnapshot(`
      "
      view[3, 2] = C.out[3, 1, 0]
                 = 1.6668
      "
    `);
    expect(text("hidden", "out", "value", 3, 7)).toMatchInlineSnapshot(`
      "
      hidden[3, 7] = Σₖ view[3, k] · W[k, 7] + b[7]
                   = (1.6668 · 0.7322 + (-1.0985) · (-0.8555) + 0.4832 · 1.3147 − 0.1991 (the other 3)) + 0.0815
                   = 2.5964 + 0.0815
                   = 2.6778
      Σₖ view[3, k] · W[k, 7], 6 terms, largest first:
        view[3, 2] · W[2, 7] = 1.6668 · 0.7322 = 1.2205
        view[3, 4] · W[4, 7] = (-1.0985) · (-0.8555) = 0.9398
        view[3, 5] · W[5, 7] = 0.4832 · 1.3147 = 0.6352
        view[3, 0] · W[0, 7] = 1.6668 · (-0.1756) = -0.2926
        view[3, 3] · W[3, 7] = (-0.5717) · (-0.1800) = 0.1029
        … and 1 more, together -0.0094
        together 2.5964
      W and b stand here as they were before the last update, which came after this number
      "
    `);
    expect(text("tanh", "out", "value", 3, 7)).toMatchInlineSnapshot(`
      "
      tanh[3, 7] = tanh(hidden[3, 7])
                 = tanh(2.6778)
                 = 0.9906
      "
    `);
    expect(text("loss", "loss", "value")).toMatchInlineSnapshot(`
      "
      loss = -(Σᵢ logProbabilities[i, batch.y[i]]) / 8
           = -((-20.3942) + (-17.7645) + (-20.3942) − 51.4191 (the other 5)) / 8
           = -(-109.9721) / 8
           = 13.7465
      Σᵢ logProbabilities[i, batch.y[i]], 8 terms, largest first:
        logProbabilities[2, batch.y[2]] = -20.3942
        logProbabilities[6, batch.y[6]] = -20.3942
        logProbabilities[3, batch.y[3]] = -17.7645
        logProbabilities[1, batch.y[1]] = -17.3188
        logProbabilities[5, batch.y[5]] = -16.4942
        … and 3 more, together -17.6061
        together -109.9721
      "
    `);
    expect(text("loss", "#0.logProbabilities", "value", 3, 7)).toMatchInlineSnapshot(`
      "
      logProbabilities[3, 7] = output[3, 7] − log(Σⱼ exp(output[3, j]))
                             = 12.9921 − log(exp(13.6376) + exp(14.8007) + exp(13.3291) + 865989.5180 (the other 24))
                             = 12.9921 − log(4996140.5894)
                             = -2.4321
      Σⱼ exp(output[3, j]), 27 terms, largest first:
        exp(output[3, 10]) = exp(14.8007) = 2678327.3880
        exp(output[3, 8]) = exp(13.6376) = 836998.0811
        exp(output[3, 16]) = exp(13.3291) = 614825.6023
        exp(output[3, 7]) = exp(12.9921) = 438932.4096
        exp(output[3, 19]) = exp(12.2706) = 213339.9711
        … and 22 more, together 213717.1373
        together 4996140.5894
      "
    `);
    expect(text("hidden", "W", "value", 3, 7)).toMatchInlineSnapshot(`
      "
      W[3, 7] = W[3, 7] − lr · W.grad[3, 7]
              = (-0.1800) − 0.1000 · (-0.2358)
              = -0.1564
      moved by sgd in iteration 2; on the right as it was before
      "
    `);
  });

  it("backward", () => {
    expect(text("loss", "loss", "grad")).toMatchInlineSnapshot(`
      "
      loss.grad = 1.0000
      the backward pass begins here: the gradient of the loss with respect to itself is 1
      "
    `);
    expect(text("output", "out", "grad", 3, 7)).toMatchInlineSnapshot(`
      "
      output.grad[3, 7] = loss.grad · (exp(loss.logProbabilities[3, 7]) − (batch.y[3] == 7)) / 8
                        = 1.0000 · (exp(-2.4321) − (12 == 7)) / 8
                        = 0.0110
      "
    `);
    expect(text("output", "W", "grad", 3, 7)).toMatchInlineSnapshot(`
      "
      W.grad[3, 7] = Σᵢ output.grad[i, 7] · tanh[i, 3]
                   = 0.0033 · (-0.9784) + 0.0162 · (-0.9091) + 0.0162 · (-0.9091) − 0.0055 (the other 5)
                   = -0.0382
      Σᵢ output.grad[i, 7] · tanh[i, 3], 8 terms, largest first:
        output.grad[2, 7] · tanh[2, 3] = 0.0162 · (-0.9091) = -0.0147
        output.grad[6, 7] · tanh[6, 3] = 0.0162 · (-0.9091) = -0.0147
        output.grad[0, 7] · tanh[0, 3] = 0.0033 · (-0.9784) = -0.0032
        output.grad[4, 7] · tanh[4, 3] = 0.0033 · (-0.9784) = -0.0032
        output.grad[3, 7] · tanh[3, 3] = 0.0110 · (-0.1930) = -0.0021
        … and 3 more, together -0.0001
        together -0.0382
      "
    `);
    expect(text("hidden", "out", "grad", 3, 7)).toMatchInlineSnapshot(`
      "
      hidden.grad[3, 7] = tanh.grad[3, 7] · (1 − tanh[3, 7]²)
                        = 0.1720 · (1 − 0.9906²)
                        = 0.0032
      "
    `);
    expect(text("C", "C", "grad", 5, 1)).toMatchInlineSnapshot(`
      "
      C.grad[5, 1] = Σᵢⱼ (batch.x[i, j] == 5) · C.out.grad[i, j, 1]
                   = 0.9869 + 0.9869
                   = 1.9737
      Σᵢⱼ (batch.x[i, j] == 5) · C.out.grad[i, j, 1], 2 terms, largest first:
        C.out.grad[2, 2, 1] = 0.9869
        C.out.grad[6, 2, 1] = 0.9869
        together 1.9737
      "
    `);
  });

  it("with a part for each use of a tensor, and ghosts added up", () => {
    const twice = open({
      ...notebookGraph(),
      nodes: [
        { id: "p", type: "parameter", settings: { shape: "3" } },
        { id: "rows", type: "constant", settings: { values: "1, 2, 3, 4, 5, 6", shape: "2, 3" } },
        { id: "product", type: "mul", settings: {} },
        { id: "square", type: "mul", settings: {} },
        { id: "sum", type: "add", settings: {} },
        { id: "total", type: "mean", settings: {} },
        { id: "sgd", type: "sgd", settings: {} },
      ],
      edges: [
        { from: "p.out", to: "product.a" },
        { from: "rows.out", to: "product.b" },
        { from: "p.out", to: "square.a" },
        { from: "p.out", to: "square.b" },
        { from: "product.out", to: "sum.a" },
        { from: "square.out", to: "sum.b" },
        { from: "sum.out", to: "total.x" },
        { from: "total.out", to: "sgd.loss" },
      ],
    });
    iterate(twice, 1);
    const cell = { node: "p", port: "out", side: "grad", index: [1] } as const;
    expect(`\n${whyText(why.answer(running(twice), { cell: cell })).join("\n")}\n`).toMatchInlineSnapshot(`
      "
      p.grad[1] = 1.1667 + (-0.5526) + (-0.5526)
                = 0.0614
      through product, as a of mul:
        = Σᵢ product.grad[i, 1] · rows[i, 1]
        = 0.1667 · 2.0000 + 0.1667 · 5.0000
        = 1.1667
        Σᵢ product.grad[i, 1] · rows[i, 1], 2 terms, largest first:
          product.grad[1, 1] · rows[1, 1] = 0.1667 · 5.0000 = 0.8333
          product.grad[0, 1] · rows[0, 1] = 0.1667 · 2.0000 = 0.3333
          together 1.1667
      through square, as a of mul:
        = square.grad[1] · p[1]
        = 0.3333 · (-1.6578)
        = -0.5526
      through square, as b of mul:
        = square.grad[1] · p[1]
        = 0.3333 · (-1.6578)
        = -0.5526
      p stands here as it was before the last update, which came after this number
      "
    `);
    expect(check(twice, cell).parts.map(({ node, input }) => `${node}.${input}`)).toEqual([
      "product.a",
      "square.a",
      "square.b",
    ]);
  });
});

describe("provenance", () => {
  it("ranks the examples and positions that pushed a letter's embedding, with their text", () => {
    const session = open(notebookGraph());
    iterate(session, 1);
    const cell = { node: "C", port: "C", side: "grad", index: [1, 1] } as const;
    const { label, pushes, zeros, rest, result } = provenance.answer(running(session), { cell: cell });
    expect(label).toBe("C.grad[1, 1]");
    expect({ zeros, rest }).toEqual({ zeros: 0, rest: { count: 0, value: 0 } });
    const sizes = pushes.map(({ value }) => Math.abs(value));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(pushes.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(result, 6);
    for (const { position, text } of pushes) expect(text!.context[position[0]!]).toBe("a");
    expect(
      pushes.slice(0, 3).map(({ text, position }) => `${text!.line} at ${position.join()}, ${text!.word}`),
    ).toEqual(["mma → . at 2, emma", "ava → . at 2, ava", "hia → . at 2, sophia"]);
    // Each place of the letter in the contexts of the data is one push.
    const { x } = session.plan!.nodes.get("context")!.outputs;
    const ids = x?.kind === "tensor" ? [...elementsOf(x.tensor)] : [];
    expect(pushes.length).toBe(ids.filter((id) => id === 1).length);
  });
});

test("of a slice that leaves a cell out nothing comes back to it, and no sum over no cells is written", () => {
  const session = open(graphFile("flatten-three-ways"));
  session.handle({ type: "runPass" });
  session.handle({ type: "runPass" });
  const cell = { node: "C", port: "out", side: "grad", index: [0, 0, 0] } as const;
  const report = why.answer(running(session), { cell: cell });
  const second = report.parts.find(({ node }) => node === "second")!;
  expect(second).toMatchObject({ steps: [], sums: [], value: 0 });
  expect(Object.values(report.tensors).map(({ label }) => label)).not.toContain("second.grad");
  expect(report.agrees).toBe(true);
});

test("a drawn example comes from the word that its row of the data is in", () => {
  const session = open(batchGraph());
  iterate(session, 1);
  const cell = { node: "C", port: "C", side: "grad", index: [5, 0] } as const;
  const { pushes } = provenance.answer(running(session), { cell: cell });
  expect(pushes.length).toBeGreaterThan(0);
  const lines = names.split("\n");
  for (const { text } of pushes) {
    expect(lines).toContain(text!.word);
    const tokens = `${".".repeat(text!.context.length)}${text!.word}.`;
    expect(tokens).toContain([...text!.context, text!.target].join(""));
  }
});

describe("ghosts", () => {
  /** All indices into a result of these sizes. */
  const indices = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows * columns }, (_, at) => [Math.floor(at / columns), at % columns]);

  it("show the operand's cell at each place, and what comes back through them adds up to its gradient", () => {
    const session = open(graphFile("broadcast-bias"));
    const question = { node: "sum", op: 0, input: "b", indices: Array.from({ length: 32 }, (_, row) => [row, 3]) };
    expect(ghosts.answer(running(session), question)).toMatchObject({ label: "bias", grad: true, grads: null });
    iterate(session, 1);
    const { values, grads } = ghosts.answer(running(session), question);
    const bias = { node: "bias", port: "out", index: [3] } as const;
    expect(new Set(values)).toEqual(new Set([valueAt(session, { ...bias, side: "value" })]));
    const total = valueAt(session, { ...bias, side: "grad" });
    expect(total).not.toBe(0);
    expect(grads!.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(total, 6);
    expect(new Set(grads!.shares).size).toBeGreaterThan(30);
    expect([...grads!.sums]).toEqual(question.indices.map(() => total));
    expect(grads).toMatchObject({ uses: 1, agrees: true });
  });

  it("are upstream gradient times local derivative, of one use among several, behind an update too", () => {
    const twice = open({
      ...notebookGraph(),
      nodes: [
        { id: "p", type: "parameter", settings: { shape: "2, 1" } },
        { id: "rows", type: "constant", settings: { values: "1, 2, 3, 4, 5, 6", shape: "2, 3" } },
        { id: "product", type: "mul", settings: {} },
        { id: "formula", type: "expression", settings: { formula: "x * y^2" } },
        { id: "total", type: "mean", settings: {} },
        { id: "sgd", type: "sgd", settings: {} },
      ],
      edges: [
        { from: "rows.out", to: "product.a" },
        { from: "p.out", to: "product.b" },
        { from: "product.out", to: "formula.x" },
        { from: "p.out", to: "formula.y" },
        { from: "formula.out", to: "total.x" },
        { from: "total.out", to: "sgd.loss" },
      ],
    });
    iterate(twice, 1);
    const through = (node: string, input: string) =>
      ghosts.answer(running(twice), { node, op: 0, input, indices: indices(2, 3) }).grads!;
    const [product, formula] = [through("product", "b"), through("formula", "b")];
    // The mean of rows · p³ has the derivatives rows · p² / 6 and 2 · rows · p² / 6.
    for (const [at, share] of product.shares.entries()) expect(formula.shares[at]! / share).toBeCloseTo(2, 5);
    for (const { shares, sums, totals, uses, agrees } of [product, formula]) {
      expect({ uses, agrees }).toEqual({ uses: 2, agrees: true });
      for (const row of [0, 3]) {
        expect(shares[row]! + shares[row + 1]! + shares[row + 2]!).toBeCloseTo(sums[row]!, 9);
        expect(product.sums[row]! + formula.sums[row]!).toBeCloseTo(totals[row]!, 4);
      }
    }
  });

  it("are those of an operand that is broadcast, at places of the result, and nothing else", () => {
    const session = open(graphFile("broadcast-bias"));
    const ask = (question: object) => () =>
      ghosts.answer(running(session), { node: "sum", op: 0, input: "b", indices: [[0, 0]], ...question });
    expect(ask({ node: "square" })).toThrow('node "square" broadcasts no "b" in its op 0');
    expect(ask({ input: "c" })).toThrow('node "sum" broadcasts no "c" in its op 0');
    expect(ask({ indices: [[32, 0]] })).toThrow("expected indices in [32, 100], got [32, 0]");
    expect(ask({ indices: indices(257, 1) })).toThrow("expected at most 256 indices, got 257");
    expect(ask({ node: "slip", input: "b" })()).toMatchObject({ label: "guess", grad: false, grads: null });
  });
});

describe("the protocol", () => {
  it("answers with what structured clone can carry, and refuses what has no numbers", async () => {
    const { session } = drive();
    await session.request("open", { graph: notebookGraph(), evaluate: true });
    const cell = { node: "hidden", port: "out", side: "value", index: [3, 7] } as const;
    const why = await session.ask("why", { cell });
    expect(structuredClone(why)).toEqual(why);
    expect(why).toMatchObject({ label: "hidden[3, 7]", agrees: true });
    const grad = { ...cell, side: "grad" } as const;
    await expect(session.ask("why", { cell: grad })).rejects.toThrow(
      'the backward pass has not reached "hidden.out" yet',
    );
    await expect(session.ask("provenance", { cell: { ...grad, port: "W" } })).rejects.toThrow(
      'the backward pass has not reached "hidden.W" yet',
    );
    await session.request("iterate", {});
    const provenance = await session.ask("provenance", { cell: { ...grad, port: "W" } });
    expect(structuredClone(provenance)).toEqual(provenance);
    expect(provenance.pushes.length).toBeGreaterThan(0);
    await expect(session.ask("why", { cell: { ...cell, index: [32, 0] } })).rejects.toThrow(
      'expected an index into "hidden.out" of shape [32, 100], got [32, 0]',
    );
    await expect(session.ask("why", { cell: { ...cell, port: "nothing" } })).rejects.toThrow(
      'there is no tensor "hidden.nothing"',
    );
  });
});
