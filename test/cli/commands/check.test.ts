import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { encodeShareLink } from "../../../src/io/shareLink.ts";
import { changed, notebook } from "../folder.ts";
import { typed } from "../typed.ts";

describe("wiregrad check", () => {
  test("says that the graphs of the gallery are good", async () => {
    const { code, stdout } = await typed(["check", "graphs/notebook-mlp.json", "graphs/names-mlp.json"]);
    expect(stdout).toBe(
      "graphs/notebook-mlp.json: good: 12 nodes, 3,481 parameters\n" +
        "graphs/names-mlp.json: good: 16 nodes, 11,897 parameters\n",
    );
    expect(code).toBe(0);
  });

  test("prints one line an error and goes on with the next file", async () => {
    const { folder, name } = changed("typo.json", (text) => text.replace('"type": "tanh"', '"type": "tahn"'));
    const { code, stdout } = await typed(["check", name, join(process.cwd(), "graphs/notebook-mlp.json")], { folder });
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toBe('typo.json: node "tanh": field "type": unknown node type "tahn"');
    expect(stdout).toContain("good: 12 nodes");
  });

  test("- is a graph on standard input, and a link is the graph that it carries", async () => {
    const piped = await typed(["run", "-", "-n", "1"], { stdin: notebook });
    expect(piped.stdout).toMatch(/^iteration 0: loss 17\.7697 /);
    const link = `https://example.org/wiregrad/${await encodeShareLink(readGraph(notebook))}`;
    const { code, stdout } = await typed(["check", link]);
    expect([code, stdout]).toEqual([0, "the link: good: 12 nodes, 3,481 parameters\n"]);
    const broken = await typed(["check", "-"], { stdin: "<!doctype html>" });
    expect(broken.stdout).toMatch(/^standard input: this is a web page, no graph of Wiregrad: /);
  });

  test("--json is one object, with what is wrong by node and field", async () => {
    const { folder, name } = changed("typo.json", (text) => text.replace('"type": "tanh"', '"type": "tahn"'));
    const { code, stdout } = await typed(["check", "--json", name, join(process.cwd(), "graphs/xor.json")], { folder });
    expect(code).toBe(1);
    const { good, files } = JSON.parse(stdout) as { good: boolean; files: Record<string, unknown>[] };
    expect(good).toBe(false);
    expect(files[0]).toMatchObject({
      file: "typo.json",
      good: false,
      errors: [{ node: "tanh", field: "type", message: 'unknown node type "tahn"' }],
    });
    expect(files[1]).toMatchObject({ good: true, iterations: null, errors: [] });
  });
});
