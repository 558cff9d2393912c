import { readFileSync } from "node:fs";
import { expect, type Locator } from "@playwright/test";
import { test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

const read = (name: string): string => readFileSync(new URL(`../../graphs/${name}.json`, import.meta.url), "utf8");

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  // As somebody has it whom moving things disturb: there, what is measured must not be on its way either.
  contextOptions: { reducedMotion: "reduce" },
});

test("on a phone an opened graph is seen whole, with its wires at their ports and its names on its cards, its loss, and where a nan went", async ({
  editor,
  page,
}) => {
  const graph = new GraphPage(page);
  await editor.open();
  // Cards of the same names with other heights: what is seen must not be laid out for those.
  for (const name of ["expression-activation", "flatten-three-ways"]) {
    await editor.drop(`${name}.json`, read(name));
    await expect(editor.title).toHaveValue((JSON.parse(read(name)) as { title: string }).title);
    await editor.ready();
    await graph.settled();
  }
  const { left, right, sticking, loose } = await page.evaluate(() => {
    const pane = document.querySelector(".react-flow")!.getBoundingClientRect();
    const boxes = [...document.querySelectorAll(".react-flow__node")].map((node) => node.getBoundingClientRect());
    const names = [...document.querySelectorAll<HTMLElement>(".canvas-far .card-name")];
    const ports = [...document.querySelectorAll(".react-flow__handle")].map((port) => port.getBoundingClientRect());
    const apart = ({ x, y }: DOMPoint): number =>
      Math.min(...ports.map((port) => Math.hypot(port.x + port.width / 2 - x, port.y + port.height / 2 - y)));
    const paths = [...document.querySelectorAll<SVGPathElement>(".react-flow__edge .wire-path")];
    const ends = paths.flatMap((path) =>
      [0, path.getTotalLength()].map((at) => path.getPointAtLength(at).matrixTransform(path.getScreenCTM()!)),
    );
    return {
      loose: ends.filter((end) => apart(end) > 3).length,
      left: Math.min(...boxes.map((box) => box.left)) - pane.left,
      right: pane.right - Math.max(...boxes.map((box) => box.right)),
      sticking: names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
    };
  });
  expect(left).toBeGreaterThan(0);
  expect(Math.abs(left - right)).toBeLessThan(2);
  expect(sticking).toEqual([]);
  expect(loose).toBe(0);

  await editor.drop("softmax-overflow.json", read("softmax-overflow"));
  await expect(editor.reading("loss")).toHaveText("102.0000");
  await expect(editor.card("counts").locator(".card")).toHaveAttribute("data-not-finite", "born");
  await expect(page.locator('[data-not-finite="spread"]')).toHaveCount(2);
  await editor.card("counts").locator(".card-head").tap();
  await editor.button("Inspect").tap();
  await expect(page.locator(".inspect-head")).toContainText(
    "exp(100) = inf at [3]: the first number that is not finite",
  );

  // A hint and the choice of the axes stand above this chart.
  await editor.drop("learning-rate-finder.json", read("learning-rate-finder"));
  await editor.ready();
  await editor.button("Iterate").tap();
  await editor.button("Run").tap();
  await expect(page.locator(".loss-hint")).toBeVisible();
  // The panel begins with the chart's head, however far below the program's cursor is.
  await expect(page.getByLabel("Loss over")).toBeInViewport({ ratio: 1 });
  await expect.poll(async () => (await page.locator(".loss-chart").boundingBox())?.height).toBeGreaterThan(120);
});

