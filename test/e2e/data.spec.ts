import { createHash } from "node:crypto";
import { expect } from "@playwright/test";
import { axeOn } from "./axeOn.ts";
import { type EditorPage, onOnePage, test } from "./editorPage.ts";

/* A reader's own text, by real drops and by the file dialogue: what of it is taken, and what the reader sees. */

const LIMIT = 8 * 2 ** 20;
const whales = "the whale swims\nthe sea is wide\n".repeat(4000);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A graph of words nodes, and on the first of them a tokenizer and contexts. */
const graphOf = (title: string, ...settings: readonly object[]) =>
  JSON.stringify({
    format: "wiregrad/graph",
    version: 2,
    title,
    nodes: [
      ...settings.map((of, i) => ({ id: `w${i}`, type: "words", position: { x: 0, y: i * 260 }, settings: of })),
      { id: "tokenize", type: "tokenize", position: { x: 300, y: 0 } },
      { id: "context", type: "context", position: { x: 600, y: 0 } },
    ],
    edges: [
      { from: "w0.words", to: "tokenize.words" },
      { from: "tokenize.ids", to: "context.ids" },
    ],
  });

const openNotebook = async (editor: EditorPage) => {
  await editor.open();
  await expect(editor.reading("loss")).toHaveText("17.7697");
};
/** Opens a graph of words nodes. Each has a title of its own, which tells that it is open: the page may have had one before. */
const dropTexts = async (editor: EditorPage, ...settings: readonly object[]) => {
  opened += 1;
  await editor.drop("texts.json", graphOf(`texts ${opened}`, ...settings));
  await expect(editor.title).toHaveValue(`texts ${opened}`);
};
let opened = 0;

