import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { pointsOf } from "../../../src/base/points.ts";
import { readBundle } from "../../../src/io/bundle/bundle.ts";
import { folderOf, notebook } from "../folder.ts";
import { typed } from "../typed.ts";

const recorded = JSON.parse(readFileSync("test/fixtures/notebook.json", "utf8")) as {
  readonly losses: readonly number[];
};

const folder = folderOf({ "notebook.json": notebook });
const train = (...args: readonly string[]) => typed(["train", ...args], { folder });
const bundle = (name: string) => readBundle(new Uint8Array(readFileSync(join(folder, name))));

describe("wiregrad train", () => {
  beforeAll(async () => {
    await train("notebook.json", "-n", "60", "--save", "run.wiregrad");
    await train("notebook.json", "-n", "120", "--save", "whole.wiregrad");
  });

  test("saves what was trained, and goes on from it to the bit: the notebook's losses 60 to 119", async () => {
    writeFileSync(join(folder, "resumed.wiregrad"), readFileSync(join(folder, "run.wiregrad")));
    const resumed = await train("resumed.wiregrad", "-n", "120", "--save", "resumed.wiregrad", "--resume", "--json");
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      saved: "resumed.wiregrad",
      from: 60,
      iterations: 120,
      iteration: 119,
      interrupted: false,
    });
    const [{ checkpoint }, { checkpoint: whole }] = [await bundle("resumed.wiregrad"), await bundle("whole.wiregrad")];
    expect(checkpoint).toEqual(whole);
    const losses = [...pointsOf(checkpoint.curves[0]!.points)];
    expect(losses.map(([iteration]) => iteration)).toEqual(Array.from({ length: 120 }, (_, at) => at));
    for (const [iteration, loss] of losses) {
      expect(Math.abs(loss / recorded.losses[iteration]! - 1), `iteration ${iteration}`).toBeLessThan(1e-4);
    }
    expect(losses[119]![1]).toBeCloseTo(0.31377, 4);
  });

  test("saves whole states while it trains, from which the rest is the same", async () => {
    const steps: number[] = [];
    const watch = setInterval(() => {
      if (!existsSync(join(folder, "often.wiregrad"))) return;
      void bundle("often.wiregrad").then(({ checkpoint }) => steps.push(checkpoint.iteration));
    }, 5);
    await train("notebook.json", "-n", "4000", "--save", "often.wiregrad", "--save-every", "0.001");
    clearInterval(watch);
    const last = (await bundle("often.wiregrad")).checkpoint.iteration;
    expect(last).toBe(4000);
    // Each that was seen was whole, and they only grew.
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.toSorted((a, b) => a - b)).toEqual(steps);
    const wrong = await train("notebook.json", "-n", "2", "--save", "often.wiregrad", "--save-every", "0");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("expected a number greater than 0");
  });

  test("of a graph without what was trained, --resume goes on from what is saved", async () => {
    const args = ["notebook.json", "--save", "steps.wiregrad", "--resume", "-n"];
    const begun = await train(...args, "2");
    expect(begun.stderr).toBe("steps.wiregrad: not there yet, so the training begins from the seed\n");
    expect(begun.stdout).toMatch(
      /^iteration 1: loss 13\.\d+ \(2 iterations in [\d.]+ s\), saved in steps\.wiregrad\n$/,
    );
    expect((await train(...args, "4")).stdout).toMatch(/^iteration 3: loss .*\(2 iterations in/);
    const again = await train(...args, "4");
    expect([again.code, again.stderr]).toEqual([0, "4 iterations are done already: nothing is left to train\n"]);
    expect((await bundle("steps.wiregrad")).checkpoint.iteration).toBe(4);
  });

  test("the training of another graph is not gone on from, and is left as it is", async () => {
    writeFileSync(join(folder, "wider.json"), notebook.replace('"n_hidden": "100"', '"n_hidden": "120"'));
    const before = readFileSync(join(folder, "run.wiregrad"));
    const { code, stderr } = await train("wider.json", "-n", "70", "--save", "run.wiregrad", "--resume");
    expect(code).toBe(1);
    expect(stderr).toBe(
      'run.wiregrad: it holds the training of another graph (variable "n_hidden": "100" → "120"): ' +
        "expected that of the graph that is trained, or --save another file\n",
    );
    expect(readFileSync(join(folder, "run.wiregrad"))).toEqual(before);
  });

  test("Ctrl-C saves what was done", async () => {
    const stopped = folderOf({ "notebook.json": notebook });
    let interrupted = false;
    const ended = typed(["train", "notebook.json", "-n", "100000000", "--save", "x.wiregrad", "--json"], {
      folder: stopped,
      whenListening: (interrupt) => {
        setTimeout(() => {
          interrupted = true;
          interrupt();
        }, 200);
      },
    });
    const { code, stdout } = await ended;
    expect([code, interrupted]).toEqual([130, true]);
    const { iterations } = JSON.parse(stdout) as { iterations: number };
    const saved = await readBundle(new Uint8Array(readFileSync(join(stopped, "x.wiregrad"))));
    expect(saved.checkpoint.iteration).toBe(iterations);
  });

  test("losses that are not finite are not saved over what was", async () => {
    writeFileSync(join(folder, "wild.json"), notebook.replace('"lr": "0.1"', '"lr": "1e38"'));
    writeFileSync(join(folder, "kept.wiregrad"), "as it was");
    const { code, stderr } = await train("wild.json", "-n", "4", "--save", "kept.wiregrad");
    expect([code, stderr]).toEqual([1, "wild.json: the loss is not finite from iteration 1 on: nothing was saved\n"]);
    expect(readFileSync(join(folder, "kept.wiregrad"), "utf8")).toBe("as it was");
  });

  test.each([
    [["notebook.json", "-n", "1", "--save", "x.json"], "--save: expected a name that ends in .wiregrad, got x.json\n"],
    [
      ["notebook.json", "-n", "1", "--save", "no/x.wiregrad"],
      "no/x.wiregrad: it cannot be written: there is no such folder\n",
    ],
    [
      ["notebook.json", "-n", "1", "--save", "x.wiregrad", "--resume", "--seed", "1"],
      "--seed starts anew and --resume goes on: expected one of them\n",
    ],
  ])("a wrong command is code 2: %j", async (args, sentence) => {
    expect(await train(...args)).toMatchObject({ code: 2, stderr: sentence, stdout: "" });
  });
});

