import { expect, type Locator, type Page } from "@playwright/test";
import { chapters } from "../../src/editor/lesson/chapters/chapters.ts";
import { axeOn } from "./axeOn.ts";
import { test } from "./editorPage.ts";

/** A chapter's number, counted from 1. */
const numberOf = (id: string): number => chapters.findIndex((chapter) => chapter.id === id) + 1;

const lesson = (page: Page): Locator => page.getByRole("region", { name: "Lesson" });

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await axeOn(page).include(".lesson").analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test("the lesson notices what is done, is left and taken up again, and the reader's own graph is not lost", async ({
  editor,
  page,
}) => {
  await editor.open();
  await editor.title.fill("My own");
  await editor.title.press("Enter");
  await editor.button("Lesson").click();
  await expect(lesson(page).getByRole("heading")).toContainText("27 rows, then 729");
  await expect(lesson(page).getByRole("heading")).toBeFocused();
  expect(await seriousFaults(page)).toEqual([]);
  const block = page.locator(".inspect").getByLabel("block_size", { exact: true });
  await block.fill("2");
  await block.press("Enter");
  await expect(lesson(page).getByRole("status")).toContainText("396 of them stay empty", { timeout: 15_000 });

  // A wrong answer gets a hint; any chapter can be gone to.
  await lesson(page).getByRole("button", { name: "Next" }).click();
  await expect(lesson(page).getByRole("heading")).toHaveText("From names to numbers");
  await lesson(page).getByLabel("Your answer").fill("6");
  await page.keyboard.press("Enter");
  await expect(lesson(page).getByText("so is the end of the name")).toBeVisible();
  await lesson(page).getByText(`Chapters, 1 of ${chapters.length} done`).click();
  await lesson(page).getByRole("button", { name: "An error that teaches" }).click();
  await expect(lesson(page).getByRole("heading")).toHaveText("An error that teaches");
  await editor.card("view").locator(".card-head").click();
  await page.keyboard.press("Delete");
  await expect(editor.card("hidden")).toContainText("(96x2 and 6x100)");
  await expect(lesson(page).getByRole("status")).toContainText("In PyTorch's words");
  await editor.saved();

  await page.reload();
  await editor.ready();
  await expect(lesson(page).getByRole("heading")).toHaveText("An error that teaches");
  await expect(editor.card("view")).toHaveCount(0);
  await lesson(page).getByRole("button", { name: "Leave" }).click();
  await expect(lesson(page)).toHaveCount(0);
  await editor.button("Back to My own").click();
  await expect(editor.title).toHaveValue("My own");
  await editor.button("Lesson").click();
  await expect(lesson(page).getByText(`Chapter ${numberOf("remove-view")} of ${chapters.length}`)).toBeVisible();
  await expect(editor.card("view")).toBeVisible();
});

test("Show me where brings what is meant into sight and rings it", async ({ editor, page }) => {
  await editor.open();
  await editor.button("Lesson").click();
  // The lesson is loaded when it is asked for.
  await expect(lesson(page).locator("details button")).toHaveText(chapters.map(({ title }) => title));
  // Where a variable, a tab, a button or a part of the inspector is meant.
  const shown = ["counting-fails", "flatten", "through-the-network", "overflow", "training", "learning-rate"];
  for (const { title } of shown.map((id) => chapters[numberOf(id) - 1]!)) {
    // A chapter that is opened anew leaves the list open.
    const isOpen = await lesson(page)
      .locator("details")
      .evaluate((list: HTMLDetailsElement) => list.open);
    if (!isOpen) await lesson(page).locator("summary").click();
    await lesson(page).getByRole("button", { name: title, exact: true }).click();
    await expect(lesson(page).getByRole("heading")).toHaveText(title);
    await editor.ready();
    // The inspector of the chapter before may be at its end.
    await page
      .locator(".side")
      .last()
      .evaluate((side) => side.scrollTo(0, side.scrollHeight));
    await lesson(page).getByRole("button", { name: "Show me where" }).click();
    const ringed = page.locator("[data-ringed]");
    await expect(ringed).toBeInViewport({ ratio: 0.4 });
    await ringed.evaluate((element) => element.removeAttribute("data-ringed"));
  }
});

test.describe("by touch on 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("every control is in sight, and a task is done in the panel that it leads to", async ({ editor, page }) => {
    await editor.open();
    await expect(editor.button("Take the lesson")).toBeVisible();
    for (const button of await page.getByRole("banner").getByRole("button").all())
      await expect(button).toBeInViewport({ ratio: 1 });
    await editor.button("Take the lesson").tap();
    await lesson(page).getByText(`Chapters, 0 of ${chapters.length} done`).tap();
    await lesson(page).getByRole("button", { name: "A logit of 100" }).tap();
    await expect(lesson(page).getByRole("heading")).toHaveText("A logit of 100");
    await lesson(page).getByRole("button", { name: "Show me where" }).tap();
    const big = page.locator(".inspect").getByLabel("big", { exact: true });
    await big.tap();
    await big.fill("100");
    await big.press("Enter");
    await expect(lesson(page).getByRole("status")).toContainText("inf / inf is nan");
    expect(await seriousFaults(page)).toEqual([]);
    const next = lesson(page).getByRole("button", { name: "Next" });
    await next.tap();
    await expect(lesson(page).getByText(`Chapter ${numberOf("overflow") + 1} of ${chapters.length}`)).toBeInViewport();
    await editor.button("Step").tap();
    await expect(page.locator(".react-flow__node-card").first()).toBeInViewport();
  });
});
