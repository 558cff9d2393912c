import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { axeOn } from "./axeOn.ts";
import { onOnePage, test, type EditorPage } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

const read = (name: string): string => readFileSync(new URL(`../../graphs/${name}.json`, import.meta.url), "utf8");

/** A laptop's window, a smaller one's whose page is magnified, and a tablet's. */
const small = [
  { width: 1366, height: 768 },
  { width: 1024, height: 576 },
  { width: 1024, height: 768 },
] as const;
const usual = { width: 1440, height: 900 } as const;

/** How much of the window the canvas has, and how far the whole graph is from being seen. */
function look(page: Page, row = ".top-bar") {
  return page.evaluate((selector) => {
    const box = document.querySelector(".canvas")!.getBoundingClientRect();
    const cards = [...document.querySelectorAll(".react-flow__node")].map((node) => node.getBoundingClientRect());
    return {
      share: (box.width * box.height) / (innerWidth * innerHeight),
      beyond: Math.max(
        box.left - Math.min(...cards.map(({ left }) => left)),
        box.top - Math.min(...cards.map(({ top }) => top)),
        Math.max(...cards.map(({ right }) => right)) - box.right,
        Math.max(...cards.map(({ bottom }) => bottom)) - box.bottom,
      ),
      bar: document.querySelector(selector)!.getBoundingClientRect().height,
      wide: document.documentElement.scrollWidth,
    };
  }, row);
}

/** How large the graph is shown. */
const zoom = (page: Page): Promise<number> =>
  page.locator(".react-flow__viewport").evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).a);

test.describe("the panels", () => {
  const shared = onOnePage((editor) => editor.open());
  test.afterAll(() => shared().page.setViewportSize(usual));

  test("in a small window the graph has at least half of it, and the bar is one row with all its buttons", async () => {
    const { page } = shared();
    for (const size of small) {
      await page.setViewportSize(size);
      await page.reload();
      await shared().ready();
      await new GraphPage(page).settled();
      const { share, beyond, bar, wide } = await look(page);
      expect(share, JSON.stringify(size)).toBeGreaterThanOrEqual(0.5);
      expect(beyond).toBeLessThan(0);
      expect(bar).toBeLessThan(60);
      expect(wide).toBe(size.width);
      for (const name of [
        "Reset",
        "Step",
        "Iterate",
        "Train",
        "Undo",
        "File",
        "Gallery",
        "Lesson",
        "Share",
        "Presentation",
        "Help",
      ])
        await expect(shared().button(name)).toBeInViewport({ ratio: 1 });
      await expect(page.getByLabel("stop at iteration")).toBeInViewport({ ratio: 1 });
    }
  });

  test("in a small window panels are drawers over the canvas, which keeps its size and its view", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const inspector = page.getByRole("complementary", { name: "Inspector" });
    const palette = page.getByRole("navigation", { name: "Nodes" });
    const rows = page.getByRole("region", { name: "Program", exact: true }).getByRole("listitem");
    const before = await look(page);
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search nodes" })).toBeFocused();
    await graph.button("Unfold").click();
    await expect(rows.first()).toBeInViewport();
    await graph.head("hidden").click();
    await expect(inspector).toContainText("hidden");
    expect((await look(page)).share).toBe(before.share);
    // The one with the keyboard goes first, then the others.
    await page.getByRole("separator", { name: "Program and loss" }).focus();
    await page.keyboard.press("Escape");
    await expect(rows).toHaveCount(0);
    await expect(page.getByRole("separator", { name: "Program and loss" })).toBeFocused();
    await expect(inspector).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(inspector).toHaveCount(0);
    await expect(graph.card("hidden")).toHaveClass(/selected/);
    await page.mouse.click(...(await emptyPlace(page)));
    await expect(palette).toHaveCount(0);
    expect((await look(page)).share).toBe(before.share);
  });

  test("the lower panel is as high as its content, folded where nothing trains, and the graph is fitted after it", async () => {
    const { page } = shared();
    const editor: EditorPage = shared();
    const graph = new GraphPage(page);
    await page.setViewportSize(usual);
    await page.reload();
    await editor.ready();
    await graph.settled();
    const panel = page.locator(".wide-bottom");
    const height = async (): Promise<number> => (await panel.boundingBox())!.height;
    const own = await height();
    const unused = await page.locator(".program-rows").evaluate((rows) => {
      const last = Math.max(...[...rows.querySelectorAll("li")].map((row) => row.getBoundingClientRect().bottom));
      return rows.getBoundingClientRect().bottom - last;
    });
    expect(unused).toBeLessThan(24);
    const fitted = await zoom(page);
    expect((await look(page)).bar).toBeLessThan(60);

    // Dragged, it stays so; the graph is fitted to what is left.
    const edge = page.getByRole("separator", { name: "Program and loss" });
    const { x, y } = await graph.middle(edge);
    await page.mouse.move(x - 200, y);
    await page.mouse.down();
    await page.mouse.move(x - 200, y - 120, { steps: 8 });
    await page.mouse.up();
    await expect.poll(height).toBeGreaterThan(own + 100);
    await graph.settled();
    const lower = await zoom(page);
    expect(lower).toBeLessThan(fitted * 0.97);
    expect((await look(page)).beyond).toBeLessThan(0);
    await edge.press("Delete");
    await expect.poll(height).toBeCloseTo(own, 0);
    await expect.poll(() => zoom(page)).toBeCloseTo(fitted, 2);

    await editor.drop("counts.json", read("bigram-counts"));
    await expect(editor.title).toHaveValue("Counting letters");
    await editor.ready();
    await expect(panel).toHaveCount(0);
    await expect(graph.button("Step into")).toBeInViewport({ ratio: 1 });
    await graph.settled();
    expect((await look(page)).beyond).toBeLessThan(0);
    await editor.button("Undo").click();
    await expect(panel).toBeVisible();
  });

  test("a presentation is entered, stepped and left by the keyboard, and axe finds nothing in it", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    const followed = page.getByRole("complementary", { name: "Followed node" });
    await expect(graph.button("Step")).toBeFocused();
    await expect(page.getByRole("banner")).toHaveCount(0);
    await expect(page.locator(".side")).toHaveCount(1);
    const heading = followed.getByRole("heading", { level: 2 });
    await graph.button("Step").press(" ");
    await expect(heading).toContainText("C");
    await page.keyboard.press("F10");
    await expect(heading).toContainText("view");
    await page.keyboard.press("F10");
    await expect(heading).toContainText("hidden");
    await expect(followed.getByRole("img", { name: /^hidden.W, 6 by 100/ })).toBeVisible();
    // Told in large type.
    const told = page.getByRole("region", { name: "What the step did" });
    await expect(told).toContainText("hidden");
    expect(await told.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThan(18);
    await page.keyboard.press("F7");
    await expect(followed.getByRole("heading", { level: 2 })).toContainText("view");
    await graph.settled();
    expect((await look(page, ".presentation-bar")).beyond).toBeLessThan(0);
    // What is selected is shown in its place.
    await graph.head("output").click();
    await expect(followed.getByRole("heading", { level: 2 })).toContainText("output");
    const { violations } = await axeOn(page).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(graph.button("Presentation")).toBeFocused();
    await expect(graph.card("output")).toHaveClass(/selected/);
    await expect(page.getByRole("complementary", { name: "Inspector" })).toBeVisible();
  });
});

/** A place of the canvas where nothing is. */
async function emptyPlace(page: Page): Promise<[number, number]> {
  const { x, y } = await new GraphPage(page).emptyPlace();
  return [x, y];
}