test.describe("a text", () => {
  const shared = onOnePage(openNotebook);

  test.beforeEach(() => shared().closeNotices());

  // First: what was done before could be undone, too.
  test("a dropped text is what the words node learns from, and one undo takes it back", async () => {
    const editor = shared();
    await editor.drop("whales.txt", "\uFEFFabba\r\n\r\nbaba\r\nacca\r\n");
    await expect(editor.card("words")).toContainText("abba baba acca");
    await expect(editor.card("tokenize")).toContainText("vocabulary 4");
    await expect(editor.title).toHaveValue("Notebook MLP");
    await editor.button("Undo").click();
    await expect(editor.reading("loss")).toHaveText("17.7697");
    await expect(editor.button("Undo")).toBeDisabled();
  });

  // The notebook is still open.
  test("the page says what a dragged text is for, and marks the node", async () => {
    const editor = shared();
    const { page } = editor;
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["x"], "whales.txt", { type: "text/plain" }));
      document.body.dispatchEvent(new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer }));
    });
    await expect(page.getByText("Drop the text for “words” to learn from")).toBeVisible();
    const mark = await page.locator(".drop-mark").boundingBox();
    const card = await editor.card("words").boundingBox();
    expect(mark!.x).toBeLessThan(card!.x);
    expect(mark!.x + mark!.width).toBeGreaterThan(card!.x + card!.width);
    await page.evaluate(() => dispatchEvent(new DragEvent("dragleave")));
    await expect(page.locator(".drop-target")).toHaveCount(0);
  });

  test("undo and redo go from one large text to the other", async () => {
    const editor = shared();
    await dropTexts(editor, { source: "names" });
    await editor.drop("whales.txt", whales);
    await expect(editor.card("w0")).toContainText("8,000 lines");
    await editor.drop("ships.txt", "ship ahoy\n".repeat(9000));
    await expect(editor.card("w0")).toContainText("9,000 lines");
    await editor.button("Undo").click();
    await expect(editor.card("w0")).toContainText("8,000 lines");
    await expect(editor.card("w0")).toContainText("whales.txt");
    await editor.button("Undo").click();
    await expect(editor.card("w0")).toContainText("32,257 lines");
    await editor.button("Redo").click();
    await editor.button("Redo").click();
    await expect(editor.card("w0")).toContainText("ships.txt");
    await expect(editor.card("w0")).toContainText("9,000 lines");
  });

  test("of several words nodes the one learns from a text that it is dropped on", async () => {
    const editor = shared();
    await dropTexts(editor, { source: "names" }, { source: "names" });
    await editor.drop("own.txt", "abba\n");
    await expect(editor.notices).toContainText(
      'own.txt: the graph has 2 words nodes ("w0", "w1"): drop the text on one of them',
    );
    await editor.drop("own.txt", "abba\n", editor.card("w1").locator(".card-lines"));
    await expect(editor.card("w1")).toContainText("abba");
    await expect(editor.card("w0")).toContainText("32,257 lines");
  });

  test("of a dropped table the reader chooses a column", async () => {
    const editor = shared();
    await dropTexts(editor, { source: "names" });
    await editor.drop("names.csv", 'name,count\n"Ann, jr",5\nbo,7\n', editor.card("w0").locator(".card-lines"));
    const dialog = editor.page.getByRole("dialog", { name: "Which column is to be learned from?" });
    await expect(dialog.getByRole("checkbox", { name: "the first row names the columns" })).toBeChecked();
    await dialog.getByRole("radio", { name: /^count/ }).check();
    await expect(dialog.getByRole("button", { name: "Learn from 2 lines" })).toBeVisible();
    await dialog.getByRole("radio", { name: /^name/ }).check();
    const { violations } = await axeOn(editor.page).include("dialog").analyze();
    expect(violations).toEqual([]);
    await dialog.getByRole("button", { name: "Learn from 2 lines" }).click();
    await expect(editor.card("w0")).toContainText("Ann, jr bo");
  });

  test("what is too long to be typed stays in the field, and the reader is told what to do", async () => {
    const editor = shared();
    await dropTexts(editor, { source: "text", text: "emma" });
    await editor.closeNotices();
    const field = editor.card("w0").getByRole("textbox", { name: "text" });
    await field.fill("a".repeat(80_000));
    await field.blur();
    await expect(editor.notices).toContainText("at most 65536 are allowed: choose it as a file");
    await expect(field).toHaveValue(/^a{80000}$/);
    await field.fill("ava");
    await field.blur();
    await expect(editor.card("w0").locator(".card-lines")).toContainText("ava");
  });

  test("a full stop in the text and the marker look different", async () => {
    const editor = shared();
    await dropTexts(editor, { source: "text", text: "a.b" });
    await expect(editor.card("tokenize")).toContainText("∎ is the marker");
    await expect(editor.card("context")).toContainText("∎∎∎ --------> a");
  });

  for (const [name, text, line, vocabulary, examples] of [
    ["with emoji, each a character", "🐳🌊🐳\n🐳🌊\n", "🐳🌊🐳 🐳🌊", "vocabulary 3", "... --------> 🐳"],
    [
      "with a letter and its combining mark, two characters",
      "e\u0301\n",
      "e\u0301",
      "vocabulary 3",
      "..e --------> ◌\u0301",
    ],
    ["with a line of 1 MB, shown by its beginning", "ab".repeat(500_000), "ababab", "vocabulary 3", "1 of 1 line"],
  ] as const) {
    test(name, async () => {
      const editor = shared();
      await dropTexts(editor, { source: "names" });
      await editor.drop("own.txt", text);
      await expect(editor.card("w0")).toContainText(line);
      await expect(editor.card("tokenize")).toContainText(vocabulary);
      await expect(editor.card("context")).toContainText(examples);
      await expect(editor.notices).toHaveCount(0);
    });
  }

  for (const [name, content, sentence] of [
    [
      "with one byte beyond 8 MiB",
      "a".repeat(LIMIT + 1),
      "the text has 8,388,609 bytes, at most 8,388,608 (8 MiB) are allowed",
    ],
    ["with empty lines only", "\n\n", "there are no words: expected at least one line that is not empty"],
    ["with nothing", "", "there are no words: expected at least one line that is not empty"],
    ["with invalid UTF-8", [0x61, 0x62, 0xff, 0x63], "byte 3 (0xff) is not valid UTF-8"],
  ] as const) {
    test(`${name}: one sentence, and the graph stays`, async () => {
      const editor = shared();
      await dropTexts(editor, { source: "names" });
      await editor.drop("odd.txt", content);
      await expect(editor.notices).toHaveCount(1);
      await expect(editor.notices).toContainText(`odd.txt: ${sentence}`);
      await expect(editor.card("w0")).toContainText("32,257 lines");
      await editor.closeNotices();
    });
  }

  test("a file is chosen by keyboard, on the card and in the inspector", async () => {
    const editor = shared();
    const { page } = editor;
    await dropTexts(editor, { source: "text", text: "ab" });
    const buttons = page.getByRole("button", { name: "Choose a file… for w0" });
    await expect(buttons).toHaveCount(1);
    // Waited for in good time: a key may be faster than what makes the dialogue the test's.
    const choosing = page.waitForEvent("filechooser");
    await editor.card("w0").getByRole("textbox", { name: "text" }).focus();
    await page.keyboard.press("Tab");
    await expect(buttons).toBeFocused();
    await page.keyboard.press("Enter");
    await (await choosing).setFiles({ name: "whales.txt", mimeType: "text/plain", buffer: Buffer.from(whales) });
    await expect(editor.card("w0")).toContainText("8,000 lines");
    // It is selected by now, and the inspector has the same button.
    await expect(buttons).toHaveCount(2);
    const inspector = page.locator(".inspect");
    await expect(inspector).toContainText("128,000 bytes, SHA-256");
    const again = page.waitForEvent("filechooser");
    await buttons.last().click();
    await (await again).setFiles({ name: "notes.md", mimeType: "text/markdown", buffer: Buffer.from("abba\n") });
    await expect(editor.card("w0")).toContainText("abba");
    await expect(editor.card("w0").getByRole("textbox", { name: "text" })).toHaveValue("abba\n");
  });
});