test("on a phone the strip above a panel shows close up what that is about, and neither jumps when a training ends", async ({
  editor,
  page,
}) => {
  const graph = new GraphPage(page);
  await editor.open();
  await graph.settled();
  const viewport = page.locator(".react-flow__viewport");
  const { x, y } = await graph.middle(graph.card("hidden"));
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -200);
  await graph.settled();
  const before = (await viewport.getAttribute("style"))!;
  const tab = (name: string): Locator =>
    page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name, exact: true });
  /** How far the middle of a card or a comment is from the strip's, and how large it is shown. */
  const look = (id: string) =>
    page.locator(`.react-flow__node[data-id="${id}"]`).evaluate((node) => {
      const box = node.getBoundingClientRect();
      const strip = node.closest(".canvas")!.getBoundingClientRect();
      return {
        aside: Math.round(Math.abs(box.left + box.right - strip.left - strip.right) / 2),
        readable: box.width / (node as HTMLElement).offsetWidth > 0.6,
        headSeen: box.top >= strip.top && box.top + 24 < strip.bottom,
      };
    });
  const closeUp = { aside: 0, readable: true, headSeen: true };

  await graph.head("hidden").tap();
  await tab("Inspect").tap();
  await expect.poll(() => look("hidden")).toEqual(closeUp);
  // A number is nudged by a finger.
  await page.getByRole("tab", { name: "Why" }).tap();
  const nudge = page.getByRole("group", { name: "Nudge this number" });
  const slider = nudge.getByRole("slider");
  await slider.scrollIntoViewIfNeeded();
  const track = (await slider.boundingBox())!;
  await page.touchscreen.tap(track.x + 0.75 * track.width, track.y + track.height / 2);
  await expect(nudge.locator(".nudge-result")).toContainText(/^\+\d\.\d+ → loss 17\.7697 → 1[78]\./);
  await expect(nudge.locator(".nudge-result")).toBeInViewport();
  // Who looks elsewhere is left there until something is selected.
  const strip = (await page.locator(".canvas").boundingBox())!;
  await page.mouse.move(strip.x + 20, strip.y + strip.height / 2);
  const close = (await viewport.getAttribute("style"))!;
  await page.mouse.wheel(0, 1200);
  // Else what comes next would be before it.
  await expect(viewport).not.toHaveAttribute("style", close);
  await graph.settled();
  const own = (await viewport.getAttribute("style"))!;
  await editor.button("Step").tap();
  await expect(graph.card("view").locator(".run-marks")).toHaveCount(1);
  await expect(viewport).toHaveAttribute("style", own);
  await page.touchscreen.tap(strip.x + strip.width - 40, strip.y + 30);
  const comment = page.getByRole("group", { name: "Comments" }).getByRole("button", { name: /^Three letters in/ });
  await comment.tap();
  await expect.poll(() => look("#1")).toEqual(closeUp);

  await tab("Run").tap();
  await expect.poll(() => look("view")).toEqual(closeUp);
  await editor.button("Step into").tap();
  await expect.poll(() => look("hidden")).toEqual(closeUp);
  const panel = page.locator(".narrow-panel");
  await panel.evaluate((element) => element.scrollTo({ top: 0 }));
  const bar = page.locator(".run-bar");
  const place = await bar.boundingBox();
  await editor.trainTo(5);
  await expect(editor.cursor).toBeVisible();
  await expect(page.getByRole("radio", { name: "linear" })).toBeInViewport({ ratio: 1 });
  expect(await panel.evaluate((element) => element.scrollTop)).toBe(0);

  await tab("Canvas").tap();
  await expect(viewport).toHaveAttribute("style", before);
  // A reason of two lines moves no button.
  await editor.drop("no-optimiser.json", withoutOptimiser(read("notebook-mlp")));
  await expect(editor.note).toContainText("there is nothing to train with");
  expect(await bar.boundingBox()).toEqual(place);
});

/** A graph's text without its optimiser: it has parameters, and nothing that trains them. */
function withoutOptimiser(text: string): string {
  const graph = JSON.parse(text) as { nodes: { id: string; type: string }[]; edges: { to: string }[] };
  return JSON.stringify({
    ...graph,
    nodes: graph.nodes.filter(({ type }) => type !== "sgd"),
    edges: graph.edges.filter(({ to }) => !to.startsWith("sgd.")),
  });
}
