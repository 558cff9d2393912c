// What a peer in Node needs to be ordered about over stdin and stdout: a line of JSON asks, a line of JSON answers.
// The orders are those of `test/bench/compare/orders.ts`.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

/** @typedef {import("../compare/manifest.ts").Manifest} Manifest */

/**
 * The numbers of a workload: what it is, and its tensors by name.
 *
 * @typedef {{ manifest: Manifest, data: (name: string) => Float32Array | Int32Array, shape: (name: string) => number[] }} Inputs
 */

/**
 * A workload, opened: it begins anew whenever it runs.
 *
 * @typedef {{ losses: (count: number) => Promise<number[]>, run: (count: number) => Promise<number> }} Opened
 */

/**
 * A library, from where the benchmark has installed it.
 *
 * @param {string} name
 * @returns {Promise<any>} its exports: nothing here knows their types, since they may not be installed
 */
export async function library(name) {
  const require = createRequire(resolve("build/bench/peers/package.json"));
  const loaded = await import(pathToFileURL(require.resolve(name)).href);
  return loaded.default ?? loaded;
}

/**
 * Milliseconds that some work takes.
 *
 * @param {() => Promise<void>} work
 */
export async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * @param {string} folder
 * @returns {Inputs}
 */
function inputsIn(folder) {
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const { buffer } = new Uint8Array(readFileSync(join(folder, "tensors.bin")));
  const entry = (/** @type {string} */ name) => {
    const found = manifest.tensors[name];
    if (found === undefined) throw new Error(`${folder} has no tensor ${name}`);
    return found;
  };
  return {
    manifest,
    shape: (name) => [...entry(name).shape],
    data: (name) => {
      const { dtype, shape, offset } = entry(name);
      const size = shape.reduce((product, length) => product * length, 1);
      return new { float32: Float32Array, int32: Int32Array }[dtype](buffer, offset, size);
    },
  };
}

/**
 * Answers orders until there are no more.
 *
 * @param {string} version says what answers
 * @param {(inputs: Inputs) => Promise<Opened>} open
 */
export async function serve(version, open) {
  /** @type {Map<string, Opened>} */
  const opened = new Map();
  const of = (/** @type {string} */ folder) => {
    const found = opened.get(folder);
    if (found === undefined) throw new Error(`${folder} is not open`);
    return found;
  };
  /** @param {any} order */
  async function answer({ order, folder, count }) {
    switch (order) {
      case "open":
        opened.set(folder, await open(inputsIn(folder)));
        return {};
      case "close":
        opened.delete(folder);
        return {};
      case "losses":
        return { losses: await of(folder).losses(count) };
      case "run":
        return { milliseconds: await of(folder).run(count) };
      default:
        throw new Error(`there is no order "${order}"`);
    }
  }
  const say = (/** @type {unknown} */ line) => process.stdout.write(`${JSON.stringify(line)}\n`);
  say({ version });
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      say(await answer(JSON.parse(line)));
    } catch (error) {
      say({ error: error instanceof Error ? error.message : String(error) });
    }
  }
}
