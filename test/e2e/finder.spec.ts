import { readFileSync } from "node:fs";
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

test("a search that another graph ends is told to nobody", async ({ editor, page }) => {
  const another = readFileSync(new URL("../../graphs/xor.json", import.meta.url), "utf8");
  await editor.open();
  await page.locator('[data-id="sgd"] .card-head').click();
  const finder = page.getByRole("group", { name: "Find a learning rate" });
  await finder.getByLabel("steps").fill("10000");
  await finder.getByRole("button", { name: "Try" }).click();
  await expect(finder.getByRole("button", { name: "Stop" })).toBeVisible();
  await editor.drop("xor.json", another);
  await expect(editor.title).toHaveValue("XOR");
  // The notice would have come before what is known of the new graph, and does not stay: it is looked for once.
  await editor.ready();
  expect(await editor.notices.count()).toBe(0);
});
