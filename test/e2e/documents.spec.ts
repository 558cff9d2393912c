import { expect, type Locator, type Page } from "@playwright/test";
import { axeOn } from "./axeOn.ts";
import { EditorPage, test } from "./editorPage.ts";

const graph = (title: string) =>
  JSON.stringify({
    format: "wiregrad/graph",
    version: 1,
    title,
    seed: 1,
    nodes: [{ id: "data", type: "constant" }],
    edges: [],
  });

async function retitle(editor: EditorPage, title: string): Promise<void> {
  await editor.title.fill(title);
  await editor.title.press("Enter");
}

/** The list of documents, opened from the menu. */
async function openDocuments(editor: EditorPage): Promise<Locator> {
  await editor.button("File").click();
  await editor.page.getByRole("menuitem", { name: "Documents" }).click();
  const dialog = editor.page.getByRole("dialog", { name: "Documents" });
  await expect(dialog.getByRole("list", { name: "Documents" })).toBeVisible();
  return dialog;
}

const titles = (dialog: Locator): Locator =>
  dialog.getByRole("list", { name: "Documents", exact: true }).locator(".document-title");

/** Expects documents with these titles, whichever of them was changed last. */
async function expectTitles(dialog: Locator, expected: readonly string[]): Promise<void> {
  await expect.poll(async () => (await titles(dialog).allTextContents()).toSorted()).toEqual(expected);
}

test("ten documents made one after another are all in the list, to open, rename and delete", async ({
  editor,
  page,
}) => {
  await editor.open();
  const names = Array.from({ length: 10 }, (_, index) => `Student ${index + 1}`);
  for (const name of names) {
    await editor.drop(`${name}.json`, graph(name));
    await expect(editor.title).toHaveValue(name);
    await editor.saved();
  }
  const dialog = await openDocuments(editor);
  await expect(titles(dialog)).toHaveText(names.toReversed());

  await dialog.getByRole("button", { name: "Rename Student 3" }).click();
  await page.getByRole("textbox", { name: "Title of Student 3" }).fill("Third");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Rename Third" })).toBeVisible();
  // By the keys alone.
  await dialog.getByRole("button", { name: "Delete Student 5", exact: true }).press("Enter");
  await expect(dialog.getByRole("button", { name: "Delete Student 5", exact: true })).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Delete Student 10" })).toHaveAttribute("aria-disabled", "true");
  for (const colours of ["light", "dark"]) {
    await page.evaluate((scheme) => (document.documentElement.dataset["colours"] = scheme), colours);
    const { violations } = await axeOn(page).include("dialog").analyze();
    expect(violations).toEqual([]);
  }
  await dialog.getByRole("button", { name: "Undo deleting Student 5" }).press("Enter");
  await dialog.getByRole("button", { name: /^Student 5/ }).press("Enter");
  await expect(editor.title).toHaveValue("Student 5");
  await page.reload();
  await expect(editor.title).toHaveValue("Student 5");
  await (await openDocuments(editor)).getByRole("button", { name: /^Third/ }).click();
  await expect(editor.title).toHaveValue("Third");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the list of documents fits, and every button can be hit", async ({ editor, page }) => {
    await editor.open();
    await editor.drop("long.json", graph("A title that is longer than the screen of a phone is wide, by far"));
    await editor.saved();
    const dialog = await openDocuments(editor);
    await expect(dialog.getByRole("button", { name: /^Rename/ })).toBeVisible();
    const sizes = await dialog.getByRole("button").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    for (const { left, right, height } of sizes) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(390);
      expect(height).toBeGreaterThanOrEqual(30);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await dialog.getByRole("button", { name: /^Rename/ }).tap();
    await dialog.getByRole("textbox").fill("Short");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: "Rename Short" })).toBeVisible();
    await expect(page.locator(".title-field")).toHaveValue("Short");
  });
});

/** A second tab of the same browser, with the editor. */
async function secondTab(page: Page): Promise<EditorPage> {
  const other = new EditorPage(await page.context().newPage());
  await other.open();
  return other;
}

