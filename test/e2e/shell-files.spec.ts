import { expect } from "@playwright/test";
import { onOnePage, test } from "./editorPage.ts";

const node = (id: string, type = "tanh", extra = "") => `{ "id": "${id}", "type": "${type}"${extra} }`;
const graph = (nodes: string, edges = "", more = "") =>
  `{ "format": "wiregrad/graph", "version": 1, "title": "bad", "seed": 1, "nodes": [${nodes}], "edges": [${edges}]${more} }`;
const wire = (from: string, to: string) => `{ "from": "${from}", "to": "${to}" }`;

/** Files that are no graphs, and a part of the one sentence that says why. */
const bad: readonly (readonly [name: string, text: string, sentence: RegExp])[] = [
  ["not JSON", "{ this is not", /line 1, column 3/],
  ["empty", "", /the file is empty/],
  ["another version", graph("").replace('"version": 1', '"version": 99'), /version/],
  ["another format", graph("").replace("wiregrad/graph", "other/thing"), /format/],
  ["a cycle", graph(`${node("a")}, ${node("b")}`, `${wire("a.out", "b.x")}, ${wire("b.out", "a.x")}`), /circle|cycle/],
  ["a dangling wire", graph(node("a"), wire("ghost.out", "a.x")), /ghost/],
  ["a duplicate id", graph(`${node("a")}, ${node("a")}`), /"a"/],
  [
    "two wires into one port",
    graph(`${node("a")}, ${node("b")}, ${node("c")}`, `${wire("a.out", "c.x")}, ${wire("b.out", "c.x")}`),
    /c/,
  ],
  ["a key __proto__", graph(node("a", "tanh", ', "settings": { "__proto__": { "x": 1 } }')), /__proto__/],
  [
    "an expression of 10,000 characters",
    graph(node("a", "linear", `, "settings": { "out": "${"1+".repeat(5000)}1" }`)),
    /256|characters|long/,
  ],
  ["variables in a circle", graph("", "", ', "variables": { "a": "b", "b": "a" }'), /circle|themselves|cycle/],
];

test.describe("a file", () => {
  const shared = onOnePage((editor) => editor.open());

  for (const [name, text, sentence] of bad) {
    test(`with ${name}, bad, gets one sentence, and the graph stays`, async () => {
      const editor = shared();
      await expect(editor.reading("loss")).toHaveText("17.7697");
      await editor.drop("bad.json", text);
      await expect(editor.notices).toHaveCount(1);
      await expect(editor.notices).toContainText("bad.json: ");
      await expect(editor.notices).toContainText(sentence);
      await expect(editor.cards).toHaveCount(12);
      await expect(editor.title).toHaveValue("Notebook MLP");
      await expect(editor.reading("loss")).toHaveText("17.7697");
      await expect(editor.button("Undo")).toBeDisabled();
      await editor.closeNotices();
    });
  }

  test("a dropped graph takes the place, and one undo leads back", async () => {
    const editor = shared();
    await editor.trainTo(30);
    await editor.drop("other.json", graph(node("a"), "", ""));
    await expect(editor.title).toHaveValue("bad");
    await expect(editor.cards).toHaveCount(1);
    await editor.button("Undo").click();
    await expect(editor.title).toHaveValue("Notebook MLP");
    await expect(editor.cards).toHaveCount(12);
    await editor.trainTo(119);
    await expect(editor.reading("loss")).toHaveText("0.3138");
  });

  test("the gallery opens a graph", async () => {
    const editor = shared();
    const { page } = editor;
    await editor.button("Gallery").click();
    const gallery = page.getByRole("dialog", { name: "Gallery" });
    await gallery
      .getByRole("button", { name: /10-dimensional|Names MLP/ })
      .first()
      .click();
    await expect(gallery).toHaveCount(0);
    await expect(editor.title).not.toHaveValue("Notebook MLP");
    await editor.ready();
    await editor.button("Iterate").click();
    await expect(editor.reading("loss")).toHaveText(/^\d+\.\d{4}$/);
  });
});

test("a node of an unknown type opens as a placeholder that keeps its data", async ({ editor, page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "showSaveFilePicker"));
  await editor.open();
  await editor.drop("new.json", graph(node("future", "teleport", ', "settings": { "where": "moon" }')));
  await expect(editor.title).toHaveValue("bad");
  await expect(editor.cards).toHaveCount(1);
  await expect(editor.cards).toContainText("teleport");
  await expect(editor.note).toContainText("teleport");
  await expect(editor.button("Train")).toBeDisabled();
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Control+s");
  const stream = await (await downloading).createReadStream();
  let text = "";
  for await (const part of stream) text += String(part);
  expect(text).toContain('"where": "moon"');
});
