import { assert, property, sample } from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatNumber } from "../../../src/base/formatNumber.ts";
import { elements, offsetInStorage, unravel } from "../../../src/base/stridedLayout.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { nodeTypes } from "../../../src/nodes/catalogue.ts";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { forwardWords } from "../../../src/program/told/tellingWords.ts";
import { ranStep } from "../../../src/program/told/ranStep.ts";
import { tellStep } from "../../../src/program/told/tellStep.ts";
import type { CellRef } from "../../../src/protocol/tensorRef.ts";
import type { ToldBy, ToldStep } from "../../../src/protocol/toldReport.ts";
import { toldWording } from "../../../src/session/reports/toldWording.ts";
import { Session } from "../../../src/session/session.ts";
import { elementsOf } from "../../../src/tensor/elementsOf.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { optimizedBy } from "../../session/graphs.ts";
import { arbitraryFittingGraph, computing } from "./arbitraryFittingGraph.ts";
import { opened, wiredGraph, type WiredNodes } from "./wiredGraph.ts";

/** Milliseconds, for what hangs. */
const TIMEOUT = runs(300_000, 60 * 60_000);
/** What the last update may be worked back to, as a part of the number. */
const LIMIT = 1e-5;

/** The node types that were told of, by pass. */
const told = { forward: new Set<string>(), backward: new Set<string>(), update: new Set<string>() };

/** Words of the training set: contexts, a model, what follows from it. */
const MODEL: WiredNodes = {
  words: ["words", { source: "text", text: "emma\nolivia\nava" }],
  tokenize: ["tokenize", {}],
  context: ["context", { block_size: "2" }],
  batch: ["batch", { size: "4" }],
  C: ["embedding", { dim: "3" }],
  flat: ["flatten", {}],
  norm: ["batch_norm", {}],
  drop: ["dropout", {}],
  logits: ["linear", { out: "vocab_size" }],
  loss: ["cross_entropy", {}],
  all: ["apply", {}],
  sample: ["sample", { count: "2", max_length: "5", every: "1" }],
  pieces: ["unbind", { dim: "1" }],
  one: ["getitem", { index: "1" }],
  joined: ["cat", { dim: "1" }],
  stacked: ["stack", {}],
  same: ["compare", {}],
  counts: ["one_hot", {}],
  sgd: ["sgd", { momentum: "0.9", weight_decay: "0.01" }],
};
const MODEL_WIRES = [
  "words.words tokenize.words",
  "tokenize.ids context.ids",
  "context.x batch.x",
  "context.y batch.y",
  "batch.x C.ids",
  "C.out pieces.x",
  "pieces.out joined.tensors",
  "pieces.out stacked.tensors",
  "pieces.out one.tensors",
  "C.out flat.x",
  "joined.out same.a",
  "flat.out same.b",
  "joined.out norm.x",
  "norm.out drop.x",
  "drop.out logits.x",
  "logits.out loss.logits",
  "batch.y loss.target",
  "batch.y counts.x",
  "logits.out all.model",
  "context.x all.x",
  "logits.out sample.logits",
  "loss.loss sgd.loss",
];

test(
  "the sentence of every step tells numbers that stand in the tensors, on random graphs",
  () => {
    assert(property(arbitraryFittingGraph, checkRun), { numRuns: runs(6, 500) });
  },
  TIMEOUT,
);

test("and on a model of words, with all that follows from it", () => {
  const graph = wiredGraph(MODEL, ...MODEL_WIRES);
  const faults = planDiagnostics(opened(graph).plan!).map(({ node, message }) => `${node}: ${message}`);
  expect(faults).toEqual([]);
  checkRun(graph);
});

describe.each([
  ["sgd", {}],
  ["sgd", { momentum: "0.9", nesterov: true }],
  ["sgd", { maximize: true, weight_decay: "0.1" }],
  ["sgd", { zero_grad: false }],
  ["adam", {}],
  ["adam", { maximize: true }],
  ["adamw", {}],
] as const)("%s with %j", (type, settings) => {
  it("tells what stands in the parameters after its update, and what did before", () => {
    checkRun(optimizedBy(type, settings));
  });
});

