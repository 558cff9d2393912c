import { expect, type Locator } from "@playwright/test";
import { axeOn } from "./axeOn.ts";
import { test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

test("the model is asked what comes next: typed, trained, explained, and by keys and a finger", async ({
  editor,
  page,
}) => {
  const graph = new GraphPage(page);
  await graph.open();
  const strip = page.getByRole("region", { name: "Ask the model" });
  const typed = strip.getByRole("textbox", { name: "After" });
  const bars = strip.getByRole("list", { name: /^What comes next/ }).getByRole("button");
  const words = strip.getByRole("list", { name: "What the model would spell" }).getByRole("listitem");
  const numbers = (): Promise<(string | null)[]> =>
    bars.evaluateAll((all) => all.map((bar) => bar.getAttribute("aria-label")));
  await expect(typed).toHaveValue("emm");
  await expect(bars).toHaveCount(27);
  await expect(words).toHaveCount(5);
  await expect(words.first()).toHaveText(/^emm/);

  // What is typed: shorter, unknown, and kept.
  await typed.fill("e");
  await expect(strip).toContainText("the model sees ..e");
  await typed.fill("É");
  await expect(strip).toContainText('The model does not know "É"');
  await expect(bars).toHaveCount(0);
  await typed.fill("emm");
  const before = await numbers();

  // Training moves them; the picture of the model after 119 iterations is PyTorch's.
  await editor.trainTo(119);
  await expect(bars.nth(1)).toHaveAccessibleName("a 0.97");
  expect(await numbers()).not.toEqual(before);
  await expect(words.filter({ hasText: /^emma$/ })).not.toHaveCount(0);

  // A bar leads to its arithmetic, and that to the graph's own parameters.
  await bars.nth(1).click();
  const why = page.getByRole("group", { name: "Why, for the typed context" });
  await expect(why.getByRole("heading", { level: 2 })).toContainText("P(a | emm)");
  await expect(bars.nth(1)).toHaveAttribute("aria-pressed", "true");
  const { violations } = await axeOn(page).include(".ask-strip").include(".inspector-place").analyze();
  expect(violations).toEqual([]);
  const link = (within: Locator, name: RegExp): Locator =>
    within.locator(".why-link").filter({ hasText: name }).first();
  await link(why, /^output\[0, 1\]$/).click();
  await expect(why.getByRole("heading", { level: 2 })).toContainText("output[0, 1]");
  await why.getByRole("button", { name: "← back to the probability" }).click();
  await link(why, /^output\[0, 1\]$/).click();
  await link(why, /^b\[1\]$/).click();
  await expect(why).toHaveCount(0);
  await expect(graph.inspector()).toContainText("moved by sgd");
  // And back, each time with the keyboard where the links are.
  const back = page.getByRole("button", { name: "← back to the typed context" });
  await expect(back).toBeFocused();
  await back.press("Enter");
  await expect(why.getByRole("heading", { level: 2 })).toContainText("output[0, 1]");
  await expect(why.getByRole("button", { name: "← back to the probability" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(why.getByRole("heading", { level: 2 })).toContainText("P(a | emm)");
  await expect(why).toBeFocused();

  // Keys: one tab stop, arrows from bar to bar, Enter asks.
  await typed.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await expect(bars.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(why).toBeVisible();
  await why.getByRole("button", { name: "Close the explanation" }).click();
  await expect(why).toHaveCount(0);

  // It is there again with the document, and goes with the model.
  await typed.fill("o");
  await page.reload();
  await expect(typed).toHaveValue("o");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(strip).toBeVisible();
  const row = strip.locator(".ask-row");
  expect(await row.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  await bars.last().scrollIntoViewIfNeeded();
  await bars.last().click();
  await expect(why.getByRole("heading", { level: 2 })).toContainText("P(z | ..o)");
});
