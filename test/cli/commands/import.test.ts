import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf, notebook } from "../folder.ts";
import { typed } from "../typed.ts";

/** Code with something beyond the subset, in a line that has to be told. */
const code = `import torch
import torch.nn.functional as F
g = torch.Generator().manual_seed(1)
X = torch.tensor([[0.0, 1.0], [1.0, 0.0]])
Y = torch.tensor([1, 0])
W = torch.randn((2, 3), generator=g, requires_grad=True)
import matplotlib.pyplot as plt
for i in range(10):
    logits = X @ W
    loss = F.cross_entropy(logits, Y)
    W.grad = None
    loss.backward()
    W.data += -0.1 * W.grad
plt.plot([1, 2])
`;

test("PyTorch code becomes a graph that runs; what is left out is said on stderr with its line", async () => {
  const folder = folderOf({ "code.py": code });
  const { code: end, stdout, stderr } = await typed(["import", "code.py", "-o", "graph.json"], { folder });
  expect(stderr).toBe("code.py: line 14: this only shows something, and is left out\n");
  expect(end).toBe(0);
  expect(stdout).toMatch(/^graph\.json: \d+ nodes, \d+ wires\n$/);
  const run = await typed(["run", "graph.json", "-n", "2"], { folder });
  expect(run).toMatchObject({ code: 0 });
  const { stdout: json } = await typed(["import", "code.py", "--json"], { folder });
  const result = JSON.parse(json) as { format: string; graph: { format: string }; notes: readonly string[] };
  expect(result).toMatchObject({ format: "py", output: null, graph: { format: "wiregrad/graph" } });
  expect(result.notes.length).toBeGreaterThan(0);
});

test("what cannot be read is one sentence with its line", async () => {
  const folder = folderOf({ "bad.py": "import torch\nx = = 1\n" });
  const { code: end, stderr } = await typed(["import", "bad.py"], { folder });
  expect(end).toBe(1);
  expect(stderr).toMatch(/^bad\.py: line 2.*\n$/);
});

test("into a .wiregrad file goes what was trained, too", async () => {
  const folder = folderOf({ "notebook.json": notebook });
  await typed(["train", "notebook.json", "-n", "2", "--save", "a.wiregrad"], { folder });
  await typed(["import", "a.wiregrad", "-o", "b.wiregrad"], { folder });
  expect(readFileSync(join(folder, "b.wiregrad"))).toEqual(readFileSync(join(folder, "a.wiregrad")));
});
