import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { EditorPage, onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";
import { layoutFaults } from "./layoutFaults.ts";

test.describe("the notebook's graph as it opens", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test("every wire says the shape of what flows through it, by name too", async () => {
    const graph = new GraphPage(shared().page);
    const shapes = {
      "tokenize.words": "32,257 lines",
      "C.ids": "32×3",
      "view.x": "32×3×2",
      "hidden.x": "32×6",
      "tanh.x": "32×100",
      "output.x": "32×100",
      "loss.logits": "32×27",
      "loss.target": "32",
    };
    for (const [to, shape] of Object.entries(shapes)) await expect(graph.wireLabel("", to)).toHaveText(shape);
    await expect(graph.wireLabel("", "view.x")).toHaveAttribute(
      "title",
      /float32 \[32, 3, 2\]: N × block_size × n_embd/,
    );
  });

  test("labels lie on no card and on no other label", async () => {
    const { page } = shared();
    const overlaps = await page.evaluate(() => {
      const boxes = (selector: string): DOMRect[] =>
        [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
      const meet = (a: DOMRect, b: DOMRect): boolean =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      const labels = boxes(".wire-label");
      const cards = boxes(".card");
      return labels.filter((label, i) => [...cards, ...labels.slice(i + 1)].some((other) => meet(label, other))).length;
    });
    expect(overlaps).toBe(0);
    // What lies over the canvas has a ground of its own: a card below it is not read through it.
    for (const name of [".legend", ".react-flow__controls", ".react-flow__minimap"]) {
      const over = page.locator(name);
      if ((await over.count()) > 0) await expect(over).toHaveCSS("background-color", /^rgb\(/);
    }
  });

  test("the legend puts all heatmaps on one scale, and says where it ends", async () => {
    const { page } = shared();
    const scale = page.getByLabel("Scale of the colours");
    await expect(page.locator(".legend-ends")).toHaveText("+max |x|");
    await scale.selectOption("shared");
    // The hidden layer before tanh is the largest in sight.
    await expect(page.locator(".legend-ends")).toHaveText(/^\+\d+(\.\d)?$/);
    await scale.selectOption("own");
    await expect(page.locator(".legend-ends")).toHaveText("+max |x|");
  });

  test("hovering a heatmap's cell tells its index and its value", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const picture = graph.picture("C.out");
    const box = (await picture.boundingBox())!;
    // The first context is three markers: its rows are row 0 of C, which the seed decides.
    await page.mouse.move(box.x + box.width / 12, box.y + 1);
    await expect(page.getByRole("tooltip")).toContainText("[0, 0, 0] = 1.5674");
    await page.mouse.move(box.x + box.width * (3.5 / 6), box.y + 1);
    await expect(page.getByRole("tooltip")).toContainText("[0, 1, 1] = -0.2373");
    await page.mouse.move(box.x + box.width - 1, box.y + box.height - 1);
    await expect(page.getByRole("tooltip")).toContainText(/\[31, 2, 1\] = -?\d+\.\d{4}/);
    await page.mouse.move(box.x + box.width / 2, box.y - 30);
    await expect(page.getByRole("tooltip")).toBeHidden();
  });

  test("the arrow keys tell the cells of the inspector's heatmap", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    await graph.head("C").click();
    const picture = graph.inspector().getByRole("img", { name: /^C\.out, 32 by 3 by 2/ });
    await picture.focus();
    await page.keyboard.press("ArrowRight");
    await expect(graph.inspector().getByRole("status")).toHaveText("[0, 0, 0] = 1.5674");
    await page.keyboard.press("ArrowRight");
    await expect(graph.inspector().getByRole("status")).toHaveText("[0, 0, 1] = -0.2373");
  });
});

