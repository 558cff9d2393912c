import { describe, expect, test } from "vitest";
import { changed } from "../folder.ts";
import { typed } from "../typed.ts";

describe("wiregrad run", () => {
  test("--json prints one object a line, iterations 0 to N - 1, the notebook's losses", async () => {
    const { code, stdout } = await typed(["run", "graphs/notebook-mlp.json", "--iterations", "120", "--json"]);
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { iteration: number; loss: number });
    expect(lines.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 120 }, (_, at) => at));
    expect(lines[0]!.loss).toBeCloseTo(17.7697, 3);
    expect(lines[119]!.loss).toBeCloseTo(0.3138, 4);
  });

  test("without --json says the last loss on stdout, and nothing of the bar", async () => {
    const { code, stdout } = await typed(["run", "graphs/notebook-mlp.json", "-n", "3"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^iteration 2: loss 11\.2988 \(3 iterations in [\d.]+ s\)\n$/);
  });

  test("--seed replaces the graph's seed, and the same seed gives the same run", async () => {
    const args = ["run", "graphs/notebook-mlp.json", "-n", "2", "--json", "--seed"];
    const [a, b, c] = await Promise.all([typed([...args, "1"]), typed([...args, "1"]), typed([...args, "2"])]);
    expect(a.stdout).toBe(b.stdout);
    expect(a.stdout).not.toBe(c.stdout);
  });

  test("a loss that is not finite is null, with a reason; a training that ends so is code 1, and says from where", async () => {
    const { folder, name } = changed("wild.json", (text) => text.replace('"lr": "0.1"', '"lr": "1e38"'));
    const { code, stdout, stderr } = await typed(["run", name, "-n", "4", "--json"], { folder });
    expect(code).toBe(1);
    expect(stderr).toBe("wild.json: the loss is not finite from iteration 1 on: nothing was learned from there\n");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe('{"iteration":3,"loss":null,"reason":"the loss is nan"}');
  });

  test("losses that are measured stand in the lines of their iterations, by node", async () => {
    const { folder, name } = changed("measured.json", (text) => {
      const graph = JSON.parse(text) as { nodes: object[]; edges: object[] };
      graph.nodes.push({ id: "again", type: "cross_entropy", settings: { every: "2" } });
      graph.edges.push({ from: "output.out", to: "again.logits" }, { from: "context.y", to: "again.target" });
      return JSON.stringify(graph);
    });
    const { stdout } = await typed(["run", name, "-n", "4", "--json"], { folder });
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { loss: number; others?: object });
    expect(lines.map(({ others }) => others)).toEqual([
      { again: lines[0]!.loss },
      undefined,
      { again: lines[2]!.loss },
      undefined,
    ]);
  });

  test("an unknown setting is a note on stderr, which the losses go on beside", async () => {
    const { folder, name } = changed("noted.json", (text) => text.replace('"lr": "0.1"', '"lr": "0.1", "rate": "2"'));
    const checked = await typed(["check", name], { folder });
    const { code, stdout, stderr } = await typed(["run", name, "-n", "1", "--json"], { folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\{"iteration":0,"loss":17\.7697\d*\}\n$/);
    expect(stderr).toMatch(/^noted\.json: node "sgd".*rate.* \(a note, no error\)\n$/);
    expect(checked.stdout.startsWith(stderr)).toBe(true);
    const sampled = await typed(["sample", name, "--count", "1"], { folder });
    expect(sampled).toMatchObject({ code: 0, stderr });
  });

  test("a small loss is not printed as 0.0000", async () => {
    const { folder, name } = changed("small.json", (text) => {
      const graph = JSON.parse(text) as { nodes: object[]; edges: { from: string; to: string }[] };
      graph.nodes.push(
        { id: "tiny", type: "constant", settings: { shape: "", values: "0.000001" } },
        { id: "scaled", type: "mul" },
      );
      const edge = graph.edges.find(({ to }) => to.endsWith(".loss"))!;
      graph.edges.push({ from: edge.from, to: "scaled.a" }, { from: "tiny.out", to: "scaled.b" });
      edge.from = "scaled.out";
      return JSON.stringify(graph);
    });
    const { stdout, stderr } = await typed(["run", name, "-n", "1"], { folder });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^iteration 0: loss 1\.7770e-05 /);
  });

  test("a wrong graph is code 1, with file, node and PyTorch's sentence", async () => {
    const { folder, name } = changed("bent.json", (text) => text.replace('"from": "view.out"', '"from": "C.out"'));
    const { code, stderr } = await typed(["run", name, "-n", "1"], { folder });
    expect(code).toBe(1);
    expect(stderr).toContain('bent.json: node "hidden": mat1 and mat2 shapes cannot be multiplied (96x2 and 6x100)');
    // And once more in plain words, on an indented line.
    expect(stderr).toContain(
      "\n    32 rows of 3 letters with 2 numbers each make 96 rows of 2 here; W wants rows of 6. View joins them.",
    );
  });

  test("Ctrl-C ends it cleanly, with what was done and code 130", async () => {
    let done = false;
    const { code, stdout } = await typed(["run", "graphs/notebook-mlp.json", "-n", "100000000", "--json"], {
      onStdout: (text, interrupt) => {
        if (done || !text.includes("\n")) return;
        done = true;
        interrupt();
      },
    });
    expect(code).toBe(130);
    for (const line of stdout.trimEnd().split("\n")) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });
});
