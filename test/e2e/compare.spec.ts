import { expect } from "@playwright/test";
import { test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

/** A table looked up, and multiplied with one-hot rows; not yet compared. */
const twoWays = {
  format: "wiregrad/graph",
  version: 2,
  title: "Two ways",
  description: "",
  seed: 1,
  variables: {},
  nodes: [
    {
      id: "X",
      type: "constant",
      position: { x: 0, y: 240 },
      settings: { values: "1, 2, 3, 0, 5, 5", shape: "2, 3", dtype: "int32" },
    },
    { id: "C", type: "parameter", position: { x: 0, y: 0 }, settings: { shape: "27, 2" } },
    { id: "emb", type: "embedding", position: { x: 260, y: 0 }, settings: {} },
    { id: "one_hot", type: "one_hot", position: { x: 260, y: 260 }, settings: { num_classes: "27" } },
    { id: "float", type: "to", position: { x: 520, y: 330 }, settings: { dtype: "float32" } },
    { id: "product", type: "matmul", position: { x: 780, y: 260 }, settings: {} },
    { id: "same", type: "compare", position: { x: 1040, y: 60 }, settings: {} },
    { id: "total", type: "sum", position: { x: 520, y: 0 }, settings: {} },
    { id: "sgd", type: "sgd", position: { x: 780, y: 0 }, settings: { lr: "0.1" } },
  ],
  edges: [
    { from: "C.out", to: "emb.C" },
    { from: "X.out", to: "emb.ids" },
    { from: "X.out", to: "one_hot.x" },
    { from: "one_hot.out", to: "float.x" },
    { from: "float.out", to: "product.a" },
    { from: "C.out", to: "product.b" },
    { from: "emb.out", to: "total.x" },
    { from: "total.out", to: "sgd.loss" },
  ],
  comments: [],
};

test("two ways are compared: their numbers, once the backward pass was there their gradients, and what they cost", async ({
  editor,
  page,
}) => {
  const graph = new GraphPage(page);
  await graph.open();
  await editor.drop("two-ways.json", JSON.stringify(twoWays));
  await expect(editor.title).toHaveValue("Two ways");
  await graph.settled();

  await graph.draw(graph.port("output", "emb", "out"), graph.port("input", "same", "a"));
  await graph.draw(graph.port("output", "C", "out"), graph.port("input", "same", "b"));
  await expect(graph.card("same")).toContainText(
    "The values for attribute 'shape' do not match: torch.Size([2, 3, 2]) != torch.Size([27, 2]).",
  );
  await graph.draw(graph.port("output", "product", "out"), graph.port("input", "same", "b"));

  const line = (label: string) => graph.card("same").locator(".card-brief .card-number", { hasText: label });
  await expect(line("max |a − b|").locator("output")).toHaveText("0");
  await expect(graph.card("same")).toContainText("= equal to the bit");
  await expect(line("grad at C").locator("output")).toHaveText("–");
  // What a whole card says.
  const row = (name: string) => graph.card("same").locator(".card-body tr", { hasText: name });
  await expect(row("new bytes").locator("td")).toHaveText(["48", "1,344"]);
  await expect(row("instructions").locator("td")).toHaveText(["1", "3"]);

  await editor.button("Iterate").click();
  await expect(line("grad at C").locator("output")).toHaveText("0");

  await graph.head("same").click();
  const costs = graph.inspector().getByRole("group", { name: "What each way costs" });
  await expect(costs.getByRole("row", { name: "products" }).getByRole("cell")).toHaveText(["0", "324"]);
  await expect(costs.getByRole("row", { name: "nodes" }).getByRole("cell")).toHaveText([
    "emb",
    "one_hot, float, product",
  ]);
  await expect(graph.inspector()).toContainText("The gradient of a is sent back on either way by itself.");

  // One tensor held against itself has no way of its own.
  await graph.draw(graph.port("output", "emb", "out"), graph.port("input", "same", "b"));
  await expect(row("instructions").locator("td")).toHaveText(["0", "0"]);
  await page.keyboard.press("Control+z");
  await expect(row("instructions").locator("td")).toHaveText(["1", "3"]);
});
