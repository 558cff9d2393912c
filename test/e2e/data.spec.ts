import { expect } from "@playwright/test";
import { test } from "./editorPage.ts";

test("a dropped text is what the words node learns from, and one undo takes it back", async ({ editor }) => {
  await editor.open();
  await expect(editor.reading("loss")).toHaveText("17.7697");
  await editor.drop("whales.txt", "\uFEFFabba\r\n\r\nbaba\r\nacca\r\n");
  await expect(editor.cards.filter({ hasText: "abba baba acca" })).toHaveCount(1);
  await expect(editor.cards.filter({ hasText: "vocabulary 4" })).toHaveCount(1);
  await expect(editor.title).toHaveValue("Notebook MLP");
  await editor.button("Undo").click();
  await expect(editor.reading("loss")).toHaveText("17.7697");
  await expect(editor.button("Undo")).toBeDisabled();
});

for (const [name, text, sentence] of [
  [
    "a text that is too large",
    "a".repeat(70_000),
    "odd.txt: the text has 70000 bytes, at most 65536 (64 KiB) fit in a graph",
  ],
  ["an empty text", "\n\n", "odd.txt: there are no words: expected at least one line that is not empty"],
] as const) {
  test(`${name} gets one sentence, and the graph stays`, async ({ editor }) => {
    await editor.open();
    await expect(editor.reading("loss")).toHaveText("17.7697");
    await editor.drop("odd.txt", text);
    await expect(editor.notices).toHaveCount(1);
    await expect(editor.notices).toContainText(sentence);
    await expect(editor.button("Undo")).toBeDisabled();
  });
}