test("nine tenths of the limit are learned from, and there again after a reload", async ({ editor, page }) => {
  await openNotebook(editor);
  const text = "the whale swims\nthe sea is wide\n".repeat(Math.floor((0.9 * LIMIT) / 32));
  await editor.drop("large.txt", text);
  await expect(editor.card("words")).toContainText("471,858 lines");
  await expect(editor.card("words")).toContainText("large.txt");
  await editor.trainTo(9);
  const loss = await editor.reading("loss").textContent();
  await editor.saved();
  await page.reload();
  await editor.ready();
  await expect(editor.card("words")).toContainText("471,858 lines");
  await expect(editor.reading("iteration")).toHaveText("10");
  await editor.trainTo(10);
  await expect(editor.reading("loss")).not.toHaveText(loss!);
});

test.describe("a text that is not in this browser", () => {
  const shared = onOnePage(openNotebook);

  const missing = { source: "file", file: "whales.txt", bytes: whales.length, sha256: sha256(whales) };
  /** One that the browser lacks even when the first test has given it the other. */
  const alsoMissing = { ...missing, sha256: sha256(whales.replaceAll("sea", "sky")) };
  const sentence = '"whales.txt" (128,000 bytes) is not in this browser: drop that file on this node, or choose it';

  test("is said at its node, and the same file brings it back without an edit", async () => {
    const editor = shared();
    await dropTexts(editor, missing);
    await expect(editor.card("w0")).toContainText(sentence);
    await expect(editor.card("tokenize")).toContainText("waits for w0");
    await editor.button("Undo").click();
    await editor.button("Redo").click();
    await expect(editor.card("w0")).toContainText(sentence);
    await editor.drop("copy of whales.txt", whales, editor.card("w0"));
    await expect(editor.card("w0")).toContainText("8,000 lines");
    await expect(editor.card("w0")).not.toContainText("copy of");
    await expect(editor.button("Redo")).toBeDisabled();
    // Nothing was edited: one undo leads to the document before.
    await editor.button("Undo").click();
    await expect(editor.title).toHaveValue("Notebook MLP");
  });

  test("gives way to another file, in one undo step", async () => {
    const editor = shared();
    await dropTexts(editor, alsoMissing);
    await expect(editor.card("w0")).toContainText(sentence);
    await editor.drop("whales.txt", `${whales}the end\n`, editor.card("w0"));
    await expect(editor.card("w0")).toContainText("8,001 lines");
    await editor.button("Undo").click();
    await expect(editor.card("w0")).toContainText(sentence);
  });

  test("is named to whoever shares the graph", async () => {
    const editor = shared();
    const { page } = editor;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await dropTexts(editor, alsoMissing);
    await editor.button("Share").click();
    await expect(editor.notices.filter({ hasText: "reader needs" })).toContainText(
      'The text is not in it: its reader needs the file "whales.txt" (128,000 bytes) too.',
    );
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await editor.open(new URL(link).hash);
    await expect(editor.card("w0")).toContainText(sentence);
  });
});

test.describe("a browser that keeps nothing", () => {
  for (const [name, breakStorage, reason] of [
    ["without IndexedDB", () => Reflect.deleteProperty(globalThis, "indexedDB"), "indexedDB"],
    [
      "whose storage does not answer",
      () => {
        IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
      },
      "the browser's storage does not answer",
    ],
    [
      "whose storage is full",
      () => {
        // As a full disk answers to a large text, but not to a small document.
        const { put } = IDBObjectStore.prototype as {
          put: (value: unknown, key: IDBValidKey) => IDBRequest<IDBValidKey>;
        };
        IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: { bytes?: unknown }, key: IDBValidKey) {
          if (value.bytes === undefined) return put.call(this, value, key);
          throw new DOMException("there is no room", "QuotaExceededError");
        } as IDBObjectStore["put"];
      },
      "there is no room",
    ],
  ] as const) {
    test(`${name} has the text for this visit, and says so`, async ({ editor, page }) => {
      await page.addInitScript(breakStorage);
      await openNotebook(editor);
      await editor.drop("whales.txt", whales);
      const told = editor.notices.filter({ hasText: 'This browser cannot keep "whales.txt"' });
      await expect(told).toContainText(reason);
      await expect(told).toContainText("It is here until you close the page: then choose it again.");
      await expect(page.locator('.saved-state [data-state="failed"]')).toBeVisible();
      await expect(editor.card("words")).toContainText("8,000 lines");
      await editor.button("Undo").click();
      await expect(editor.reading("loss")).toHaveText("17.7697");
      await editor.button("Redo").click();
      await expect(editor.card("words")).toContainText("8,000 lines");
      await editor.trainTo(3);
    });
  }
});