test.describe("the canvas", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test.beforeEach(() => new GraphPage(shared().page).openAgain());

  test("the pictures change while the model trains, and gradients appear", async () => {
    const graph = new GraphPage(shared().page);
    await expect(graph.picture("hidden.out", "grad")).toBeHidden();
    await graph.button("Iterate").click();
    await expect(graph.picture("hidden.out", "grad")).toBeVisible();
    await graph.settled();
    const before = await graph.pixels(graph.picture("hidden.out"));
    const gradBefore = await graph.pixels(graph.picture("hidden.out", "grad"));
    expect(new Set(before.split(",")).size).toBeGreaterThan(20);
    await graph.button("Train").click();
    await expect.poll(() => graph.pixels(graph.picture("hidden.out"))).not.toBe(before);
    await expect.poll(() => graph.pixels(graph.picture("hidden.out", "grad"))).not.toBe(gradBefore);
    await graph.button("Pause").click();
  });

  test("a step goes over one card, in amber; the loss stands large on its card", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    await expect(graph.card("loss").getByRole("status")).toHaveText("17.7697");
    await expect(graph.card("C").locator(".card")).toHaveClass(/card-cursor/);
    await graph.button("Step").click();
    await expect(graph.card("view").locator(".card")).toHaveClass(/card-cursor/);
    await expect(page.locator(".card-cursor")).toHaveCount(1);
    await graph.button("Iterate").click();
    await graph.button("Iterate").click();
    await expect(graph.card("loss").getByRole("status")).not.toHaveText("17.7697");
  });

  test("a click outside selects nothing; select all, duplicate, delete and undo", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const place = await graph.emptyPlace();
    await page.mouse.click(place.x, place.y);
    await page.keyboard.press("Control+a");
    await expect(graph.inspector()).toContainText("12 nodes, 2 comments selected");
    await page.keyboard.press("Control+d");
    await expect(graph.cards()).toHaveCount(24);
    await expect(graph.card("hidden_2")).toBeVisible();
    await page.keyboard.press("Delete");
    await expect(graph.cards()).toHaveCount(12);
    await page.keyboard.press("Control+z");
    await expect(graph.cards()).toHaveCount(24);
    await page.keyboard.press("Control+z");
    await expect(graph.cards()).toHaveCount(12);
  });

  test("what is copied can be pasted, with the wires between", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    await graph.head("hidden").click();
    await graph.head("tanh").click({ modifiers: ["Control"] });
    await expect(graph.inspector()).toContainText("2 nodes selected");
    await page.keyboard.press("Control+c");
    await page.keyboard.press("Control+v");
    await expect(graph.cards()).toHaveCount(14);
    await expect(graph.wire("hidden_2.out", "tanh_2.x")).toHaveCount(1);
  });

  test("a comment can be added, written, and holds plain text only", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    await graph.button("Add a comment").click();
    const comment = page.locator(".react-flow__node-comment").last();
    await comment.dblclick();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("<b>bold</b>");
    await page.keyboard.press("Control+Enter");
    await expect(comment).toHaveText(/<b>bold<\/b>/);
    await expect(comment.locator("b")).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect(page.locator(".react-flow__node-comment")).toHaveCount(2);
  });

  test("a card shows less the smaller it is: its fields from near, its shape and its picture, its name and its picture", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const shape = graph.card("hidden").locator(".brief-shape");
    await expect(shape).toHaveText("32×100");
    await expect(graph.setting("hidden", "out")).toBeHidden();
    const ends = await looseEnds(page);
    await graph.zoomTo("hidden");
    await expect(graph.setting("hidden", "out")).toBeVisible();
    await expect(shape).toBeHidden();
    for (let i = 0; i < 8; i++) await graph.button(/zoom out/i).click();
    await expect(shape).toBeHidden();
    await expect(graph.setting("hidden", "out")).toBeHidden();
    await expect(graph.card("hidden").locator(".card-name")).toBeVisible();
    await expect(graph.picture("hidden.out")).toBeVisible();
    // Whatever it shows, a wire ends at its port.
    expect([ends, await looseEnds(page)]).toEqual([0, 0]);
  });

  test("many cards seen from afar are drawn, and can be selected and read out; from near they are cards", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    await new EditorPage(page).drop("many.json", JSON.stringify(manyNodes(160)));
    await expect(graph.card("a159")).toBeVisible();
    await expect(page.locator(".drawn-cards")).toBeVisible();
    await expect(graph.cards()).toHaveCount(160);
    await expect(page.locator(".card")).toHaveCount(0);
    // A rim and a surface where the card is, and a wire at the way to the next one.
    await expect.poll(() => drawnAt(page, "a77")).toBe(true);
    await graph.card("a77").click();
    await expect(page.getByRole("complementary", { name: "Inspector" })).toContainText("a77");
    await graph.card("a78").focus();
    await page.keyboard.press("Enter");
    await expect(graph.card("a78")).toHaveClass(/selected/);
    await expect(graph.card("a78")).toHaveAccessibleName("a78, tanh");
    const { x, y } = await graph.middle(graph.card("a78"));
    await page.mouse.move(x, y);
    for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, -120);
    await expect(graph.head("a78")).toBeVisible();
    await graph.settled();
    await expect(graph.wire("a77.out", "a78.x")).toHaveCount(1);
    expect(await looseEnds(page, '[data-id="a78.x"]')).toBe(0);
    expect(await page.locator(".card").count()).toBeLessThan(40);
  });
});