const otherTab = (editor: EditorPage): Locator =>
  editor.page.getByRole("complementary", { name: "Open in another tab" });

test("a second tab can only read, works here when asked to, and makes a copy", async ({ editor, page }) => {
  await editor.open();
  await retitle(editor, "Mine");
  await editor.saved();

  const other = await secondTab(page);
  await expect(other.title).toHaveValue("Mine");
  await expect(otherTab(other)).toContainText("Another tab works on this document");
  await expect(other.page.locator('[data-state="reading"]')).toBeVisible();
  // Nothing is changed here.
  await retitle(other, "Theirs");
  await expect(other.notices).toContainText("Another tab works on this document");
  await other.page.keyboard.press("Escape");
  const { violations } = await axeOn(other.page).include(".banner").analyze();
  expect(violations).toEqual([]);

  // It shows what the other one does, as it is done there; no pointer moves anything here.
  await retitle(editor, "Mine, in the making");
  await expect(other.title).toHaveValue("Mine, in the making");
  await expect(other.cards.first()).not.toHaveClass(/draggable/);

  // The other one's last edits come along, and it can only read from now on.
  await retitle(editor, "Mine, edited");
  await otherTab(other).getByRole("button", { name: "Work here" }).click();
  await expect(other.title).toHaveValue("Mine, edited");
  await expect(otherTab(other)).toHaveCount(0);
  await expect(otherTab(editor)).toBeVisible();
  await retitle(other, "Mine, from the other tab");
  await other.saved();

  // The copy is of what is seen: the other one's newest.
  await expect(editor.title).toHaveValue("Mine, from the other tab");
  await otherTab(editor).getByRole("button", { name: "Open a copy" }).click();
  await expect(editor.title).toHaveValue("Mine, from the other tab (copy)");
  await expect(otherTab(editor)).toHaveCount(0);
  await editor.saved();
  const dialog = await openDocuments(editor);
  await expectTitles(dialog, ["Mine, from the other tab", "Mine, from the other tab (copy)"]);
  await expect(dialog.getByText("open in another tab")).toBeVisible();
});

test("a tab takes up the document when the one that worked on it is closed", async ({ editor, page }) => {
  await editor.open();
  await editor.trainTo(5);
  await retitle(editor, "Mine");
  await editor.saved();
  const other = await secondTab(page);
  await expect(otherTab(other)).toBeVisible();
  await retitle(editor, "Mine, to the last");
  await page.close();
  await expect(otherTab(other)).toHaveCount(0);
  await expect(other.title).toHaveValue("Mine, to the last");
  await expect(other.page.getByRole("table")).toContainText("5");
  await retitle(other, "Here now");
  await other.saved();
});

test("without Web Locks neither of two tabs overwrites the other", async ({ editor, page }) => {
  await page.context().addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
  await editor.open();
  await retitle(editor, "Mine");
  await editor.saved();
  const other = await secondTab(page);
  await expect(other.title).toHaveValue("Mine");
  await retitle(other, "From the second");
  await other.saved();
  await retitle(editor, "From the first");
  await expect(editor.notices).toContainText("was changed in another tab");
  await expect(editor.title).toHaveValue("From the first (copy)");
  await editor.saved();
  const dialog = await openDocuments(editor);
  await expectTitles(dialog, ["From the first (copy)", "From the second"]);
});

test("an edit that is followed at once by leaving the page is kept", async ({ editor, page }) => {
  await editor.open();
  for (let time = 0; time < 4; time++) {
    const title = `After edit ${time}`;
    // In one task, so that nothing of the page's can run in between.
    await page.evaluate(
      ([text, away]) => {
        const field = document.querySelector<HTMLInputElement>(".title-field")!;
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(field, text);
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
        Object.assign(globalThis, { leaving: true });
        if (away) location.assign("about:blank");
        else location.reload();
      },
      [title, time % 2 === 1] as const,
    );
    if (time % 2 === 1) {
      await page.waitForURL("about:blank");
      await editor.open();
    }
    await page.waitForFunction(() => !("leaving" in globalThis));
    await expect(editor.title).toHaveValue(title);
  }
});
