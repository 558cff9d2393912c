import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { formatElement } from "../../src/base/formatNumber.ts";
import { magnitudesOf, printedElements, printModeOf } from "../../src/base/printMode.ts";
import { scatterFrame } from "../../src/views/paintScatter.ts";
import { axeOn } from "./axeOn.ts";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

const recorded = JSON.parse(readFileSync(new URL("../fixtures/notebook.json", import.meta.url), "utf8")) as {
  readonly initial: { readonly C: readonly number[] };
  readonly step0: { readonly hidden: readonly number[] };
};
const distributions = JSON.parse(readFileSync(new URL("../fixtures/statistics.json", import.meta.url), "utf8")) as {
  readonly hidden: { readonly std: number; readonly saturated: number; readonly dead: number };
  readonly ratios: readonly { readonly W1: number }[];
};
/** The recorded `hidden` is the one behind tanh. */
const hidden = (row: number, column: number): string => {
  const numbers = recorded.step0.hidden;
  const lay = { shape: [32, 100], stride: [100, 1], offset: 0 };
  return formatElement(
    numbers[row * 100 + column]!,
    "float32",
    printModeOf(magnitudesOf(printedElements(numbers, lay))),
  );
};

test.describe("the inspector", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test.beforeEach(() => new GraphPage(shared().page).openAgain());

  test("the values of a tensor, cell by cell, with the keyboard alone", async () => {
    const { page } = shared();
    await page.locator('[data-id="tanh"] .card-head').click();
    await page.getByRole("tab", { name: "Node" }).focus();
    await page.keyboard.press("ArrowRight");
    const grid = page.getByRole("grid", { name: "tanh.out, 32 by 100" });
    await expect(grid.getByRole("gridcell").first()).toHaveText(hidden(0, 0));
    await grid.focus();
    for (const key of ["Home", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"]) {
      await page.keyboard.press(key);
    }
    await expect(grid.getByRole("gridcell", { selected: true })).toHaveText(hidden(3, 2));
    await expect(grid.getByRole("rowheader").nth(3)).toHaveText("emm");
    await expect(page.getByText(/^tanh\.out\[3, 2\] = .*\(emm\)$/)).toBeVisible();
    await page.keyboard.press("Control+End");
    await expect(grid.getByRole("gridcell", { selected: true })).toHaveText(hidden(31, 99));
    await expect(grid.getByRole("gridcell", { selected: true })).toBeInViewport();
  });

  test("the numbers follow the session, and the gradient is there once it was computed", async () => {
    const editor = shared();
    const { page } = editor;
    await page.locator('[data-id="tanh"] .card-head').click();
    await page.getByRole("tab", { name: "Values" }).click();
    const first = page.getByRole("gridcell").first();
    await expect(first).toHaveText(hidden(0, 0));
    await expect(page.getByRole("radio", { name: "grad" })).toBeDisabled();
    await editor.button("Iterate").click();
    for (let node = 0; node < 4; node++) await editor.button("Step").click();
    await expect(first).not.toHaveText(hidden(0, 0));
    await page.locator(".inspect-sides").getByText("grad", { exact: true }).click();
    await expect(page.getByRole("grid", { name: "tanh.out.grad, 32 by 100" })).toBeVisible();
  });

  test("a tensor of three dimensions shows one slice, which can be chosen", async () => {
    const { page } = shared();
    await page.locator('[data-id="C"] .card-head').click();
    await page.getByRole("tab", { name: "Values" }).click();
    await page.getByRole("spinbutton", { name: "N", exact: true }).fill("1");
    await expect(page.getByText("[1, :, :]")).toBeVisible();
    // The second context is `..e`: the row of `e` in C is its last.
    const last = page.getByRole("gridcell").last();
    await expect(last).toHaveText(recorded.initial.C[5 * 2 + 1]!.toFixed(4));
  });

  test("a number is nudged by keys, and the loss that is shown is that of a run with it", async () => {
    const editor = shared();
    const { page } = editor;
    await page.locator('[data-id="hidden"] .card-head').click();
    await page.getByRole("tab", { name: "Why" }).click();
    const nudge = page.getByRole("group", { name: "Nudge this number" });
    // An activation has nothing to keep.
    await expect(nudge.getByText(/^The gradient -0\.004839 says: for each \+1 here the loss falls/)).toBeVisible();
    await expect(nudge.getByText(/^tanh bends here/)).toBeVisible();
    await expect(nudge.getByRole("button", { name: /^Keep it/ })).toBeHidden();
    await page.getByRole("combobox", { name: "tensor" }).selectOption("W");
    await expect(
      nudge.getByText("The gradient 0.3719 says: for each +1 here the loss rises by about 0.3719."),
    ).toBeVisible();
    const result = nudge.locator(".nudge-result");
    await expect(result).toContainText("+0.10 → loss 17.7697 → 17.8074");
    await expect(result).toContainText("the gradient said 17.8069");
    const { violations } = await axeOn(page).include(".inspector-place").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const slider = nudge.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await expect(result).toContainText("+0.99 → loss 17.7697 → ");
    await expect(slider).toHaveAttribute("aria-valuetext", /^\+0\.99: loss 18\./);
    await nudge.getByRole("textbox", { name: "exactly" }).fill("-3");
    await page.keyboard.press("Enter");
    await expect(result).toContainText("-3.0 → loss 17.7697 → ");
    const told = (await result.locator("b").textContent())!;
    await nudge.getByRole("button", { name: /^Keep it/ }).click();
    await expect(page.locator('[data-id="loss"]').getByText(told)).toBeVisible();
    await expect(result).toContainText(`0 → loss ${told} → ${told}`);
    await page.keyboard.press("Control+z");
    await expect(page.locator('[data-id="loss"]').getByText("17.7697")).toBeVisible();
  });

  test("copies the whole tensor as a PyTorch literal, every digit", async () => {
    const editor = shared();
    const { page } = editor;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator('[data-id="C"] .card-head').click();
    await page.getByRole("tab", { name: "Values" }).click();
    await page.getByRole("combobox", { name: "tensor" }).selectOption("C");
    await page.getByRole("button", { name: "Copy as PyTorch" }).click();
    await expect(editor.notices).toContainText("54 numbers");
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const numbers = [...text.matchAll(/-?\d+\.\d+(?:e[+-]?\d+)?/g)].map(([number]) => Math.fround(Number(number)));
    expect(text).toMatch(/^torch\.tensor\(\[\[/);
    expect(numbers).toEqual(recorded.initial.C);
  });

  test("a pinned tensor shows what has changed since", async () => {
    const editor = shared();
    const { page } = editor;
    await page.locator('[data-id="hidden"] .card-head').click();
    await page.getByRole("tab", { name: "Values" }).click();
    await page.getByLabel("tensor", { exact: true }).selectOption("b");
    const first = page
      .getByRole("grid", { name: /^hidden\.b, / })
      .getByRole("gridcell")
      .first();
    await expect(first).toHaveText(/\d/);
    const before = await first.textContent();
    await page.getByRole("button", { name: "Pin" }).click();
    await expect(page.getByText("Pinned at iteration 0. Nothing has changed since.")).toBeVisible();
    await editor.button("Iterate").click();
    await expect(
      page.getByText(/Pinned at iteration 0\. The largest change since is 0\.\d+, at \[\d+\]\./),
    ).toBeVisible();
    await expect(first).not.toHaveText(before!);
    const change = Number(await first.textContent());
    await page.locator(".pin-bar").getByText("pinned", { exact: true }).click();
    await expect(first).toHaveText(before!);
    await page.locator(".pin-bar").getByText("now", { exact: true }).click();
    await expect(first).not.toHaveText(before!);
    expect(Number(await first.textContent())).toBeCloseTo(Number(before) + change, 3);
    await page.getByRole("button", { name: "Unpin" }).click();
    await expect(page.getByRole("button", { name: "Pin" })).toBeVisible();
  });

  test("how a tensor is distributed, its saturated share, and the gradient of a parameter beside it", async () => {
    const editor = shared();
    const { page } = editor;
    await page.locator('[data-id="tanh"] .card-head').click();
    await page.getByRole("tab", { name: "Distribution" }).click();
    await expect(page.getByRole("img", { name: /^histogram of 3,200 numbers/ })).toBeVisible();
    await expect(page.locator(".distribution-facts div").filter({ hasText: "std" })).toContainText(
      distributions.hidden.std.toFixed(4),
    );
    const saturation = page.getByRole("group", { name: "Saturation" });
    await expect(saturation).toContainText(`${(100 * distributions.hidden.saturated).toFixed(1)} % of the outputs`);
    await expect(saturation).toContainText(`${distributions.hidden.dead} of 100 units are dead`);
    await page.locator('[data-id="hidden"] .card-head').click();
    await page.getByLabel("tensor", { exact: true }).selectOption("W");
    const ratios = page.getByRole("group", { name: "Gradient : data over iterations" });
    await expect(ratios).toContainText("Iterate or train");
    await editor.button("Iterate").click();
    await expect(ratios).toContainText(`std(W.grad) / std(W) = ${Number(distributions.ratios[0]!.W1.toPrecision(2))};`);
  });

  test("a bias stands in every row as ghosts, and what comes back through them adds up to its gradient", async () => {
    const editor = shared();
    const { page } = editor;
    await editor.drop(
      "broadcast-bias.json",
      readFileSync(new URL("../../graphs/broadcast-bias.json", import.meta.url), "utf8"),
    );
    await expect(editor.title).toHaveValue("Broadcasting");
    await editor.ready();
    await editor.card("sum").locator(".card-head").click();
    await page.getByRole("tab", { name: "Node" }).click();
    const ghosts = page.getByRole("group", { name: "ghosts of b" });
    const cells = ghosts.getByRole("gridcell");
    await expect(ghosts.getByRole("status")).toHaveText(/^at \[0, 0\]: bias\[0\] = -?\d/);
    await expect(cells.first()).toHaveText(/\d/);
    const biased = (await cells.first().textContent())!;
    // The same number in all the rows that are drawn, four columns each.
    for (const row of [1, 2, 3, 4, 5]) await expect(cells.nth(4 * row)).toHaveText(biased);
    await expect(page.getByRole("radio", { name: "grad" })).toBeDisabled();
    await editor.button("Rest of the pass").click();
    await expect(page.getByText("iteration 0, next: backward")).toBeVisible();
    await editor.button("Rest of the pass").click();
    await expect(page.getByText(/^next: sgd /)).toBeVisible();
    await page.locator(".inspect-sides").getByText("grad", { exact: true }).click();
    await ghosts.getByRole("grid").focus();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
    await expect(cells.nth(4 + 2)).toHaveAttribute("aria-selected", "true");
    await expect(ghosts.getByRole("status")).toHaveText(/^Σ over 32 rows = .* = bias\.grad\[2\]$/);
    await expect(cells.nth(4 + 2)).not.toHaveText((await cells.nth(2).textContent())!);
    const sum = /= (\S+) =/.exec((await ghosts.getByRole("status").textContent())!)![1]!;
    await expect(ghosts.locator("tfoot td").nth(2)).toHaveText(sum);
    await ghosts.getByRole("button", { name: "bias.grad[2]" }).click();
    await page.getByRole("tab", { name: "Values" }).click();
    const values = page.getByRole("grid", { name: "bias.value.grad, 100 by 1" });
    await expect(values.getByRole("gridcell", { selected: true })).toHaveText(sum);
  });

  test("a view lies in the storage of what it views: where each element is, and who else looks at it", async () => {
    const { page } = shared();
    await page.locator('[data-id="view"] .card-head').click();
    await page.getByRole("tab", { name: "Storage" }).click();
    await page.getByRole("grid", { name: "storage of view.out, 192 numbers in rows of 6" }).focus();
    for (const key of ["Home", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight"]) {
      await page.keyboard.press(key);
    }
    await expect(page.getByText("view.out[4, 1] lies at 0 + 4·6 + 1·1 = 25")).toBeVisible();
    await page.getByRole("button", { name: "C.out" }).click();
    await expect(page.getByRole("grid", { name: /^storage of C\.out, 192/ })).toBeVisible();
    await expect(page.getByRole("row", { name: "stride 6 2 1" })).toBeVisible();
    await page.locator('[data-id="tanh"] .card-head').click();
    await expect(page.getByText("Nobody: these numbers are its own")).toBeVisible();
  });
});

test("a number is typed over and a letter dragged: the loss answers, and undo brings both back", async ({
  editor,
  page,
}) => {
  await editor.open();
  await page.locator('[data-id="C"] .card-head').click();
  const plot = page.getByRole("img", { name: "27 rows of C.C as points" });
  const box = (await plot.boundingBox())!;
  const C = recorded.initial.C;
  const points = Array.from({ length: 27 }, (_, row) => ({ x: C[2 * row]!, y: C[2 * row + 1]!, label: "" }));
  const frame = scatterFrame(points, box.width, box.height);
  // The row of `a`, which half of the contexts have.
  const [x, y] = [box.x + frame.x(points[1]!.x), box.y + frame.y(points[1]!.y)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 20, y - 40, { steps: 5 });
  await page.mouse.move(x - 40, y - 90, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText(/^a moved: loss 17\.7697 → /)).toBeVisible();
  await expect(editor.reading("loss")).not.toHaveText("17.7697");
  await editor.button("Undo").click();
  await expect(editor.reading("loss")).toHaveText("17.7697");
  await expect(editor.button("Undo")).toBeDisabled();
  await page.getByRole("tab", { name: "Values" }).click();
  await page.getByLabel("tensor", { exact: true }).selectOption("C");
  const grid = page.getByRole("grid", { name: "C.C, 27 by 2" });
  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: "C.C[0, 0] =" });
  await expect(field).toBeFocused();
  await page.keyboard.type("much");
  await page.keyboard.press("Enter");
  await expect(page.getByText('expected a number, as 0.5, -1e-3 or inf, got "much"')).toBeVisible();
  await field.fill("5");
  await page.keyboard.press("Enter");
  await expect(grid.getByRole("gridcell").first()).toHaveText("5.0000");
  await expect(editor.reading("loss")).not.toHaveText("17.7697");
  await editor.button("Undo").click();
  await expect(grid.getByRole("gridcell").first()).toHaveText(C[0]!.toFixed(4));
  await expect(editor.reading("loss")).toHaveText("17.7697");
});

/** A table of a thousand rows of three numbers: the names as words. */
const manyWords = {
  format: "wiregrad/graph",
  version: 2,
  title: "A thousand words",
  description: "",
  seed: 1,
  variables: {},
  nodes: [
    { id: "words", type: "words", position: { x: 0, y: 0 }, settings: {} },
    { id: "tokenize", type: "tokenize", position: { x: 0, y: 130 }, settings: { level: "word", max_vocab: "1000" } },
    { id: "context", type: "context", position: { x: 0, y: 300 }, settings: { block_size: "1" } },
    { id: "batch", type: "batch", position: { x: 0, y: 500 }, settings: { size: "8" } },
    { id: "C", type: "embedding", position: { x: 260, y: 0 }, settings: { dim: "3" } },
    { id: "loss", type: "mean", position: { x: 520, y: 0 }, settings: {} },
    { id: "sgd", type: "sgd", position: { x: 520, y: 200 }, settings: { lr: "0.1" } },
  ],
  edges: [
    { from: "words.words", to: "tokenize.words" },
    { from: "tokenize.ids", to: "context.ids" },
    { from: "context.x", to: "batch.x" },
    { from: "context.y", to: "batch.y" },
    { from: "batch.x", to: "C.ids" },
    { from: "C.out", to: "loss.x" },
    { from: "loss.out", to: "sgd.loss" },
  ],
  comments: [],
};

test("a large embedding is a map: searched, its neighbours listed, looked at closely, with the keyboard too", async ({
  editor,
  page,
}) => {
  const graph = new GraphPage(page);
  await graph.open();
  await editor.drop("many-words.json", JSON.stringify(manyWords));
  await expect(editor.title).toHaveValue("A thousand words");
  await graph.settled();
  await graph.head("C").click();
  const part = graph.inspector().getByRole("group", { name: "Embeddings" });
  const map = part.getByRole("img", { name: /^1,000 rows of C\.C as points/ });
  const look = async () => [await map.getAttribute("data-scale"), await map.getAttribute("data-middle")];
  // Before its numbers are there it is about nothing.
  await expect(map).not.toHaveAttribute("data-middle", "0.000 0.000");
  // Before it is measured, all of it lies in one pixel.
  await expect.poll(async () => Number((await look())[0])).toBeGreaterThan(1);
  const whole = await look();

  const search = part.getByRole("searchbox", { name: "find a token" });
  await search.fill("EMMA");
  await expect(part.getByRole("list", { name: "tokens that fit" }).getByRole("button")).toHaveText([
    "emma",
    "emmanuelle",
  ]);
  await search.press("Enter");
  await expect(part.getByRole("img", { name: "1,000 rows of C.C as points, emma marked" })).toBeVisible();
  const near = part.getByRole("group", { name: "nearest to emma" });
  await expect(near).toContainText("in all 3 dimensions");
  await expect(near.getByRole("button")).toHaveCount(10);
  const first = await near.getByRole("button").first().textContent();
  await near.getByLabel("measure").selectOption("euclidean");
  await expect(near.getByRole("button").first()).not.toHaveText(first!);

  // What was found is in the middle; a closer look keeps it there.
  const found = await look();
  expect(found[1]).not.toBe(whole[1]);
  await map.focus();
  await page.keyboard.press("+");
  await expect.poll(look).toEqual([expect.not.stringMatching(`^${whole[0]}$`), found[1]]);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(async () => (await look())[1]).not.toBe(found[1]);
  await page.keyboard.press("0");
  // The part may have become a pixel wider or narrower meanwhile.
  const isWhole = async () => {
    const [scale, middle] = await look();
    return middle === whole[1] && Math.abs(Number(scale) / Number(whole[0]) - 1) < 0.01;
  };
  await expect.poll(isWhole).toBe(true);
  await map.hover();
  await page.mouse.wheel(0, -300);
  await expect.poll(isWhole).toBe(false);

  await part.getByRole("button", { name: "Larger" }).click();
  const dialog = page.getByRole("dialog", { name: "Embeddings of C" });
  await expect(dialog.getByRole("img", { name: /emma marked/ })).toBeVisible();
  const { violations } = await axeOn(page).include(".dialog").analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(map).toBeVisible();
});
