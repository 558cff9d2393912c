/**
 * What it takes to make examples of a text at its limit of 8 MiB, and of Moby-Dick, at either level: the time of each
 * step, and the memory that the process has taken by then.
 */
import { readFileSync } from "node:fs";
import { decodeUtf8 } from "../../src/base/decodeUtf8.ts";
import { contexts } from "../../src/data/contexts.ts";
import { lines } from "../../src/data/lines.ts";
import { lossFloor } from "../../src/data/lossFloor.ts";
import { tokenize } from "../../src/data/tokenize.ts";

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
  const start = performance.now();
  const result = work();
  const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(`    ${step.padEnd(10)} ${(performance.now() - start).toFixed(0).padStart(6)} ms  ${megabytes} MiB`);
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
