import { expect } from "@playwright/test";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

/** A table of three columns of pairs, taken apart and not yet put together. */
const apart = {
  format: "wiregrad/graph",
  version: 2,
  title: "Apart",
  description: "",
  seed: 1,
  variables: {},
  nodes: [
    { id: "emb", type: "parameter", position: { x: 0, y: 0 }, settings: { shape: "32, 3, 2" } },
    { id: "parts", type: "unbind", position: { x: 260, y: 0 }, settings: { dim: "1" } },
    { id: "flat", type: "cat", position: { x: 520, y: 0 }, settings: { dim: "1" } },
    { id: "total", type: "sum", position: { x: 780, y: 0 }, settings: {} },
    { id: "sgd", type: "sgd", position: { x: 1040, y: 0 }, settings: { lr: "0.1" } },
  ],
  edges: [
    { from: "emb.out", to: "parts.x" },
    { from: "flat.out", to: "total.x" },
    { from: "total.out", to: "sgd.loss" },
  ],
  comments: [],
};

const shared = onOnePage((editor) => new GraphPage(editor.page).open());

test.beforeEach(async () => {
  const editor = shared();
  await editor.page.keyboard.press("Escape");
  await editor.drop("apart.json", JSON.stringify(apart));
  await expect(editor.title).toHaveValue("Apart");
  await expect(editor.card("flat")).toContainText("nothing is wired");
  await new GraphPage(editor.page).settled();
});

test("a list of tensors goes through one wire, which tells how many and of which shape", async () => {
  const editor = shared();
  const { page } = editor;
  const graph = new GraphPage(page);
  await expect(graph.card("flat")).toContainText("nothing is wired");
  await graph.dragTo(graph.port("output", "parts", "out"), graph.port("input", "total", "x"));
  await expect(graph.hint()).toHaveText('"parts.out" carries a list of tensors, "total.x" takes a tensor');
  await graph.drop();
  await graph.draw(graph.port("output", "parts", "out"), graph.port("input", "flat", "tensors"));
  await expect(graph.wireLabel("parts.out", "flat.tensors")).toHaveText("3 × 32×2");
  await expect(graph.wireLabel("flat.out", "total.x")).toHaveText("32×6");
  // What takes tensors one by one is not needed any more.
  await expect(graph.port("input", "flat", "a")).toHaveCount(0);

  // Each slice has its picture, and once the backward pass was there its gradient.
  await expect(graph.card("parts").getByRole("img", { name: /^parts\.out/ })).toHaveCount(3);
  await expect.poll(() => graph.pixels(graph.picture("parts.out[2]"))).toMatch(/[1-9]/);
  await editor.button("Iterate").click();
  await expect(graph.picture("parts.out[2]", "grad")).toBeVisible();
  await expect(graph.card("parts")).toContainText("1.0");
});

test("one tensor of a list can be looked at, and taken out", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.head("parts").click();
  await expect(graph.inspector()).toContainText("a list of 3 tensors, each float32 [32, 2]");
  await page.getByRole("tab", { name: "Storage" }).click();
  await page.getByLabel("tensor", { exact: true }).selectOption("out[1]");
  await expect(graph.inspector()).toContainText("parts.out[0]");
  await expect(graph.inspector()).toContainText("emb.out");

  // A loose wire offers what takes a list.
  await graph.draw(graph.port("output", "parts", "out"), await graph.emptyPlace());
  await page.getByRole("option", { name: /GetItem/ }).click();
  await expect(graph.wireLabel("parts.out", "getitem.tensors")).toHaveText("3 × 32×2");
  await graph.zoomTo("getitem");
  const index = graph.setting("getitem", "index");
  await index.fill("3");
  await index.press("Enter");
  await expect(graph.card("getitem")).toContainText("tuple index out of range");
  await index.fill("-1");
  await index.press("Enter");
  await expect(graph.picture("getitem.out")).toBeVisible();
});
