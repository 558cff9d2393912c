import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { EditorPage, onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

/** A link to the notebook's graph under another title, as `Share` copies it. */
async function shareLink(editor: EditorPage, page: Page, title: string): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.title.fill(title);
  await editor.title.press("Enter");
  await editor.button("Share").click();
  await expect(editor.notices).toContainText("Link copied");
  return page.evaluate(() => navigator.clipboard.readText());
}

test.describe("a link", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test.beforeEach(async () => {
    await new GraphPage(shared().page).openAgain();
    await shared().closeNotices();
  });

  test("a link opens elsewhere as an unsaved copy, and does not run by itself", async ({ browser }) => {
    const editor = shared();
    const { page } = editor;
    const link = await shareLink(editor, page, "From afar");
    expect(link).toContain("#g1=");

    const elsewhere = await browser.newContext();
    const other = new EditorPage(await elsewhere.newPage());
    await other.page.goto(link);
    await other.ready();
    await expect(other.title).toHaveValue("From afar");
    await expect(other.cards).toHaveCount(12);
    await expect(other.page.getByText("Opened from a link: an unsaved copy.")).toBeVisible();
    await expect(other.page.getByText("32×100").first()).toBeVisible();
    await expect(other.note).toHaveText("not run yet");
    await expect(other.reading("loss")).toHaveText("–");

    await other.button("Iterate").click();
    await expect(other.reading("loss")).toHaveText("17.7697");
    await elsewhere.close();
  });

  test("a link leaves one's own work alone, which can be gone back to", async () => {
    const editor = shared();
    const { page } = editor;
    const link = await shareLink(editor, page, "Shared");
    await editor.title.fill("Mine");
    await editor.title.press("Enter");
    await editor.trainTo(20);
    await editor.saved();

    await page.evaluate((fragment) => (location.hash = fragment), new URL(link).hash);
    await expect(editor.title).toHaveValue("Shared");
    await page.reload();
    await expect(editor.title).toHaveValue("Shared");
    await page.getByRole("button", { name: "Back to my graph" }).click();
    await expect(editor.title).toHaveValue("Mine");
    expect(new URL(page.url()).hash).toBe("");
    await expect(page.getByRole("table")).toContainText("20");
  });

  test("a copy that is kept takes the place, and the work before is among the documents", async () => {
    const editor = shared();
    const { page } = editor;
    const link = await shareLink(editor, page, "Shared");
    await editor.title.fill("Own");
    await editor.title.press("Enter");
    await editor.saved();
    await page.evaluate((fragment) => (location.hash = fragment), new URL(link).hash);
    await page.getByRole("button", { name: "Keep a copy" }).click();
    await editor.saved();
    expect(new URL(page.url()).hash).toBe("");
    await page.reload();
    await expect(editor.title).toHaveValue("Shared");
    await editor.button("File").click();
    await page.getByRole("menuitem", { name: "Documents" }).click();
    await page.getByRole("list", { name: "Documents" }).getByRole("button", { name: /^Own/ }).click();
    await expect(editor.title).toHaveValue("Own");
  });

  test("what a reader does to a copy survives a reload", async () => {
    const editor = shared();
    const { page } = editor;
    const link = await shareLink(editor, page, "Shared");
    await page.evaluate((fragment) => (location.hash = fragment), new URL(link).hash);
    await expect(page.getByText("Opened from a link")).toBeVisible();
    await editor.title.fill("Shared, and changed");
    await editor.title.press("Enter");
    await expect(page.locator('[data-kept="true"]')).toBeVisible();
    await page.reload();
    await expect(editor.title).toHaveValue("Shared, and changed");
    await expect(page.getByText("Opened from a link")).toBeVisible();
  });
});

test("a link that is damaged or cut short says so, and leaves the graph", async ({ editor, page }) => {
  const cut = "#g1=bVDLbsIwEPwVa88";
  await editor.open(cut);
  await expect(editor.notices).toHaveCount(1);
  await expect(editor.notices).toContainText("the link: the link is cut short or damaged");
  await expect(editor.cards).toHaveCount(12);
  await page.evaluate((hash) => (location.hash = hash), cut);
  await expect(editor.notices).toHaveCount(1);
  await editor.closeNotices();
  await page.evaluate(() => (location.hash = "#g1=%%%"));
  await expect(editor.notices).toHaveCount(1);
  await expect(editor.notices).toContainText("the link: the link is damaged");
  await expect(editor.cards).toHaveCount(12);
});

test("where the clipboard is refused, the link is shown to be copied", async ({ editor, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await editor.open();
  await editor.button("Share").click();
  const link = page.getByRole("textbox", { name: "Link to this graph" });
  await expect(link).toBeFocused();
  await expect(link).toHaveValue(/#g1=/);
  const unselected = (field: HTMLTextAreaElement): number =>
    field.value.length - (field.selectionEnd - field.selectionStart);
  await expect.poll(() => link.evaluate(unselected)).toBe(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a saved file opens again as it was", async ({ editor, page }) => {
  // Without the File System Access interface, as in other browsers: a download, and a file input.
  await page.addInitScript(() => {
    for (const name of ["showSaveFilePicker", "showOpenFilePicker"]) Reflect.deleteProperty(globalThis, name);
  });
  await editor.open();
  await editor.title.fill("Round trip");
  await editor.title.press("Enter");
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("Round-trip.json");
  const path = await download.path();
  const text = await readFile(path, "utf8");

  await editor.button("File").click();
  await page.getByRole("menuitem", { name: "New" }).click();
  await expect(editor.cards).toHaveCount(0);
  const choosing = page.waitForEvent("filechooser");
  await editor.button("File").click();
  await page.getByRole("menuitem", { name: "Open" }).click();
  await (await choosing).setFiles({ name: "Round-trip.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(editor.title).toHaveValue("Round trip");
  await expect(editor.cards).toHaveCount(12);
  await expect(editor.reading("loss")).toHaveText("17.7697");

  const again = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  expect(await readFile(await (await again).path(), "utf8")).toBe(text);
});
