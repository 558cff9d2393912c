import { expect } from "@playwright/test";
import { test } from "./editorPage.ts";

test("finds a learning rate on a copy: the model is untouched, one click takes the rate", async ({ editor, page }) => {
  await editor.open();
  await page.locator('[data-id="sgd"] .card-head').click();
  const finder = page.getByRole("group", { name: "Find a learning rate" });
  await finder.getByRole("button", { name: "Try" }).click();
  await expect(finder.getByRole("img", { name: /^loss over learning rate, \d+ steps/ })).toBeVisible({
    timeout: 20_000,
  });
  await expect(editor.reading("iteration")).toHaveText("0");
  await expect(editor.reading("loss")).toHaveText("17.7697");
  const take = finder.getByRole("button", { name: /^Use lr = / });
  const rate = (await take.textContent())!.replace("Use lr = ", "");
  await take.click();
  await expect(page.locator('[data-id="sgd"]').getByLabel("lr")).toHaveValue(rate);
});