describe("a saved state", () => {
  test("eval tells its losses, as the next iteration has them", async () => {
    const { code, stdout } = await typed(["eval", "run.wiregrad", "--json"], { folder });
    expect(code).toBe(0);
    const { iteration, loss, losses } = JSON.parse(stdout) as {
      iteration: number;
      loss: number;
      losses: Record<string, number>;
    };
    expect(iteration).toBe(60);
    expect(losses).toEqual({ loss });
    const whole = await bundle("whole.wiregrad");
    expect(loss).toBe([...pointsOf(whole.checkpoint.curves[0]!.points)][60]![1]);
    const read = await typed(["eval", "notebook.json"], { folder });
    expect(read.stdout).toBe("loss: 17.7697\n(0 iterations done)\n");
  });

  test("eval also tells what is only measured, due or not", async () => {
    const graph = JSON.parse(notebook) as { nodes: object[]; edges: object[] };
    graph.nodes.push({ id: "again", type: "cross_entropy", settings: { every: "7" } });
    graph.edges.push({ from: "output.out", to: "again.logits" }, { from: "context.y", to: "again.target" });
    const measured = folderOf({ "measured.json": JSON.stringify(graph) });
    await typed(["train", "measured.json", "-n", "3", "--save", "m.wiregrad"], { folder: measured });
    const { stdout } = await typed(["eval", "m.wiregrad", "--json"], { folder: measured });
    const { loss, losses } = JSON.parse(stdout) as { loss: number; losses: object };
    expect(losses).toEqual({ loss, again: loss });
  });

  test("sample draws from it, without training", async () => {
    const fixture = JSON.parse(readFileSync("test/fixtures/sample.json", "utf8")) as {
      readonly words: readonly { updates: number; temperature: number; words: readonly string[] }[];
    };
    const { words } = fixture.words.find(({ updates, temperature }) => updates === 120 && temperature === 1)!;
    const args = ["sample", "whole.wiregrad", "--count", "20", "--temperature", "1"];
    const { stdout, stderr } = await typed(args, { folder });
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n")).toEqual(words);
    const further = await typed(["sample", "run.wiregrad", "--count", "20", "-n", "120", "--json"], { folder });
    expect(JSON.parse(further.stdout)).toMatchObject({ iterations: 120, words: expect.any(Array) as unknown });
  });

  test("check says how far it is, and diff what another saw of it", async () => {
    const { stdout } = await typed(["check", "run.wiregrad"], { folder });
    expect(stdout).toBe("run.wiregrad: good: 12 nodes, 3,481 parameters, 60 iterations done\n");
    const same = await typed(["diff", "run.wiregrad", "run.wiregrad"], { folder });
    expect(same).toMatchObject({ code: 0, stdout: "the same\n" });
    const { code, stdout: told } = await typed(["diff", "run.wiregrad", "whole.wiregrad"], { folder });
    expect(code).toBe(1);
    expect(told).toMatch(/^numbers:\n {2}iterations done: 60 → 120\n {2}loss: 0\.\d+ at iteration 59 → 0\.31\d+ at/);
    expect(told).toMatch(
      / {2}parameter hidden\.W: \d+ of 600 numbers differ, most of all hidden\.W\[\d, \d+\]: \S+ → \S+\n/,
    );
  });
});

describe("wiregrad export", () => {
  const exported = (...args: readonly string[]) => typed(["export", ...args], { folder });

  test("writes the curves of a saved state as a table", async () => {
    const { code, stdout } = await exported("run.wiregrad", "--to", "csv");
    expect(code).toBe(0);
    const lines = stdout.split("\r\n");
    expect(lines[0]).toBe("iteration,loss");
    expect(lines[1]).toMatch(/^0,17\.7697/);
    expect(lines).toHaveLength(62);
  });

  test("knows the format by the file's ending, and says on stderr what is to be known", async () => {
    const { code, stdout, stderr } = await exported("run.wiregrad", "-o", "out.wiregrad");
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toBe("run.wiregrad: It carries the graph and what was trained, at iteration 60.\n");
    expect((await bundle("out.wiregrad")).checkpoint).toEqual((await bundle("run.wiregrad")).checkpoint);
    await exported("run.wiregrad", "--to", "graph", "-o", "graph.json");
    expect(readFileSync(join(folder, "graph.json"), "utf8")).toBe(notebook);
  });

  test("a link can be opened again, and --json holds it", async () => {
    const { stdout } = await exported("notebook.json", "--to", "link", "--json");
    const { content, format } = JSON.parse(stdout) as { content: string; format: string };
    expect(format).toBe("link");
    const { stdout: back } = await typed(["import", content]);
    expect(back).toBe(notebook);
  });

  test("without a format, and with an unknown one, is a wrong command", async () => {
    const unknown = await exported("run.wiregrad", "--to", "onnx");
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("Allowed choices are ");
    const none = await exported("run.wiregrad", "-o", "x.unknown");
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(/^say with --to which format is meant: link, .*bundle, .*csv/);
    expect(existsSync(join(folder, "x.unknown"))).toBe(false);
  });
});
