/**
 * One iteration of the notebook's model: the program against the bare kernels, and what 10,000 iterations leave on the
 * heap. All in one run, interleaved, because only ratios mean anything on a shared machine.
 */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { applyEdit } from "../../src/graph/edits/edit.ts";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { unwatched } from "../../src/program/run/unwatched.ts";
import { Session } from "../../src/session/session.ts";
import { plainBackend } from "../../src/tensor/backend/plainBackend.ts";
import { bareIteration } from "./bareIteration.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const datasets = new Map([["names", readFileSync("public/data/names.txt", "utf8")]]);

/** `without`: nodes that only look at the model, now and then. */
function opened(file: string, without: readonly string[] = []): Session {
  const session = new Session(plainBackend, datasets, () => undefined);
  session.hasten(unwatched);
  const graph = applyEdit(readGraph(readFileSync(file, "utf8")), { type: "remove", nodes: without });
  session.open(session.planOf(graph), true);
  session.handle({ type: "train", stopAt: null });
  return session;
}

const notebook = opened("graphs/notebook-mlp.json");
const names = opened("graphs/names-mlp.json", ["dev", "model", "dev_loss", "sample"]);
const bare = opened("graphs/notebook-mlp.json");
const iterateBare = bareIteration(bare.plan!, bare.program!.memory);

const ROUNDS = 15;
const COUNT = 400;
const times = { program: [] as number[], bare: [] as number[], names: [] as number[] };

/** Microseconds an iteration. */
function time(iterate: (count: number) => void): number {
  const start = performance.now();
  iterate(COUNT);
  return (1000 * (performance.now() - start)) / COUNT;
}

const train = (session: Session) => (count: number) => {
  let left = count;
  session.train(() => --left > 0);
};
const bareOnes = (count: number): void => {
  for (let i = 0; i < count; i++) iterateBare();
};
for (const session of [notebook, names]) time(train(session));
time(bareOnes);
for (let round = 0; round < ROUNDS; round++) {
  // The order alternates, so that neither always follows the other.
  if (round % 2 === 0) times.program.push(time(train(notebook)));
  times.bare.push(time(bareOnes));
  if (round % 2 === 1) times.program.push(time(train(notebook)));
  times.names.push(time(train(names)));
}

const [program, kernels, batches] = [median(times.program), median(times.bare), median(times.names)];
console.log(`notebook-mlp, an iteration   ${program.toFixed(0)} µs`);
console.log(
  `  the bare kernels           ${kernels.toFixed(0)} µs; the program's own overhead ${percent(program / kernels - 1)} (at most 15 %)`,
);
console.log(`names-mlp, an iteration      ${batches.toFixed(0)} µs`);
const growth = heapGrowth();
console.log(`10,000 iterations leave      ${(growth / 1024).toFixed(0)} KiB more on the heap`);

function heapGrowth(): number {
  const session = notebook;
  collect();
  collect();
  const before = used();
  train(session)(10_000);
  collect();
  collect();
  return used() - before;
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(1)} %`;
}
