import { expect } from "@playwright/test";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

test.describe("on the notebook's graph", () => {
  // With all that moves: the others are spared that.
  const shared = onOnePage(async (editor) => {
    await editor.page.emulateMedia({ reducedMotion: "no-preference" });
    await new GraphPage(editor.page).open();
  });

  test.beforeEach(() => new GraphPage(shared().page).openAgain());

  test("the search of the palette finds what is on the canvas, and is empty after something was added", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const search = page.getByRole("searchbox", { name: "Search nodes" });
    await search.fill("hidden");
    await page.getByRole("group", { name: "On the canvas" }).getByRole("button", { name: "hidden" }).click();
    await expect(graph.card("hidden")).toHaveClass(/selected/);
    await search.fill("relu");
    await search.press("Enter");
    await expect(graph.cards()).toHaveCount(13);
    await expect(search).toHaveValue("");
    await page.locator(".side").first().hover();
    await page.mouse.wheel(0, 5000);
    await expect(search).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Control+z");
  });

  test("no card grows when a backward pass comes, and labels get no gradient", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const heights = (): Promise<number[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>(".react-flow__node-card")].map(({ offsetHeight }) => offsetHeight),
      );
    const before = await heights();
    await graph.button("Rest of the pass").click();
    // The cursor is at the loss, whose gradient goes back to the logits and not to the targets.
    await expect(page.locator(".wire-flow-backward")).toHaveCount(1);
    await expect(graph.wire("output.out", "loss.logits").locator(".wire-flow-backward")).toHaveCount(1);
    // It flows for some seconds: what moves on and on takes a part of a core from who only looks.
    const ends = await page
      .locator(".wire-flow")
      .evaluateAll((paths) =>
        paths.flatMap((path) => path.getAnimations()).map(({ effect }) => Number(effect?.getComputedTiming().endTime)),
      );
    expect(ends.map(Math.round)).toEqual([4200]);
    await graph.button("Iterate").click();
    await expect(graph.picture("hidden.out", "grad")).toBeVisible();
    expect(await heights()).toEqual(before);
  });

  test("who has not moved the view sees the whole graph when panels are folded", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const width = async (): Promise<number> => (await graph.card("hidden").boundingBox())!.width;
    // Either the width or the height decides how large a graph is shown.
    const fold = async (): Promise<void> => {
      await page.getByRole("button", { name: /: Program and loss/ }).click();
      await page.getByRole("button", { name: /: Inspector/ }).click();
    };
    const before = await width();
    await fold();
    await expect.poll(width).toBeGreaterThan(before * 1.05);
    await graph.settled();
    await fold();
    await expect.poll(width).toBeLessThan(before * 1.02);
    // A view of one's own stays.
    await graph.button(/zoom in/i).click();
    await graph.settled();
    const own = await width();
    await fold();
    await graph.settled();
    expect(await width()).toBeCloseTo(own, 0);
    await fold();
  });
});

test("the first hint lies on no card, and goes when one does what it says", async ({ editor, page }) => {
  await editor.open();
  const hint = page.getByRole("complementary", { name: "First steps" });
  await expect(hint).toBeVisible();
  await expect(editor.cards).toHaveCount(12);
  await new GraphPage(page).settled();
  const box = (await hint.boundingBox())!;
  for (const card of await editor.cards.all()) {
    const { x, y, width, height } = (await card.boundingBox())!;
    expect(x + width <= box.x || x >= box.x + box.width || y + height <= box.y || y >= box.y + box.height).toBe(true);
  }
  await editor.button("Step").click();
  await expect(hint).toHaveCount(0);
  await page.reload();
  await editor.ready();
  await expect(hint).toHaveCount(0);
});