/** A chain of so many nodes, in rows. */
function manyNodes(count: number): object {
  const nodes = Array.from({ length: count }, (_, at) => ({
    id: `a${at}`,
    ...(at === 0 ? { type: "constant", settings: { values: "1, 2", shape: "2" } } : { type: "tanh" }),
    position: { x: 264 * (at % 16), y: 240 * Math.floor(at / 16) },
  }));
  const edges = nodes.slice(1).map(({ id }, at) => ({ from: `a${at}.out`, to: `${id}.x` }));
  return { format: "wiregrad/graph", version: 2, title: "Many", seed: 1, nodes, edges };
}

/** Whether the drawing has something in the middle of a card, and half way to the card at its right. */
function drawnAt(page: Page, id: string): Promise<boolean> {
  return page.evaluate((node) => {
    const canvas = document.querySelector<HTMLCanvasElement>(".drawn-cards")!;
    const [pane, card] = [canvas, document.querySelector(`[data-id="${node}"]`)!].map((one) =>
      one.getBoundingClientRect(),
    );
    const context = canvas.getContext("2d")!;
    const colours = (x: number, y: number): Set<number> =>
      new Set(new Uint32Array(context.getImageData(x, y, 4, 40).data.buffer));
    const [ground] = colours(0, 0);
    const isDrawn = (x: number, y: number): boolean => [...colours(x, y)].some((colour) => colour !== ground);
    const [x, y] = [card!.x - pane!.x, card!.y - pane!.y];
    return isDrawn(x + card!.width / 2, y) && isDrawn(x + card!.width * 1.2, y - 10);
  }, id);
}

/** How many ends of wires are at no port of those on the page. */
function looseEnds(page: Page, which = ""): Promise<number> {
  return page.evaluate((some) => {
    const ports = [...document.querySelectorAll(".react-flow__handle")].map((port) => port.getBoundingClientRect());
    const paths = [...document.querySelectorAll<SVGPathElement>(`.react-flow__edge${some} .wire-path`)];
    const ends = paths.flatMap((path) =>
      [0, path.getTotalLength()].map((at) => path.getPointAtLength(at).matrixTransform(path.getScreenCTM()!)),
    );
    const apart = ({ x, y }: DOMPoint): number =>
      Math.min(...ports.map((port) => Math.hypot(port.x + port.width / 2 - x, port.y + port.height / 2 - y)));
    // A wire ends four of the canvas's pixels before the middle of its port, at the edge of the dot.
    const zoom = new DOMMatrix(getComputedStyle(document.querySelector(".react-flow__viewport")!).transform).a;
    return ends.filter((end) => apart(end) > 4.25 * zoom).length;
  }, which);
}

// Where nothing was done before, one can see that there is one step to undo: each test leaves nothing to be undone.
test.describe("one undo step", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test.beforeEach(async () => {
    const graph = new GraphPage(shared().page);
    if ((await graph.button(/^Undo/).getAttribute("aria-disabled")) !== "true") await graph.open();
  });

  test("dragging a card while it trains moves it, stops nothing, and is one undo step", async () => {
    // Training takes a core for itself, and the other is shared with another browser: each step waits its turn.
    test.slow();
    const graph = new GraphPage(shared().page);
    await graph.button("Train").click();
    await expect.poll(() => graph.iteration()).toBeGreaterThan(20);
    await graph.settled();
    const before = (await graph.card("sgd").boundingBox())!;
    // On the canvas: the view is fitted anew when a panel beside it goes.
    const place = (): Promise<string> => graph.card("sgd").evaluate(({ style }) => style.transform);
    const placed = await place();
    const at = await graph.middle(graph.head("sgd"));
    await graph.dragTo(graph.head("sgd"), { x: at.x - 160, y: at.y - 60 });
    const during = await graph.iteration();
    await expect.poll(() => graph.iteration()).toBeGreaterThan(during);
    await graph.drop();
    await graph.settled();
    const after = (await graph.card("sgd").boundingBox())!;
    expect(Math.abs(after.x - before.x + 160)).toBeLessThan(12);
    expect(Math.abs(after.y - before.y + 60)).toBeLessThan(12);
    const dropped = await graph.iteration();
    await expect.poll(() => graph.iteration()).toBeGreaterThan(dropped);
    await expect(graph.button("Pause")).toBeVisible();
    await graph.button(/^Undo/).click();
    await expect.poll(place).toBe(placed);
    await expect(graph.button(/^Undo/)).toHaveAttribute("aria-disabled", "true");
    await graph.button("Pause").click();
  });

  test("tidy up is one undo step", async () => {
    const graph = new GraphPage(shared().page);
    await graph.button("Tidy up").click();
    await expect(graph.button(/^Undo/)).not.toHaveAttribute("aria-disabled", "true");
    await graph.button(/^Undo/).click();
    await expect(graph.button(/^Undo/)).toHaveAttribute("aria-disabled", "true");
  });

  test("nodes without positions are laid out, on no other card, and that is no undo step", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const types = ["words", "tokenize", "context", "embedding", "view", "linear", "tanh"];
    const ports = ["words.words", "ids.ids", "x.ids", "out.x", "out.x", "out.x"];
    await graph.paste({
      format: "wiregrad/graph",
      version: 2,
      title: "",
      description: "",
      seed: 1,
      variables: {},
      nodes: types.map((type, i) => ({ id: `p${i}`, type, settings: type === "view" ? { shape: "-1, 6" } : {} })),
      edges: ports.map((port, i) => ({ from: `p${i}.${port.split(".")[0]}`, to: `p${i + 1}.${port.split(".")[1]}` })),
      comments: [],
    });
    await expect(graph.cards()).toHaveCount(19);
    await expect(graph.card("p6")).toHaveCSS("opacity", "1");
    await graph.settled();
    const overlaps = await graph.cards().evaluateAll((cards) => {
      const boxes = cards.map((card) => ({ id: card.dataset["id"], box: card.getBoundingClientRect() }));
      const meet = (a: DOMRect, b: DOMRect): boolean =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return boxes.flatMap((one, i) =>
        boxes.slice(i + 1).flatMap((other) => (meet(one.box, other.box) ? [`${one.id} lies on ${other.id}`] : [])),
      );
    });
    expect(overlaps).toEqual([]);
    await page.keyboard.press("Control+z");
    await expect(graph.cards()).toHaveCount(12);
    await expect(graph.button(/^Undo/)).toHaveAttribute("aria-disabled", "true");
  });
});