test("each node type that is a step says what it does, forward and backward", () => {
  for (const graph of sample(arbitraryFittingGraph, { numRuns: 100, seed: 1 })) {
    const { plan } = opened(graph);
    for (const [id, { nodeType }] of plan!.nodes) {
      const applied = plan!.applied.filter(({ node }) => node === id);
      if (applied.length > 0 && forwardWords(plan!, applied, true, () => "x") !== "") told.forward.add(nodeType!.type);
    }
  }
  const steps = [...computing.map(({ type }) => type), "apply", "sample", "unbind", "getitem", "cat", "stack"];
  const sources = computing.filter(({ inputs }) => Object.keys(inputs).length === 0).map(({ type }) => type);
  const silent = steps.filter((type) => !told.forward.has(type) && !sources.includes(type));
  expect(silent).toEqual([]);
  const optimizers = nodeTypes.filter(({ role }) => role === "optimizer").map(({ type }) => type);
  expect(optimizers.filter((type) => !told.update.has(type))).toEqual([]);
});

/** Steps through an iteration, and a little further, by op and by node, and looks at each sentence, of a random cell and of its own choice. */
function checkRun(graph: Graph): void {
  for (const by of ["op", "node"] as const) {
    const session = opened(graph);
    const generator = new Generator(1);
    const { length } = session.program?.instructions ?? [];
    if (length === 0) return;
    for (let at = 0; at < length + 5; at++) {
      const { cursor, iteration } = session.state;
      const before = numbersOf(session);
      session.handle({ type: by === "node" ? "step" : "stepInto" });
      // It failed: the cursor stays before what did.
      if (session.state.cursor === cursor && session.state.iteration === iteration) break;
      checkStep(session, by, null, before);
      checkStep(session, by, randomCell(session, generator), before);
    }
  }
}

function checkStep(session: Session, by: ToldBy, looked: CellRef | null, before: Numbers): void {
  const program = session.program!;
  const step = ranStep(program, session.state, by)!;
  const report = tellStep(program, session.state, step, looked, toldWording(program));
  const text = report.pieces.map((piece) => piece.text).join("");
  const where = `${report.node}, ${report.pass}: ${text}`;
  expect(text.trim(), where).not.toBe("");
  expect(text, where).not.toMatch(/undefined|NaN|\[object|[{}]| {2}/u);
  for (const piece of report.pieces) {
    if (piece.cell === undefined) continue;
    const tensor = program.tensors.at(piece.cell);
    expect(piece.cell.index.length, where).toBe(tensor.shape.length);
    if (piece.value === undefined) continue;
    expect(piece.text, where).toBe(formatNumber(piece.value, tensor.dtype));
    const stands = tensor.storage.data[offsetInStorage(tensor, piece.cell.index)]!;
    if (piece.before !== true) {
      if (!Object.is(piece.value, stands)) expect(piece.value, where).toBe(stands);
    } else {
      const stood = before.get(tensor)![flat(tensor, piece.cell.index)]!;
      expect(Math.abs(piece.value - stood), where).toBeLessThanOrEqual(
        LIMIT * Math.max(1, Math.abs(stood), Math.abs(stands)),
      );
    }
  }
  note(session, report);
}

/** Told is what was said in words, not that a step ran. */
function note({ plan }: Session, { node, pass, pieces: [words] }: ToldStep): void {
  const type = plan!.nodes.get(node)!.nodeType!.type;
  if (words!.text.replace(/^[^:]*: /u, "").trim() !== "") told[pass].add(type);
}

type Numbers = ReadonlyMap<Tensor, ArrayLike<number>>;

/** The parameters' numbers, in row-major order. */
function numbersOf({ plan }: Session): Numbers {
  return new Map(plan!.parameters.map(({ tensor }) => [tensor, [...elementsOf(tensor)]]));
}

function flat({ shape }: Tensor, index: readonly number[]): number {
  return index.reduce((sum, at, axis) => sum * shape[axis]! + at, 0);
}

/** A cell of any tensor of the program. */
function randomCell({ program }: Session, generator: Generator): CellRef | null {
  const all = [...program!.tensors.names].filter(([{ shape }]) => elements(shape) > 0);
  const picked = all[drawn(generator, all.length)];
  if (picked === undefined) return null;
  const [{ shape }, name] = picked;
  return { ...name, index: unravel(drawn(generator, elements(shape)), shape) };
}

function drawn(generator: Generator, below: number): number {
  const one = new Int32Array(1);
  if (below > 0) generator.randint(one, below);
  return one[0]!;
}
