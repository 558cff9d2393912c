import { expect, type Page } from "@playwright/test";
import { test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

const product = {
  format: "wiregrad/graph",
  version: 2,
  title: "Tables",
  description: "",
  seed: 1,
  variables: {},
  nodes: [
    { id: "c", type: "constant", position: { x: 0, y: 0 }, settings: {} },
    { id: "W", type: "parameter", position: { x: 0, y: 260 }, settings: { shape: "2, 2", init: "zeros" } },
    { id: "y", type: "matmul", position: { x: 300, y: 60 }, settings: {} },
    { id: "total", type: "sum", position: { x: 600, y: 60 }, settings: {} },
    { id: "sgd", type: "sgd", position: { x: 860, y: 60 }, settings: { lr: "0.1" } },
  ],
  edges: [
    { from: "c.out", to: "y.a" },
    { from: "W.out", to: "y.b" },
    { from: "y.out", to: "total.x" },
    { from: "total.out", to: "sgd.loss" },
  ],
  comments: [],
};

async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((written) => navigator.clipboard.writeText(written), text);
  await page.keyboard.press("ControlOrMeta+v");
}

test("tables are pasted into a constant and onto a parameter's cells, and Why leads back along its links", async ({
  editor,
  page,
}) => {
  const graph = new GraphPage(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await graph.open();
  await editor.drop("tables.json", JSON.stringify(product));
  await expect(editor.title).toHaveValue("Tables");
  await graph.settled();

  // A table into the constant: its rows are rows, whatever shape a constant comes with.
  await graph.zoomTo("c");
  const values = graph.card("c").getByLabel("values");
  await values.click();
  await page.keyboard.press("ControlOrMeta+a");
  await pasteText(page, "x;y\n1,5;2\n-3;4");
  await page.keyboard.press("Enter");
  await expect(values).toHaveValue("x;y\n1,5;2\n-3;4");
  await expect(graph.card("c")).toContainText("[2, 2]");
  await expect(graph.card("c")).toContainText("header left out: x, y");

  // A table onto a cell of the parameter: written from there on, what is left over is told, undo takes it back.
  await graph.card("W").locator(".card-head").click();
  await page.getByRole("tab", { name: "Values" }).click();
  await page.getByRole("gridcell").nth(2).click();
  await pasteText(page, "1\tinf\t7\n2\t3\t8");
  await expect(page.getByRole("gridcell").nth(3)).toHaveText("inf");
  await expect(page.getByRole("gridcell").nth(0)).toHaveText("0.");
  await expect(
    page.getByText(
      "2 numbers written from W.out[1, 0] on. 4 numbers did not fit: there are 1 row and 2 columns from there on.",
    ),
  ).toBeVisible();
  await editor.button("Undo").click();
  await expect(page.getByRole("gridcell").nth(3)).toHaveText("0.");

  // Why: two links on, and back with the button and with the keys.
  await graph.card("total").locator(".card-head").click();
  await page.getByRole("tab", { name: "Why" }).click();
  const inspector = page.locator(".inspect");
  await inspector.locator(".why-link").first().click();
  await expect(inspector.locator(".inspect-title")).toHaveText("y");
  await inspector.locator(".why-part .why-link").first().click();
  await expect(inspector.locator(".inspect-title")).not.toHaveText("y");
  await page.keyboard.press("Backspace");
  await expect(inspector.locator(".inspect-title")).toHaveText("y");
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(inspector.locator(".inspect-title")).toHaveText("total");
  await expect(page.getByRole("navigation", { name: "Back along the links" })).toHaveCount(0);
  await expect(graph.card("y")).toBeVisible();
});