test("a card is as high as its own graph has it, however late it is measured, and not as another graph's of its name", async ({
  editor,
  page,
}) => {
  // Measuring waits as long as somebody keeps it from going on, as a busy page does.
  await page.addInitScript(() => {
    const page = globalThis as typeof globalThis & { waiting?: (() => void)[] };
    page.ResizeObserver = class extends ResizeObserver {
      constructor(tell: ResizeObserverCallback) {
        super((entries, observer) => {
          if (page.waiting === undefined) tell(entries, observer);
          else page.waiting.push(() => tell(entries, observer));
        });
      }
    };
  });
  const graph = new GraphPage(page);
  const context = graph.card("context");
  const [before, after] = ["dataset", "learning-rate-finder"].map((name) =>
    readFileSync(new URL(`../../graphs/${name}.json`, import.meta.url), "utf8"),
  );
  await editor.open();
  await editor.drop("before.json", before!);
  await expect(context.locator(".card-lines")).toContainText("5 of 32,257 lines");
  await graph.settled();
  // There its outputs have rows, as their wires lead aside.
  await expect(context.locator(".card-port-row")).toHaveCount(2);
  await page.evaluate(() => Object.assign(globalThis, { waiting: [] }));
  await editor.drop("after.json", after!);
  await expect(context.locator(".card-lines")).toContainText("32,257 of 32,257 lines");
  await page.evaluate(() => {
    const page = globalThis as typeof globalThis & { waiting?: (() => void)[] };
    const { waiting = [] } = page;
    delete page.waiting;
    for (const tell of waiting) tell();
  });
  await graph.settled();
  expect(await layoutFaults(page)).toEqual([]);
});

test("a card of a graph that is opened broken has the room for what is said of it, whatever was open before", async ({
  editor,
  page,
}) => {
  const graph = new GraphPage(page);
  await graph.open();
  // In the graph that is open the node of this name computes.
  const nodes = [
    { id: "tokenize", type: "parameter", settings: { shape: "2, 3" }, position: { x: 0, y: 0 } },
    { id: "hidden", type: "matmul", position: { x: 300, y: 0 } },
  ];
  const edges = ["a", "b"].map((port) => ({ from: "tokenize.out", to: `hidden.${port}` }));
  const broken = { format: "wiregrad/graph", version: 2, title: "Broken", seed: 1, nodes, edges };
  await editor.drop("broken.json", JSON.stringify(broken));
  await expect(graph.card("hidden").locator(".card-notes .card-error-text")).toContainText("mat1 and mat2");
  await graph.settled();
  const cut = await graph
    .card("hidden")
    .locator(".card-notes")
    .evaluate((notes) => notes.scrollHeight - notes.clientHeight);
  expect(cut).toBe(0);
});
