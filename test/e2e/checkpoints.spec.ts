import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { readBundle } from "../../src/io/bundle/bundle.ts";
import type { Checkpoint } from "../../src/protocol/checkpoint.ts";
import { Session } from "../../src/session/session.ts";
import { plainBackend } from "../../src/tensor/backend/plainBackend.ts";
import { datasets, smallGraph } from "../contract/graphs/galleryRecords.ts";
import { axeOn } from "./axeOn.ts";
import { test } from "./editorPage.ts";

/** The notebook's state after 60 updates. */
function trainedInNode(): Checkpoint {
  const session = new Session(plainBackend, datasets, () => undefined);
  session.open(session.planOf(smallGraph("notebook-mlp")), true);
  session.handle({ type: "train", stopAt: 59 });
  while (session.state.phase === "training") session.handle({ type: "tick" });
  return session.checkpoint();
}

// What a reader does to take a training along: on one page, since to open one takes longer than all of it.
test("a training travels in a file, and checkpoints lead back to it", async ({ editor, page }) => {
  await page.addInitScript(() => {
    for (const name of ["showSaveFilePicker", "showOpenFilePicker"]) Reflect.deleteProperty(globalThis, name);
  });
  const choose = async (name: string): Promise<void> => {
    await editor.button("File").click();
    await page.getByRole("menuitem", { name }).click();
  };
  await editor.open();
  await editor.trainTo(59);
  const downloading = page.waitForEvent("download");
  await choose("Save with training");
  const path = await (await downloading).path();
  await expect(editor.notices).toContainText("It carries the graph and what was trained, at iteration 60.");
  await editor.closeNotices();

  // It holds what Node computes, to the bit; cut short it is refused in a sentence, and nothing has changed.
  const file = readFileSync(path);
  const { checkpoint } = await readBundle(Uint8Array.from(file));
  expect(checkpoint).toEqual(trainedInNode());
  await editor.drop("cut.wiregrad", [...file.subarray(0, 3000)]);
  await expect(editor.notices).toContainText("cut.wiregrad: the archive is cut short or damaged");
  await expect(editor.reading("iteration")).toHaveText("59");
  await editor.closeNotices();

  // The link's switch shows its length; nothing runs until its reader acts.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.button("Share").click();
  const share = page.getByRole("dialog", { name: "Share" });
  await expect(share.getByRole("status")).toHaveText(/^The link has \d,\d{3} characters\.$/);
  await share.getByRole("switch").check();
  await expect(share.getByRole("status")).toHaveText(/^The link has \d\d,\d{3} characters\.$/);
  await share.getByRole("button", { name: "Copy the link" }).click();
  await expect(editor.notices).toContainText("It carries the graph and what was trained, at iteration 60.");
  await editor.closeNotices();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.evaluate((fragment) => (location.hash = fragment), new URL(link).hash);
  await expect(editor.note).toHaveText("not run yet");
  await editor.trainTo(119);
  await expect(editor.reading("loss")).toHaveText("0.3138");

  // Opened, it goes on with the notebook's losses.
  await editor.button("Reset").click();
  await expect(editor.reading("loss")).toHaveText("17.7697");
  await editor.drop("run.wiregrad", [...file]);
  const position = page.getByRole("slider", { name: "Position in the run" });
  await expect(position).toHaveAttribute("aria-valuetext", "iteration 60, start");
  await editor.trainTo(119);
  await expect(editor.reading("loss")).toHaveText("0.3138");

  // Kept by hand, as the best, and by itself before an edit.
  await choose("Checkpoints");
  const dialog = page.getByRole("dialog", { name: "Checkpoints" });
  const rows = dialog.getByRole("listitem");
  await dialog.getByRole("textbox", { name: "Name of the checkpoint" }).fill("good");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(1);
  await expect(dialog).toContainText(/"loss" was lowest at iteration 119: 0\.3138\./);
  await dialog.getByRole("button", { name: "Keep the best" }).click();
  await expect(rows.first()).toContainText("The best of loss");
  await dialog.getByRole("button", { name: "Close" }).click();
  await editor.card("tanh").click();
  await page.keyboard.press("Delete");
  await expect(editor.cards).toHaveCount(11);
  await choose("Checkpoints");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('Before: node "tanh" (tanh) is gone');
  await expect(rows.first()).toContainText("iteration 120");
  await expect(rows.first()).toContainText("Changed since: that, and nothing else.");
  await expect(rows.nth(1)).toContainText("lowest loss");
  const axe = axeOn(page).include("dialog");
  expect((await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  // Graph and numbers come back, and one undo leads to where it was.
  await dialog.getByRole("button", { name: "Restore good" }).focus();
  await page.keyboard.press("Enter");
  await expect(editor.cards).toHaveCount(12);
  await editor.trainTo(121);
  await editor.button("Undo").click();
  await expect(editor.cards).toHaveCount(11);

  // What can be exported says what it is for, and has a button each.
  await choose("Export");
  const exports = page.getByRole("dialog", { name: "Export" });
  for (const [name, what] of [
    ["Save .py", "To run with Python"],
    ["Save .ipynb", "For Jupyter"],
    ["Save .safetensors", "For other programs"],
    ["Save .csv", "For a spreadsheet"],
  ] as const) {
    await expect(exports.getByRole("button", { name, exact: true })).toHaveAccessibleDescription(new RegExp(what));
  }
  expect((await axe.analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await exports.getByRole("button", { name: "Save .csv" }).focus();
  const table = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await table).suggestedFilename()).toMatch(/\.csv$/);

  // In the style that was chosen, once the graph is whole again.
  await editor.button("Redo").click();
  await expect(editor.cards).toHaveCount(12);
  await choose("Export");
  const script = exports.getByRole("listitem").filter({ hasText: "PyTorch script" });
  await script.getByRole("combobox", { name: "style" }).selectOption("module");
  const saving = page.waitForEvent("download");
  await script.getByRole("button", { name: "Save .py" }).click();
  expect(readFileSync(await (await saving).path(), "utf8")).toMatch(/^class \w+\((?:torch\.)?nn\.Module\):$/m);

  // Weights come back onto the tensors that bear their names.
  await choose("Export");
  const weights = page.waitForEvent("download");
  await exports.getByRole("button", { name: "Save .safetensors" }).click();
  const saved = readFileSync(await (await weights).path());
  await editor.closeNotices();
  await editor.button("Reset").click();
  await expect(editor.reading("loss")).toHaveText("17.7697");
  await editor.drop("mine.safetensors", [...saved]);
  await expect(editor.notices.last()).toContainText("The weights of mine.safetensors are in place.");
  await expect(editor.reading("loss")).not.toHaveText("17.7697");
});
