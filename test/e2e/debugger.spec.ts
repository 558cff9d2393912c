import { expect } from "@playwright/test";
import { test } from "./editorPage.ts";

test("steps into a node, back out of it, and back across an update", async ({ editor, page }) => {
  await editor.open();
  const next = page.getByRole("region", { name: "Program" }).getByText(/^next:/);
  await page.keyboard.press("F10");
  await page.keyboard.press("F10");
  await expect(next).toContainText("next: matmul of hidden, iteration 0");
  await page.keyboard.press("F11");
  await expect(next).toContainText("next: add of hidden, iteration 0");
  await page.keyboard.press("Shift+F11");
  await expect(next).toContainText("next: tanh of tanh, iteration 0");
  await page.keyboard.press("F7");
  await expect(next).toContainText("next: matmul of hidden, iteration 0");
  await editor.button("Iterate").click();
  await expect(next).toContainText("iteration 1");
  await page.keyboard.press("F7");
  await expect(next).toContainText("of sgd, iteration 0");
  await page.keyboard.press("Shift+F7");
  await expect(next).toContainText("of C, iteration 0");
});

test("one slider goes back over all that was run, and the numbers follow", async ({ editor, page }) => {
  await editor.open();
  await editor.trainTo(30);
  const slider = page.getByRole("slider", { name: "Position in the run" });
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", "iteration 0, start");
  await expect(page.locator('[data-id="loss"] output')).toHaveText("17.7697");
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "iteration 0, forward view of view");
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", "iteration 31, start");
});

test("runs to the selected node, and the rest of a pass", async ({ editor, page }) => {
  await editor.open();
  const next = page.getByRole("region", { name: "Program" }).getByText(/^next:/);
  await page.locator('[data-id="tanh"] .card-head').click();
  await page.getByRole("button", { name: "Run to the selected node" }).click();
  await expect(next).toContainText("next: tanh of tanh");
  await page.getByRole("button", { name: "Rest of the pass" }).click();
  await expect(next).toContainText("of loss, iteration 0");
  await expect(editor.cursor).toHaveCount(1);
});
