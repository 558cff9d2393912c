import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

const { losses } = JSON.parse(readFileSync(new URL("../fixtures/notebook.json", import.meta.url), "utf8")) as {
  readonly losses: readonly number[];
};

test.describe("the notebook's network", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test.beforeEach(() => new GraphPage(shared().page).openAgain());

  test("trains the notebook's network to the notebook's loss", async () => {
    const editor = shared();
    await expect(editor.reading("iteration")).toHaveText("0");
    await expect(editor.reading("loss")).toHaveText("17.7697");
    await editor.trainTo(119);
    const off = async (): Promise<number> => Math.abs(Number(await editor.reading("loss").textContent()) - 0.3138);
    await expect.poll(off).toBeLessThanOrEqual(0.0001);
    await expect(editor.button("Train")).toBeVisible();
  });

  test("goes back to the start with Reset, and the last curve stays as a ghost", async () => {
    const editor = shared();
    const { page } = editor;
    await editor.trainTo(50);
    await editor.button("Reset").click();
    await expect(editor.reading("iteration")).toHaveText("0");
    await expect(editor.reading("loss")).toHaveText("17.7697");
    await editor.button("Iterate").click();
    await page.locator(".loss-chart .u-over").hover();
    await expect(page.getByRole("region", { name: "Loss chart" }).getByText(/before \d/)).toBeVisible();
  });

  test("steps over one node at a time: forward, backward, update", async () => {
    const editor = shared();
    const { page } = editor;
    const program = page.getByRole("region", { name: "Program" });
    const passed: string[] = [];
    for (;;) {
      const at = (await program.getByText(/^next:/).textContent()) ?? "";
      const node = (await editor.cursor.locator(".program-node").textContent()) ?? "";
      passed.push(node);
      if (node === "sgd") break;
      await editor.button("Step").click();
      await expect(program.getByText(/^next:/)).not.toHaveText(at);
    }
    const model = ["C", "view", "hidden", "tanh", "output"];
    // What only looks at the guesses has no part in the backward pass.
    expect(passed).toEqual([...model, "guess", "loss", "wrong", "loss", ...model.toReversed(), "sgd"]);
    await editor.button("Step").click();
    await expect(program.getByText(/^next:/)).toContainText("iteration 1,");
  });

  test("pauses and goes on", async () => {
    const editor = shared();
    await editor.button("Train").click();
    await expect(editor.reading("rate")).toHaveText(/\d/);
    await editor.button("Pause").click();
    await expect(editor.button("Train")).toBeVisible();
    const iteration = Number(await editor.reading("iteration").textContent());
    expect(iteration).toBeGreaterThan(0);
    await editor.button("Iterate").click();
    await expect(editor.reading("iteration")).not.toHaveText(String(iteration));
  });

  test("can be trained with the keyboard alone", async () => {
    const editor = shared();
    const { page } = editor;
    await page.keyboard.press("F10");
    await expect(editor.cursor).toContainText("view");
    await page.keyboard.press("F9");
    await expect(editor.cursor).toContainText("C");
    await page.keyboard.press("F8");
    await expect(editor.button("Pause")).toBeVisible();
    await page.keyboard.press("F8");
    await expect(editor.button("Train")).toBeVisible();
    await page.keyboard.press("Shift+F8");
    await expect(editor.reading("loss")).toHaveText("17.7697");
  });

  test("goes on bit for bit after a reload", async () => {
    const editor = shared();
    const { page } = editor;
    await editor.trainTo(119);
    await editor.saved();
    await page.reload();
    await editor.ready();
    await expect(page.getByRole("table")).toContainText("119");
    await editor.trainTo(150);
    await expect(editor.reading("loss")).toHaveText(losses[150]!.toFixed(4));
  });
});
