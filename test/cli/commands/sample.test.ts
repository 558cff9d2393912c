import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { changed } from "../folder.ts";
import { typed } from "../typed.ts";

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
      const { code, stdout, stderr } = await typed(command.concat("--temperature", String(temperature)));
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
    const own = await typed(["sample", name], { folder });
    const counted = await typed(["sample", name, "--count", "4"], { folder });
    const lines = counted.stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(own.stdout).toBe(`${lines[0]}\n${lines[1]}\n`);
    const seeded = await typed(["sample", name, "--seed", "2", "--iterations", "20"], { folder });
    expect(seeded.stdout).not.toBe(own.stdout);
    expect([own.code, counted.code, seeded.code]).toEqual([0, 0, 0]);
  });

  test("a graph that nothing can be drawn from is code 1, on stderr", async () => {
    const { folder, name } = changed("no-loss.json", (text) =>
      text.replace('"type": "cross_entropy"', '"type": "tanh"'),
    );
    const broken = await typed(["sample", name], { folder });
    expect(broken.code).toBe(1);
    expect(broken.stdout).toBe("");
    const { folder: other, name: untold } = withNode({ temperature: "0" });
    const cold = await typed(["sample", untold], { folder: other });
    expect(cold.code).toBe(1);
    expect(cold.stderr).toContain(
      'sampling.json: node "sample": field "temperature": expected a temperature greater than 0, got 0',
    );
  });

  test("a temperature that float32 has no number for is an error, and no word", async () => {
    const { code, stdout, stderr } = await typed(["sample", "graphs/notebook-mlp.json", "--temperature", "1e-46"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("probability tensor contains either `inf`, `nan` or element < 0");
  });

  test.each([
    [["sample", "graphs/notebook-mlp.json", "--temperature", "0"], 'expected a number greater than 0, got "0"'],
    [["sample", "graphs/notebook-mlp.json", "--count", "no"], 'expected a whole number of at least 1, got "no"'],
  ])("a wrong command is code 2: %j", async (args, message) => {
    const { code, stderr } = await typed(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
