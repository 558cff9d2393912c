/**
 * What it takes to make examples of a text at its limit of 8 MiB, and of Moby-Dick, at either level: the processor's time
 * for each step, and the memory that the process has taken by then. Last, the same by way of a session, as an editor opens
 * the graph, and an edit elsewhere in it.
 */
import { readFileSync } from "node:fs";
import { decodeUtf8 } from "../../src/base/decodeUtf8.ts";
import { contexts } from "../../src/data/contexts.ts";
import { lines } from "../../src/data/lines.ts";
import { lossFloor } from "../../src/data/lossFloor.ts";
import { tokenize } from "../../src/data/tokenize.ts";
import { applyEdit } from "../../src/graph/edits/edit.ts";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { planDiagnostics } from "../../src/program/plan/plan.ts";
import { unwatched } from "../../src/program/run/unwatched.ts";
import { Session } from "../../src/session/session.ts";
import { plainBackend } from "../../src/tensor/backend/plainBackend.ts";

const LIMIT = 8 * 2 ** 20;
const BLOCK_SIZE = 3;

/** Words that a linear congruential generator chooses among 40,000. */
function randomWords(separator: (random: number) => string): string {
  const words: string[] = [];
  let state = 12_345;
  for (let length = 0; length < LIMIT; length += words.at(-1)!.length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    words.push(`w${(state >>> 8) % 40_000}${separator(state)}`);
  }
  return words.join("").slice(0, LIMIT);
}

const moby = readFileSync("public/data/moby-dick.txt", "utf8");
const texts: Readonly<Record<string, string>> = {
  "moby-dick": moby,
  "moby-dick, repeated to 8 MiB": moby.repeat(Math.ceil(LIMIT / moby.length)).slice(0, LIMIT),
  "random words, 8 MiB": randomWords((random) => ((random & 15) === 0 ? "\n" : " ")),
  "random words, 8 MiB, one line": randomWords(() => " "),
};

function timed<T>(step: string, work: () => T): T {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(`    ${step.padEnd(10)} ${((user + system) / 1000).toFixed(0).padStart(6)} ms  ${megabytes} MiB`);
  return result;
}

for (const [name, text] of Object.entries(texts)) {
  console.log(name);
  const bytes = new TextEncoder().encode(text);
  const all = timed("lines", () => lines(timed("decode", () => decodeUtf8(bytes))));
  for (const level of ["char", "word"] as const) {
    console.log(`  by ${level}`);
    const sequences = timed("tokenize", () => tokenize(all, { level, maxVocab: 17_000 }));
    const examples = timed("contexts", () => contexts(sequences, { blockSize: BLOCK_SIZE, first: null }));
    const { entropy } = timed("floor", () => lossFloor(examples, BLOCK_SIZE, sequences.vocabulary));
    console.log(`    ${examples.count} examples, floor ${entropy.toFixed(4)}`);
  }
}

// Without the nodes that only look at the model: of a text of megabytes they would look at a tenth all at once.
const names = applyEdit(readGraph(readFileSync("graphs/names-mlp.json", "utf8")), {
  type: "remove",
  nodes: ["dev", "model", "dev_loss", "sample"],
});
for (const level of ["char", "word"]) {
  for (const [name, text] of Object.entries(texts)) {
    console.log(`names-mlp on ${name}, by ${level}`);
    const settings: Record<string, Record<string, string>> = {
      words: { source: "names" },
      tokenize: { level, max_vocab: level === "word" ? "17000" : "" },
    };
    const graph = {
      ...names,
      nodes: names.nodes.map((node) => ({ ...node, settings: { ...node.settings, ...settings[node.type] } })),
    };
    const session = new Session(plainBackend, new Map([["names", text]]), () => undefined);
    session.hasten(unwatched);
    timed("open", () => session.open(session.planOf(graph), true));
    console.log(
      `    ${session.state.acted && session.loss !== null ? `loss ${session.loss.loss.toFixed(3)}` : planDiagnostics(session.plan!)[0]?.message}`,
    );
    const edited = { ...graph, variables: { ...graph.variables, n_hidden: "50" } };
    timed("edit", () => session.edit(session.planEdit(edited), {}));
  }
}
