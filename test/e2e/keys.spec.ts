import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { fixture } from "../fixtures/fixture.ts";
import { onOnePage, test } from "./editorPage.ts";
import { CELLS } from "../python/notebookCells.ts";
import { GraphPage } from "./graphPage.ts";

const shared = onOnePage((editor) => new GraphPage(editor.page).open());

test.beforeEach(() => new GraphPage(shared().page).openAgain());

/** The corners of all cards of these names, on the screen. */
const corners = (page: Page, name: RegExp): Promise<string[]> =>
  page.evaluate(
    (pattern) =>
      [...document.querySelectorAll<HTMLElement>(".react-flow__node-card")]
        .filter(({ dataset }) => new RegExp(pattern).test(dataset["id"] ?? ""))
        .map((card) => `${Math.round(card.getBoundingClientRect().x)} ${Math.round(card.getBoundingClientRect().y)}`),
    name.source,
  );

test("the canvas keeps its keys wherever no field has the focus", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.button("Step").click();
  await page.keyboard.press("Control+a");
  await expect(graph.inspector()).toContainText("12 nodes, 2 comments selected");
  await page.keyboard.press("Escape");
  // After a dialogue, the focus is on the button that opened it.
  await graph.head("tanh").click();
  await graph.button("Gallery").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(graph.cards()).toHaveCount(12);
  await page.keyboard.press("Delete");
  await expect(graph.cards()).toHaveCount(11);
  await page.keyboard.press("Control+z");
  await expect(graph.cards()).toHaveCount(12);
  // A name that was typed leaves the text's caret where its field was.
  await graph.head("hidden").click();
  await page.keyboard.press("F2");
  await page.keyboard.type("deep");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+c");
  // So does a click on plain text.
  await page.locator(".inspect h2, .inspect h3, .inspect p").first().click();
  await page.keyboard.press("Control+v");
  await expect(graph.card("deep_2")).toBeVisible();
  // What is typed into a field is its own.
  await page.getByRole("searchbox", { name: "Search nodes" }).fill("relu");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(graph.cards()).toHaveCount(13);
  // A press on the canvas leaves the field.
  const { x, y } = await graph.emptyPlace();
  await page.mouse.click(x, y);
  await page.keyboard.press("Control+v");
  await expect(graph.card("deep_3")).toBeVisible();
});

test("copies cascade in sight; a click selects one of several alone, Shift and a click add to them", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.head("hidden").click();
  await page.keyboard.press("Control+c");
  for (let copy = 0; copy < 11; copy++) await page.keyboard.press("Control+v");
  await expect(graph.cards()).toHaveCount(23);
  expect(new Set(await corners(page, /^hidden/)).size).toBe(12);
  // Far from where it was copied, it still comes into sight.
  const { x, y } = await graph.emptyPlace();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 900, y - 500, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press("Control+v");
  await expect(graph.card("hidden_13")).toBeInViewport({ ratio: 0.95 });

  await graph.openAgain();
  await graph.head("hidden").click();
  await graph.head("tanh").click({ modifiers: ["Shift"] });
  await graph.head("output").click({ modifiers: ["Shift"] });
  await expect(graph.inspector()).toContainText("3 nodes selected");
  await graph.head("tanh").click({ modifiers: ["Shift"] });
  await expect(graph.inspector()).toContainText("2 nodes selected");
  await page.keyboard.press("Control+a");
  await graph.head("tanh").click();
  await expect(page.locator(".react-flow__node.selected")).toHaveCount(1);
});

test("part of a graph brings the variables that it uses; a whole graph's text is added, or opened", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  const undo = graph.button("Undo");
  await graph.head("hidden").click();
  await page.keyboard.press("Control+c");
  await graph.button("File").click();
  await page.getByRole("menuitem", { name: "New" }).click();
  await expect(graph.cards()).toHaveCount(0);
  await page.keyboard.press("Control+v");
  await expect(graph.card("hidden")).toBeVisible();
  const notice = shared().notices.last();
  await expect(notice).toHaveText(/^Pasted with the variables block_size, n_embd and n_hidden\./);
  await expect(graph.card("hidden")).not.toContainText("is not known here");
  await undo.click();
  await expect(graph.cards()).toHaveCount(0);

  const file = {
    format: "wiregrad/graph",
    version: 1,
    title: "Whole",
    seed: 7,
    variables: { n_hidden: "5", more: "2" },
    nodes: [{ id: "act", type: "relu" }],
    edges: [],
  };
  await graph.paste(file);
  await expect(shared().title).toHaveValue("Whole");
  await undo.click();
  await expect(shared().title).toHaveValue("Untitled");
  await undo.click();
  await expect(graph.cards()).toHaveCount(12);
  await graph.paste(file);
  await expect(graph.cards()).toHaveCount(13);
  await expect(notice).toHaveText(
    /^Added "Whole" with the variable more; title and seed stay\. n_hidden stays 100 here/,
  );
  await notice.getByRole("button", { name: "Open it instead" }).click();
  await expect(graph.cards()).toHaveCount(1);
  await expect(shared().title).toHaveValue("Whole");
});

/** Pastes a text on the canvas. */
const pasteText = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

