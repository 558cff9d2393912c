import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { encodeShareLink } from "../../src/io/shareLink.ts";
import { wiregrad } from "./wiregrad.ts";

/** Listens until it has said true; a second Ctrl-C would end the program at once. */
function once(listener: (text: string, interrupt: () => void) => boolean): typeof listener {
  let done = false;
  return (text, interrupt) => (done ||= listener(text, interrupt));
}

/** A file of the notebook's graph, changed. */
function changed(name: string, change: (text: string) => string): { folder: string; name: string } {
  const folder = mkdtempSync(join(tmpdir(), "wiregrad-"));
  writeFileSync(join(folder, name), change(readFileSync("graphs/notebook-mlp.json", "utf8")));
  return { folder, name };
}

describe("wiregrad run", () => {
  test("--json prints one object a line, iterations 0 to N - 1, the notebook's losses", async () => {
    const { code, stdout } = await wiregrad(["run", "graphs/notebook-mlp.json", "--iterations", "120", "--json"]);
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
    const { code, stdout } = await wiregrad(["run", "graphs/notebook-mlp.json", "-n", "3"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^iteration 2: loss 11\.2988 \(3 iterations in [\d.]+ s\)\n$/);
  });

  test("--seed replaces the graph's seed, and the same seed gives the same run", async () => {
    const args = ["run", "graphs/notebook-mlp.json", "-n", "2", "--json", "--seed"];
    const [a, b, c] = await Promise.all([wiregrad([...args, "1"]), wiregrad([...args, "1"]), wiregrad([...args, "2"])]);
    expect(a.stdout).toBe(b.stdout);
    expect(a.stdout).not.toBe(c.stdout);
  });

  test("a loss that is not finite is null, with a reason; a training that ends so is code 1, and says from where", async () => {
    const { folder, name } = changed("wild.json", (text) => text.replace('"lr": "0.1"', '"lr": "1e38"'));
    const { code, stdout, stderr } = await wiregrad(["run", name, "-n", "4", "--json"], folder);
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
    const { stdout } = await wiregrad(["run", name, "-n", "4", "--json"], folder);
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
    const checked = await wiregrad(["check", name], folder);
    const { code, stdout, stderr } = await wiregrad(["run", name, "-n", "1", "--json"], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\{"iteration":0,"loss":17\.7697\d*\}\n$/);
    expect(stderr).toMatch(/^noted\.json: node "sgd".*rate.* \(a note, no error\)\n$/);
    expect(checked.stdout.startsWith(stderr)).toBe(true);
    const sampled = await wiregrad(["sample", name, "--count", "1"], folder);
    expect(sampled).toMatchObject({ code: 0, stderr });
  });

  test("Ctrl-C ends it cleanly, with what was done and code 130", async () => {
    const { code, stdout } = await wiregrad(
      ["run", "graphs/notebook-mlp.json", "-n", "100000000", "--json"],
      undefined,
      once((text, interrupt) => text.includes("\n") && (interrupt(), true)),
    );
    expect(code).toBe(130);
    for (const line of stdout.trimEnd().split("\n")) expect(() => JSON.parse(line) as unknown).not.toThrow();
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
    const { stdout, stderr } = await wiregrad(["run", name, "-n", "1"], folder);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^iteration 0: loss 1\.7770e-05 /);
  });

  test("- is a graph on standard input, and a link is the graph that it carries", async () => {
    const text = readFileSync("graphs/notebook-mlp.json", "utf8");
    const piped = await wiregrad(["run", "-", "-n", "1"], undefined, undefined, text);
    expect(piped.stdout).toMatch(/^iteration 0: loss 17\.7697 /);
    const link = `https://example.org/wiregrad/${await encodeShareLink(readGraph(text))}`;
    const { code, stdout } = await wiregrad(["check", link]);
    expect([code, stdout]).toEqual([0, "the link: good: 12 nodes, 3,481 parameters\n"]);
    const broken = await wiregrad(["check", "-"], undefined, undefined, "<!doctype html>");
    expect(broken.stdout).toMatch(/^standard input: this is a web page, no graph of Wiregrad: /);
  });

  test("output that cannot be written is one sentence and code 2", async () => {
    const command = `"${process.execPath}" scripts/wiregrad.mjs run graphs/notebook-mlp.json -n 1 > /dev/full`;
    const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect(stderr).toMatch(/^standard output cannot be written: ENOSPC[^\n]*\n$/);
    expect(status).toBe(2);
  });

  test("--version says the version", async () => {
    const { code, stdout } = await wiregrad(["--version"]);
    expect([code, stdout]).toEqual([0, "0.1.0\n"]);
  });

  test("a wrong graph is code 1, with file, node and PyTorch's sentence", async () => {
    const { folder, name } = changed("bent.json", (text) => text.replace('"from": "view.out"', '"from": "C.out"'));
    const { code, stderr } = await wiregrad(["run", name, "-n", "1"], folder);
    expect(code).toBe(1);
    expect(stderr).toContain('bent.json: node "hidden": mat1 and mat2 shapes cannot be multiplied (96x2 and 6x100)');
    // And once more in plain words, on an indented line.
    expect(stderr).toContain(
      "\n    32 rows of 3 letters with 2 numbers each make 96 rows of 2 here; W wants rows of 6. View joins them.",
    );
  });

  test.each([
    [["run", "graphs/notebook-mlp.json"], "required option '-n, --iterations <n>'"],
    [["run", "graphs/notebook-mlp.json", "-n", "0"], 'expected a whole number of at least 1, got "0"'],
    [["run", "nowhere.json", "-n", "1"], "nowhere.json: there is no such file"],
    [["fly"], "unknown command 'fly'"],
  ])("a wrong command is code 2: %j", async (args, message) => {
    const { code, stderr } = await wiregrad(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("wiregrad sample", () => {
  const recorded = JSON.parse(readFileSync("test/fixtures/sample.json", "utf8")) as {
    readonly words: readonly {
      readonly updates: number;
      readonly temperature: number;
      readonly words: readonly string[];
    }[];
  };

  test.each(recorded.words.filter(({ updates }) => updates === 120))(
    "prints PyTorch's words at the loss's logits: temperature $temperature",
    async ({ temperature, words }) => {
      const command = ["sample", "graphs/notebook-mlp.json", "--count", "20", "--iterations", "120"];
      const { code, stdout, stderr } = await wiregrad(command.concat("--temperature", String(temperature)));
      expect(stderr).not.toContain("rror");
      expect(stdout).toBe(words.map((word) => `${word}\n`).join(""));
      expect(code).toBe(0);
    },
  );

  /** The notebook's graph with a sample node of its own. */
  const withNode = (settings: object): { folder: string; name: string } =>
    changed("sampling.json", (text) => {
      const graph = JSON.parse(text) as { nodes: object[]; edges: object[] };
      graph.nodes.push({ id: "sample", type: "sample", settings });
      graph.edges.push({ from: "output.out", to: "sample.logits" });
      return JSON.stringify(graph);
    });

  test("takes the graph's sample node, and the options before its settings", async () => {
    const { folder, name } = withNode({ count: "2", seed: "1", max_length: "5" });
    const own = await wiregrad(["sample", name], folder);
    const counted = await wiregrad(["sample", name, "--count", "4"], folder);
    const lines = counted.stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(own.stdout).toBe(`${lines[0]}\n${lines[1]}\n`);
    const seeded = await wiregrad(["sample", name, "--seed", "2", "--iterations", "20"], folder);
    expect(seeded.stdout).not.toBe(own.stdout);
    expect([own.code, counted.code, seeded.code]).toEqual([0, 0, 0]);
  });

  test("a graph that nothing can be drawn from is code 1, on stderr", async () => {
    const { folder, name } = changed("no-loss.json", (text) =>
      text.replace('"type": "cross_entropy"', '"type": "tanh"'),
    );
    const broken = await wiregrad(["sample", name], folder);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toBe("");
    const { folder: other, name: untold } = withNode({ temperature: "0" });
    const cold = await wiregrad(["sample", untold], other);
    expect(cold.code).toBe(1);
    expect(cold.stderr).toContain(
      'sampling.json: node "sample": field "temperature": expected a temperature greater than 0, got 0',
    );
  });

  test("a temperature that float32 has no number for is an error, and no word", async () => {
    const { code, stdout, stderr } = await wiregrad(["sample", "graphs/notebook-mlp.json", "--temperature", "1e-46"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("probability tensor contains either `inf`, `nan` or element < 0");
  });

  test.each([
    [["sample", "graphs/notebook-mlp.json", "--temperature", "0"], 'expected a number greater than 0, got "0"'],
    [["sample", "graphs/notebook-mlp.json", "--count", "no"], 'expected a whole number of at least 1, got "no"'],
  ])("a wrong command is code 2: %j", async (args, message) => {
    const { code, stderr } = await wiregrad(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("wiregrad check", () => {
  test("says that the graphs of the gallery are good", async () => {
    const { code, stdout } = await wiregrad(["check", "graphs/notebook-mlp.json", "graphs/names-mlp.json"]);
    expect(stdout).toBe(
      "graphs/notebook-mlp.json: good: 12 nodes, 3,481 parameters\n" +
        "graphs/names-mlp.json: good: 16 nodes, 11,897 parameters\n",
    );
    expect(code).toBe(0);
  });

  test("prints one line an error and goes on with the next file", async () => {
    const { folder, name } = changed("typo.json", (text) => text.replace('"type": "tanh"', '"type": "tahn"'));
    const { code, stdout } = await wiregrad(["check", name, join(process.cwd(), "graphs/notebook-mlp.json")], folder);
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toBe('typo.json: node "tanh": field "type": unknown node type "tahn"');
    expect(stdout).toContain("good: 12 nodes");
  });

  test("--help is no error", async () => {
    const { code, stdout } = await wiregrad(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("<files...>");
  });
});
