import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

const names = readFileSync(new URL("../../graphs/names-mlp.json", import.meta.url), "utf8");

test("words are drawn from the model: on the card, while it trains, and as it is now", async ({ editor, page }) => {
  const graph = new GraphPage(page);
  await graph.open();
  await editor.drop("names-mlp.json", names.replace('"every": "1000"', '"every": "100"'));
  await expect(editor.title).toHaveValue("Names MLP");
  await editor.ready();
  await graph.settled();
  await graph.head("sample").click();
  const words = graph.inspector().getByRole("list", { name: "words of sample" });
  await expect(words.getByRole("listitem")).toHaveCount(10);
  const untrained = await words.allTextContents();
  // The card shows the same words.
  for (const word of await words.getByRole("listitem").allTextContents()) {
    await expect(graph.card("sample")).toContainText(word.slice(0, 12));
  }

  // Iteration 300 draws anew, and measures dev_loss.
  await editor.trainTo(300);
  await expect(words).not.toHaveText(untrained.join(""));
  const drawn = await words.allTextContents();
  const legend = page.getByRole("region", { name: "Loss chart" }).getByRole("listitem");
  await expect(legend).toHaveText(["loss", "dev_loss"]);
  await page.locator(".loss-chart .u-over").hover();
  await expect(page.getByRole("region", { name: "Loss chart" })).toContainText(/loss \d.* dev_loss \d/);

  // Since then 50 updates were made: the same model draws the same words, this one others.
  await editor.trainTo(350);
  await expect(words).toHaveText(drawn.join(""));
  await graph.inspector().getByRole("button", { name: "Draw from the model as it is" }).click();
  await expect(words).not.toHaveText(drawn.join(""));

  // Another seed, other words; the training stays where it is.
  const asItIs = await words.allTextContents();
  await graph.zoomTo("sample");
  await graph.setting("sample", "seed").fill("1");
  await page.keyboard.press("Enter");
  await expect(words).not.toHaveText(asItIs.join(""));
  await expect(page.getByText(/^next: .*, iteration 351, /)).toBeVisible();
});
