/** Scripts that torchrun starts, as one process and as two: both print the losses that the script prints by itself. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sample } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import type { ScriptStyle } from "../../../src/protocol/script/script.ts";
import { scriptText } from "../../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { datasets, galleryNames, galleryText } from "../../contract/graphs/galleryRecords.ts";
import { batchGraph } from "../../session/graphs.ts";
import { alsoMixed } from "../../torch/alsoMixed.ts";
import { exportedOf } from "../../torch/exportedOf.ts";
import { findTorch } from "../torch/TorchProcess.ts";
import { arbitraryLanguageModel } from "./arbitraryLanguageModel.ts";
import { firstApart, printedLosses, type Losses } from "./printedLosses.ts";

const ITERATIONS = 20;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wiregrad-torchrun-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** torchrun's own option for where output goes is broken in PyTorch 1.13 beside Python 3.11 and newer, but for single ranks. */
const OUTPUT = ["--redirects", "9:1", "--tee", "9:1"];

function run(file: string, args: readonly string[]): { readonly printed: string; readonly losses: Losses } {
  const { status, stdout, stderr } = spawnSync(findTorch(), [...args, file], {
    encoding: "utf8",
    env: { ...process.env, OMP_NUM_THREADS: "1" },
  });
  expect(status, stderr).toBe(0);
  return { printed: stdout, losses: printedLosses(stdout) };
}

let port = 29_500;
const together = (processes: number): readonly string[] => [
  "-m",
  "torch.distributed.run",
  ...OUTPUT,
  "--master_port",
  `${++port}`,
  `--nproc_per_node=${processes}`,
];

function holds(name: string, graph: Graph, style: ScriptStyle, groups = [1, 2]): void {
  const { plan, exported } = exportedOf(graph, datasets, ITERATIONS);
  const write = (file: string, torchrun: boolean): string => {
    const script = writeScript(plan, exported, { torchrun, style, iterations: ITERATIONS });
    writeFileSync(join(folder, file), scriptText(script));
    return join(folder, file);
  };
  const { losses } = run(write(`${name}.py`, false), []);
  const file = write(`${name}.alone.py`, true);
  expect(run(file, []).losses).toEqual(losses);
  for (const processes of groups) {
    const own = write(`${name}.${processes}.py`, true);
    expect(firstApart(losses, run(own, together(processes)).losses, 1e-4)).toBeNull();
    // What is there already is gone on from: nothing is left to do.
    expect(run(own, together(processes)).printed).toContain(`Going on from iteration ${ITERATIONS}`);
  }
}

const training = galleryNames().filter((name) => readGraph(galleryText(name)).nodes.some(({ type }) => type === "sgd"));

describe.each(["functional", "module"] as const)("torchrun, in %s style, on one process and on two", (style) => {
  it.each(training)("trains as one does: %s", (name) => {
    holds(`${name}-${style}`, readGraph(galleryText(name)), style);
  });

  const models = sample(arbitraryLanguageModel, { numRuns: 12, seed: 20_261_129 });
  it.each(models.map((graph, at) => [at, graph] as const))("trains a random model as one does: %i", (at, graph) => {
    holds(`random-${at}-${style}`, graph, style);
  });

  it("trains by a batch of which a process has no row", () => {
    holds(`small-${style}`, batchGraph("2"), style, [3]);
    holds(`single-${style}`, batchGraph("1"), style);
  });

  it("trains by what shares some of its examples, and mixes others", () => {
    holds(`mixed-${style}`, alsoMixed(), style);
  });
});
