import { expect } from "@playwright/test";
import { axeOn } from "./axeOn.ts";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

/** What is told of the notebook's steps, with numbers that PyTorch gives, too. */
const STEPS: readonly (readonly [title: string, words: string, numbers: string])[] = [
  ["C", "the row of C (27×2) for each of the 96 numbers of context.x (32×3)", "C.out[2, 0, 0] = C['.', 0] = 1.5674"],
  ["view", "laid out as 32×6 in place of 32×3×2", "view[2, 0] = C.out[2, 0, 0] = 1.5674"],
  [
    "hidden",
    "each of the 32 rows of view (6 numbers) times each of the 100 columns of hidden.W (6×100), plus hidden.b",
    "+ (-1.6556) = -3.1026",
  ],
  ["tanh", "tanh of each of the 3,200 numbers of hidden (32×100)", "tanh[2, 0] = tanh(-3.1026) = -0.9960"],
  [
    "output",
    "each of the 32 rows of tanh (100 numbers) times each of the 27 columns of output.W (100×27), plus output.b",
    "= 4.1821",
  ],
  [
    "guess",
    "which of the 27 numbers in each row of output (32×27)",
    "guess[2] = 9, the place of output[2, 'i'] = 25.9028",
  ],
  [
    "loss",
    "the logarithm of the probability",
    "/ 32 = 17.7697; -31.8166 is the logarithm of the right answer's probability",
  ],
  ["wrong", "x != y, where x is guess (32 numbers)", "wrong[2]: 9 is not 13? yes, so 1.0000; 9 is “i” and 13 is “m”"],
  ["loss, backward", "begins: loss.grad = 1, as 0.01 more in loss makes it 0.01 larger", "− 0) / 32 = 0.0312"],
  [
    "output, backward",
    "the gradient of output.W (and output.b): output.grad · tanh, summed over 32 rows",
    "It hands back tanh.grad[2, 0] = output.grad[2, :] · output.W[0, :] = -0.0243",
  ],
  ["tanh, backward", "each number of tanh.grad times 1 − tanh², the slope of tanh there", "hidden.grad["],
  ["hidden, backward", "hidden.grad · view, summed over 32 rows", "hidden.W.grad[0, 0] ="],
];

test.describe("what a step did is told", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test.beforeEach(() => new GraphPage(shared().page).openAgain());

  test("with its numbers, forward and backward; its cells lead to their Why, and the inspector follows", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const told = page.getByRole("region", { name: "What the step did" });
    const title = graph.inspector().locator(".inspect-title");
    const height = (await told.boundingBox())!.height;
    await expect(told).toContainText("Press Step to run C: Looks up a learned vector");
    const hidden: string[] = [];
    for (const [name, words, numbers] of STEPS) {
      await graph.button("Step").click();
      await expect(told).toContainText(`${name}: `);
      await expect(told).toContainText(words);
      await expect(told).toContainText(numbers);
      await expect(title).toHaveText(name.replace(", backward", ""));
      const isCut = await told.locator(".told-text").evaluate((text) => text.scrollHeight > text.clientHeight);
      if (isCut) hidden.push(name);
    }
    expect((await told.boundingBox())!.height).toBe(height);
    expect(hidden).toEqual([]);
    // What one cell of the gradient means, and who pushed it; PyTorch's is 0.3719.
    const status = told.getByRole("status");
    await expect(status).toContainText("= 0.3719; “.ol” → “i” weighs most, 0.1401.");
    await expect(status).toContainText("So 0.01 more in hidden.W[0, 0] makes the loss about 0.0037 larger");
    const { violations } = await axeOn(page).include(".told").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await told.getByRole("button", { name: "hidden.W.grad[0, 0]" }).click();
    await expect(graph.inspector().locator(".why-result")).toHaveText("W.grad[0, 0] = 0.3719");
    await page.getByRole("tab", { name: "Values" }).click();
    await expect(graph.inspector().locator(".inspect-cell")).toContainText(/W\.grad\[0, 0\] = 0\.37(18|19)\d*/);
    await page.getByRole("tab", { name: "Node" }).click();
  });

  test("as the update's sum, and the inspector stays where it is held, where one writes, and without following", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const told = page.getByRole("region", { name: "What the step did" });
    const title = graph.inspector().locator(".inspect-title");
    await graph.button("Step").click();
    await expect(title).toHaveText("C");
    // A selection by hand wins until the next step.
    await graph.head("loss").click();
    await expect(title).toHaveText("loss");
    await graph.button("Step").click();
    await expect(title).toHaveText("view");
    await told.getByRole("button", { name: "hold" }).click();
    await graph.button("Step").click();
    await expect(told).toContainText("hidden: ");
    await expect(title).toHaveText("view");
    await graph.inspector().getByRole("button", { name: "hold" }).click();
    await page.keyboard.press("F10");
    await expect(title).toHaveText("tanh");
    // Who is about to write is not interrupted.
    await graph.inspector().getByRole("textbox", { name: "name" }).focus();
    await page.keyboard.press("F10");
    await expect(told).toContainText("output: ");
    await expect(title).toHaveText("tanh");
    await page.keyboard.press("Escape");
    await told.getByRole("checkbox", { name: "follow" }).uncheck();
    await graph.button("Rest of the pass").click();
    await graph.button("Rest of the pass").click();
    await expect(title).toHaveText("tanh");
    await graph.button("Step").click();
    await expect(told).toContainText("each number minus the learning rate, 0.1, times its gradient");
    await expect(told).toContainText("C['.', 1]: (-0.2373) − 0.1 · 3.1642 = -0.5537");
    await told.getByRole("checkbox", { name: "follow" }).check();
    await graph.button("Train").click();
    await expect(told).toHaveText("It trains. Pause, and each step is told here.");
    await graph.button("Pause").click();
    await expect(told).toContainText("each number minus the learning rate");
  });

  test("whole on a phone, where it grows over the canvas and moves nothing", async () => {
    const { page } = shared();
    const told = page.getByRole("region", { name: "What the step did" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name: "Canvas" }).click();
    const canvas = page.getByRole("main", { name: "Canvas" });
    for (const name of ["C", "view", "hidden"]) {
      await page.keyboard.press("F10");
      await expect(told).toContainText(`${name}: `);
    }
    const { height } = (await canvas.boundingBox())!;
    await expect(told).toContainText("+ (-1.6556) = -3.1026");
    const text = told.locator(".told-text");
    expect(await text.evaluate((box) => box.scrollHeight - box.clientHeight)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: /zoom in/i }).click({ trial: true });
    // Nothing lies over its first line.
    const isOnTop = (box: Element): boolean => {
      const { x, y } = box.getBoundingClientRect();
      return box.contains(document.elementFromPoint(x + 20, y + 10));
    };
    expect(await text.evaluate(isOnTop)).toBe(true);
    await page.keyboard.press("F10");
    await expect(told).toContainText("tanh: ");
    expect((await canvas.boundingBox())!.height).toBe(height);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});