test("code that is pasted becomes a graph that runs, and what was left out is told with its line", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await pasteText(page, CELLS.join("\n\n"));
  await expect(graph.cards()).toHaveCount(10);
  await expect(shared().reading("loss")).toHaveText("17.7697");
  await expect(page.getByLabel("stop at iteration")).toHaveValue("119");
  await expect(shared().notices.last()).toContainText(/^The code is a graph now: Train runs it, Undo .* \d notes say/);
  await page.getByRole("button", { name: "Show the notes" }).click();
  await expect(page.getByRole("dialog")).toContainText("line 7: this only shows something, and is left out");
  await page.keyboard.press("Escape");
  await pasteText(page, "import torch\nloss = torch.randn(3).sum(\nloss.backward()");
  await expect(shared().notices.last()).toContainText("line 3: this is no Python");
  await expect(graph.cards()).toHaveCount(10);
});

test("a stranger's module of PyTorch is pasted, begins at PyTorch's loss, and trains to PyTorch's last", async () => {
  const { page } = shared();
  const code = readFileSync(new URL("../fixtures/modules/nextToken.py", import.meta.url), "utf8");
  const recorded = (fixture("modules.json") as Readonly<Record<string, readonly number[]>>)["nextToken.py"]!;
  await pasteText(page, code);
  await expect(new GraphPage(page).cards()).toHaveCount(9);
  await expect(shared().reading("loss")).toHaveText(recorded[0]!.toFixed(4));
  await expect(shared().notices.last()).toHaveText(
    "The code is a graph now: Train runs it, Undo brings back what was open.",
  );
  // Its loop's count is where to stop.
  await shared().button("Train").click();
  await expect(shared().note).toHaveText(`stopped at iteration ${recorded.length - 1}`);
  await expect(shared().reading("loss")).toHaveText(recorded.at(-1)!.toFixed(4));
});

test("a link that is pasted opens what it carries, not run; anything else is told in one sentence", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  const paste = (text: string): Promise<void> => pasteText(page, text);
  await paste('[{ "id": "a", "type": "relu" }]');
  await expect(shared().notices.last()).toContainText("the clipboard holds a list (JSON)");
  await shared().closeNotices();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await graph.button("Share").click();
  await expect(shared().notices).toContainText("Link copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await paste(`Have a look (${link}), please.`);
  await expect(page.getByText("Opened from a link: an unsaved copy.")).toBeVisible();
  await expect(shared().note).toHaveText("not run yet");
  await page.context().clearPermissions();
});

test("a new comment takes what is typed, and Escape keeps it", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.button("Add a comment").click();
  const field = page.getByRole("textbox", { name: "comment", exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.type("to be or not to be");
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(page.locator(".react-flow__node-comment")).toHaveCount(3);
  await expect(page.locator(".comment-text").last()).toHaveText("to be or not to be");
});

test("the debugger's keys work from a field, with what was typed there; Enter at the stop starts nothing", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  await graph.zoomTo("sgd");
  await graph.setting("sgd", "lr").fill("0.05");
  await page.keyboard.press("F9");
  await expect(shared().reading("loss")).toHaveText("17.7697");
  await expect(graph.setting("sgd", "lr")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(graph.setting("sgd", "lr")).not.toHaveValue("0.05");
  await page.getByRole("searchbox", { name: "Search nodes" }).focus();
  await page.keyboard.press("F10");
  await expect(page.locator(".card-cursor")).toHaveCount(1);
  const stop = page.getByLabel("stop at iteration");
  await stop.fill("3");
  await stop.press("Enter");
  await expect(shared().button("Pause")).toHaveCount(0);
  await page.keyboard.press("F8");
  await expect(shared().note).toHaveText("stopped at iteration 3");
  // A stop that is behind is no fault: it goes on until paused, which is said.
  await stop.fill("1");
  await graph.button("Train").click();
  await expect(shared().note).toHaveText("iteration 1 is passed: until paused");
  await expect(shared().notices).toHaveCount(0);
  await graph.button("Pause").click();
});

test("while an input method composes, Enter and Escape are its own, in every field", async () => {
  const { page } = shared();
  const graph = new GraphPage(page);
  const devtools = await page.context().newCDPSession(page);
  const compose = async (text: string): Promise<void> => {
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  };
  /** Presses keys as a browser tells them while an input method composes. */
  const press = async (key: string): Promise<void> => {
    await compose("にほ");
    await page.keyboard.press(key);
  };
  await graph.zoomTo("hidden");
  // A name on its card.
  await graph.head("hidden").click();
  await page.keyboard.press("F2");
  const name = graph.card("hidden").getByRole("textbox", { name: "name", exact: true });
  await press("Enter");
  await expect(name).toBeFocused();
  await press("Escape");
  await expect(name).toBeFocused();
  await devtools.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
  await name.fill("hidden");
  await name.press("Enter");
  await expect(name).toHaveCount(0);
  // The title, the palette's search, a setting: whatever holds a draft is one piece of code.
  const search = page.getByRole("searchbox", { name: "Search nodes" });
  for (const field of [shared().title, search, graph.setting("hidden", "out")]) {
    await field.fill("relu");
    await press("Enter");
    // Chromium empties a search at an Escape that is pressed so, whatever composes.
    if (field !== search) await press("Escape");
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(/^relu/);
    await devtools.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
  }
  await expect(graph.cards()).toHaveCount(12);
  await devtools.detach();
});
