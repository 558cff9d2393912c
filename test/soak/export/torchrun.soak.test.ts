/** Scripts that torchrun starts, as one process and as two: both print the losses that the script prints by itself. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
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
import { TorchProcess } from "../torch/TorchProcess.ts";
import { arbitraryLanguageModel } from "./arbitraryLanguageModel.ts";
import { firstApart, printedLosses } from "./printedLosses.ts";

const ITERATIONS = 20;

let folder: string;
let launcher: TorchProcess;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wiregrad-torchrun-"));
  launcher = new TorchProcess(new URL("launch_scripts.py", import.meta.url));
}, 120_000);
afterAll(() => {
  launcher.end();
  rmSync(folder, { recursive: true });
});

/** Runs a file in a number of processes that go together, or by itself where that is 0; gives what it printed. */
type Run = (file: string, processes: number) => Promise<string>;

interface Launched {
  readonly status: number;
  readonly printed: string;
  readonly errors: string;
}

/** As torchrun does, without importing PyTorch for each process. */
const forked: Run = async (file, processes) => {
  const { status, printed, errors } = (await launcher.ask({ file, processes })) as Launched;
  expect(status, errors).toBe(0);
  return printed;
};

/** torchrun's own option for where output goes is broken in PyTorch 1.13 beside Python 3.11 and newer, but for single ranks. */
const OUTPUT = ["--redirects", "9:1", "--tee", "9:1"];

/** By torchrun itself. */
const byTorchrun: Run = async (file, processes) => {
  const started = ["-m", "torch.distributed.run", ...OUTPUT, "--standalone", `--nproc_per_node=${processes}`];
  const { stdout } = await promisify(execFile)(launcher.interpreter, [...(processes === 0 ? [] : started), file], {
    env: { ...process.env, OMP_NUM_THREADS: "1" },
  });
  return stdout;
};

interface Way {
  readonly style: ScriptStyle;
  readonly groups?: readonly number[];
  readonly run?: Run;
}

async function holds(name: string, graph: Graph, { style, groups = [1, 2], run = forked }: Way): Promise<void> {
  const { plan, exported } = exportedOf(graph, datasets, ITERATIONS);
  const write = (file: string, torchrun: boolean): string => {
    const script = writeScript(plan, exported, { torchrun, style, iterations: ITERATIONS });
    writeFileSync(join(folder, file), scriptText(script));
    return join(folder, file);
  };
  const losses = printedLosses(await run(write(`${name}.py`, false), 0));
  const file = write(`${name}.alone.py`, true);
  expect(printedLosses(await run(file, 0))).toEqual(losses);
  for (const processes of groups) {
    const own = write(`${name}.${processes}.py`, true);
    expect(firstApart(losses, printedLosses(await run(own, processes)), 1e-4)).toBeNull();
    // What is there already is gone on from: nothing is left to do.
    expect(await run(own, processes)).toContain(`Going on from iteration ${ITERATIONS}`);
  }
}

const training = galleryNames().filter((name) => readGraph(galleryText(name)).nodes.some(({ type }) => type === "sgd"));

describe.each(["functional", "module"] as const)("torchrun, in %s style, on one process and on two", (style) => {
  it.each(training)("trains as one does: %s", async (name) => {
    await holds(`${name}-${style}`, readGraph(galleryText(name)), { style });
  });

  it("trains as one does by torchrun's own processes", async () => {
    await holds(`own-${style}`, readGraph(galleryText("xor")), { style, run: byTorchrun });
  });

  const models = sample(arbitraryLanguageModel, { numRuns: 12, seed: 20_261_129 });
  it.each(models.map((graph, at) => [at, graph] as const))(
    "trains a random model as one does: %i",
    async (at, graph) => {
      await holds(`random-${at}-${style}`, graph, { style });
    },
  );

  it("trains by a batch of which a process has no row", async () => {
    await holds(`small-${style}`, batchGraph("2"), { style, groups: [3] });
    await holds(`single-${style}`, batchGraph("1"), { style });
  });

  it("trains by what shares some of its examples, and mixes others", async () => {
    await holds(`mixed-${style}`, alsoMixed(), { style });
  });
});
