import { readFile } from "node:fs/promises";
import { expect, type Locator } from "@playwright/test";
import { axeOn } from "./axeOn.ts";
import { EditorPage, onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

test.describe("the graph's code", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test("lights up as it runs, has its numbers beside it, leads to nodes and back, and stops where its margin says", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    // The graph keeps its size.
    const height = async (): Promise<number> =>
      (await page.getByRole("main").locator(".canvas-area").boundingBox())!.height;
    const before = await height();
    await graph.button("Code").click();
    const code = page.getByRole("region", { name: "PyTorch code" });
    await expect(code.getByRole("listitem").first()).toBeAttached();
    expect(await height()).toBe(before);
    const row = (text: string): Locator => code.getByRole("listitem").filter({ hasText: text });
    const current = code.locator('[aria-current="step"]');
    await expect(current).toHaveText("C_out = C[X]");
    await expect(current).toBeInViewport();
    await expect(row("view = C_out")).toContainText("(32, 6) [1.6, -0.24, 1.6, …]");

    // Forward, to the end; then back, in the same lines.
    await graph.button("Step").click();
    await expect(current).toHaveText("view = C_out.view(-1, block_size * n_embd)");
    await graph.button("Rest of the pass").click();
    await expect(current).toHaveText("for p in parameters:");
    for (const line of ["output = tanh @ W2 + b2", "tanh = torch.tanh(hidden)"]) {
      await graph.button("Step").click();
      await expect(current).toHaveText(line);
      await expect(current).toBeInViewport();
    }
    await expect(row("tanh = torch")).toHaveAttribute("data-pass", "backward");
    await expect(row("loss.backward()")).toHaveAttribute("data-within", "true");
    await expect(row("output = tanh")).toContainText(/\(32, 27\) \[2\.0, .*grad \[/);
    await graph.button("Rest of the pass").click();
    // The update's lines stand in sight together, and the gradients that it takes are known still.
    await expect(current).toHaveText("lr = 0.1");
    for (const line of ["# sgd", "lr = 0.1", "p.data += -lr * p.grad"]) {
      await expect(row(line)).toHaveAttribute("data-pass", "update");
      await expect(row(line)).toBeInViewport({ ratio: 1 });
    }
    await expect(row("p.grad = None")).not.toHaveAttribute("data-pass");
    await row("p.grad = None").evaluate((line) => line.parentElement!.scrollTo(0, 0));
    await row("tanh = torch").scrollIntoViewIfNeeded();
    await expect(row("tanh = torch")).toContainText(/\(32, 100\) \[.*grad \[-0\.038, /);
    const [end, edge] = [
      await row("tanh = torch").locator(".code-value").boundingBox(),
      await code.getByRole("list").boundingBox(),
    ];
    expect(end!.x + end!.width).toBeLessThanOrEqual(edge!.x + edge!.width);
    await expect(row("words = ")).toContainText(/b64decode\(data, \d+ kB\)/);

    // A line's node, a node's lines.
    await row("tanh = torch").getByRole("button", { name: "tanh = torch" }).click();
    await expect(graph.card("tanh").locator(".card-selected")).toBeVisible();
    await graph.head("hidden").click();
    const marked = code.locator("[data-selected]");
    await expect(marked).toHaveText([/W1 = /, /b1 = /, /hidden = /]);
    await expect(row("hidden = view")).toBeInViewport();

    // A breakpoint in the margin, by the mouse and by the keyboard.
    const stop = row("tanh = torch").getByRole("button", { name: "breakpoint before tanh runs" });
    await stop.click();
    await expect(stop).toHaveAttribute("aria-pressed", "true");
    await expect(code).toBeVisible();
    await graph.button("Iterate").click();
    await expect(current).toHaveText("C_out = C[X]");
    await graph.button("Iterate").click();
    await expect(current).toHaveText("tanh = torch.tanh(hidden)");
    await current.focus();
    await page.keyboard.press("Control+b");
    await expect(stop).toHaveAttribute("aria-pressed", "false");
    await page.keyboard.press("ArrowUp");
    await expect(row("hidden = view").getByRole("button", { name: "hidden = view" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(marked).toHaveText([/W1 = /, /b1 = /, /hidden = /]);

    const { violations } = await axeOn(page).include(".chart-panel").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  test("follows every edit, says why there is none, and is copied, saved, and read on a phone", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    await graph.openAgain();
    await graph.button("Code").click();
    const code = page.getByRole("region", { name: "PyTorch code" });
    await expect(code).toContainText("lr = 0.1");
    await graph.head("sgd").click();
    const rate = graph.inspector().getByRole("textbox", { name: "lr" });
    await rate.fill("0.2");
    await rate.press("Enter");
    await expect(code).toContainText("lr = 0.2");
    await new EditorPage(page).title.fill("my # model");
    await new EditorPage(page).title.press("Enter");
    await expect(code).toContainText('# "my # model", as PyTorch');
    await expect(code).toContainText("iterations = 200");
    await page.getByLabel("stop at iteration").fill("49");
    await expect(code).toContainText("iterations = 50");

    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await code.getByRole("button", { name: "Copy" }).click();
    await expect(new EditorPage(page).notices).toContainText("The code was copied");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^# "my # model", as PyTorch[\s\S]*\n {4}loss\.backward\(\)\n[\s\S]*\n {4}lr = 0\.2\n/);

    await page.evaluate(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
    const downloading = page.waitForEvent("download");
    await code.getByRole("button", { name: "Save .py" }).click();
    const saved = await downloading;
    expect(saved.suggestedFilename()).toBe("my-model.py");
    expect(await readFile(await saved.path(), "utf8")).toMatch(
      /^# "my # model", as PyTorch[\s\S]*17\.7697[\s\S]*\niterations = 50\n/,
    );

    const size = page.viewportSize()!;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name: "Run" }).click();
    await expect(code.locator('[aria-current="step"]')).toBeInViewport();
    const lines = code.getByRole("list", { name: "Lines of the code" });
    await lines.evaluate((list) => list.scrollTo(0, 0));
    await expect(code.getByText("import torch", { exact: true })).toBeInViewport();
    await page.setViewportSize(size);

    await new EditorPage(page).drop("placeholder.json", placeholder);
    // Beside a graph that trains nothing the panel is folded.
    await graph.button("Unfold").click();
    await expect(code).toContainText("This graph has no PyTorch code: ");
    await expect(code.getByRole("listitem")).toHaveCount(0);
  });
});

const placeholder = JSON.stringify({
  format: "wiregrad/graph",
  version: 1,
  title: "of another time",
  seed: 1,
  nodes: [{ id: "later", type: "not_yet" }],
  edges: [],
});
