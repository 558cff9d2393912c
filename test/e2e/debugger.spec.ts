import { expect } from "@playwright/test";
import { axeOn } from "./axeOn.ts";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

test.describe("the debugger", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test.beforeEach(() => new GraphPage(shared().page).openAgain());

  test("steps into a node, back out of it, and back across an update", async () => {
    const editor = shared();
    const { page } = editor;
    const next = page.getByRole("region", { name: "Program" }).getByText(/^next:/);
    await page.keyboard.press("F10");
    await page.keyboard.press("F10");
    await expect(next).toContainText("next: matmul of hidden, iteration 0");
    await page.keyboard.press("F11");
    await expect(next).toContainText("next: add of hidden, iteration 0");
    await page.keyboard.press("Shift+F11");
    await expect(next).toContainText("next: tanh of tanh, iteration 0");
    await page.keyboard.press("F7");
    await expect(next).toContainText("next: matmul of hidden, iteration 0");
    await editor.button("Iterate").click();
    await expect(next).toContainText("iteration 1");
    await page.keyboard.press("F7");
    await expect(next).toContainText("of sgd, iteration 0");
    await page.keyboard.press("Shift+F7");
    await expect(next).toContainText("of C, iteration 0");
  });

  test("one slider goes back over all that was run, and the numbers follow", async () => {
    const editor = shared();
    const { page } = editor;
    await editor.trainTo(30);
    const slider = page.getByRole("slider", { name: "Position in the run" });
    await slider.focus();
    await page.keyboard.press("Home");
    await expect(slider).toHaveAttribute("aria-valuetext", "iteration 0, start");
    await expect(page.locator('[data-id="loss"] output[aria-live]')).toHaveText("17.7697");
    await page.keyboard.press("ArrowRight");
    await expect(slider).toHaveAttribute("aria-valuetext", "iteration 0, next: forward view of view");
    // The chart says where on its curve that is, and is silent at the end of it.
    const readout = page.getByRole("region", { name: "Loss chart" }).locator("header .wg-number");
    await expect(readout).toHaveText("iteration 0  17.7697");
    await page.keyboard.press("End");
    await expect(slider).toHaveAttribute("aria-valuetext", "iteration 31, start");
    await expect(readout).toHaveText("");
  });

  test("the card says the rate of now; without zero_grad a gradient is there from one iteration to the next", async () => {
    const editor = shared();
    const { page } = editor;
    const card = page.locator('[data-id="sgd"]');
    await card.locator(".card-head").click();
    const rate = new GraphPage(page).inspector().getByRole("textbox", { name: "lr", exact: true });
    await rate.fill("iteration < 1 ? 0.1 : 0.03");
    await rate.press("Enter");
    await expect(card.locator(".field-resolved")).toHaveText("= 0.1");
    await editor.button("Iterate").click();
    await expect(card.locator(".field-resolved")).toHaveText("= 0.03");
    await page.getByRole("checkbox", { name: "zero_grad" }).uncheck();
    const begins = page.locator('.program-group[data-pass="backward"]').filter({ hasText: "loss.grad = 1" });
    await expect(begins).toContainText("backward");
    await expect(begins.locator(".program-select")).toHaveAttribute("data-tip", /No gradient is cleared/);
    await page.locator('[data-id="C"] .card-head').click();
    await page.getByRole("tab", { name: "Values" }).click();
    await expect(page.getByRole("radio", { name: "grad" })).toBeDisabled();
    await page.getByRole("combobox", { name: "tensor" }).selectOption("C");
    await expect(page.getByRole("radio", { name: "grad" })).toBeEnabled();
  });

  test("runs to the selected node, and the rest of a pass", async () => {
    const editor = shared();
    const { page } = editor;
    const next = page.getByRole("region", { name: "Program" }).getByText(/^next:/);
    await page.locator('[data-id="tanh"] .card-head').click();
    await page.getByRole("button", { name: "Run to the selected node" }).click();
    await expect(next).toContainText("next: tanh of tanh");
    await page.getByRole("button", { name: "Rest of the pass" }).click();
    await expect(next).toContainText("of loss, iteration 0");
    await expect(next).toContainText("Sets the gradients to 0, because a backward pass adds to what is there");
    await expect(editor.cursor).toHaveCount(1);
  });

  test("a breakpoint on a card stops the training there when its condition holds, and is there after a reload", async () => {
    const editor = shared();
    const { page } = editor;
    const panel = page.getByRole("region", { name: "Breakpoints" });
    const tanh = editor.card("tanh");
    const dot = tanh.getByRole("button", { name: "breakpoint before tanh runs" });
    await tanh.hover();
    await dot.click();
    const condition = panel.getByRole("textbox", { name: "condition of the breakpoint at tanh" });
    await condition.fill("max(W) > 1");
    await expect(panel).toContainText(
      'node "tanh": condition "max(W) > 1": at character 5: the name "W" is not known here',
    );
    await condition.fill("iteration == 3");
    await condition.press("Enter");
    await expect(condition).toHaveAttribute("aria-invalid", "false");
    await editor.button("Train").click();
    await expect(editor.note).toHaveText(
      'stopped before the forward pass of "tanh" in iteration 3: breakpoint iteration == 3',
    );
    await expect(editor.cursor).toHaveText(/^tanh/);
    await expect(tanh).toHaveClass(/selected/);
    await expect(panel).toContainText("stopped here");
    const { violations } = await axeOn(page).include(".chart-panel").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

    await page.reload();
    await editor.ready();
    await expect(dot).toHaveAttribute("aria-pressed", "true");
    await editor.button("Breakpoints 1").click();
    await expect(condition).toHaveValue("iteration == 3");
    await dot.click();
    await expect(dot).toHaveAttribute("aria-pressed", "false");
  });

  test("breakpoints by the keyboard, and a stop at the first number that is not finite", async () => {
    const editor = shared();
    const { page } = editor;
    const panel = page.getByRole("region", { name: "Breakpoints" });
    const backward = page.getByRole("list", { name: "backward pass" });
    await backward.locator(".program-select", { hasText: /^C/ }).focus();
    await page.keyboard.press("Control+b");
    await expect(backward.getByRole("button", { name: "breakpoint before the backward pass of C" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await page.keyboard.press("Enter");
    await expect(editor.card("C")).toHaveClass(/selected/);
    await expect(panel.getByRole("listitem")).toHaveCount(1);
    await page.keyboard.press("Control+b");
    await expect(panel.getByRole("listitem")).toHaveCount(0);
    await editor.card("tanh").locator(".card-head").click();
    await page.keyboard.press("Control+b");
    await expect(panel.getByRole("textbox", { name: "condition of the breakpoint at tanh" })).toBeVisible();

    await editor.button("Gallery").click();
    await page.getByRole("dialog").getByRole("button", { name: "Softmax that overflows" }).click();
    // Nothing trains in it, so that the panel is folded, once it is open.
    await expect(panel).toBeHidden();
    await page.getByRole("separator", { name: "Program and loss" }).press("Enter");
    await expect(panel.getByRole("listitem")).toHaveCount(0);
    await panel.getByRole("switch", { name: "Stop at the first number that is not finite" }).press("Space");
    await editor.button("Iterate").click();
    await expect(editor.note).toHaveText(
      'stopped at the first number that is not finite, node "counts": exp(100) = inf at [3]',
    );
    await expect(editor.card("counts")).toHaveClass(/selected/);
  });
});
