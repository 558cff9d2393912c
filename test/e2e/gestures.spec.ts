import { expect, type CDPSession } from "@playwright/test";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

test.describe("a mouse whose button was let go unheard", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  /** What the browser tells of a pointer that comes back with no button pressed. */
  const moveUnpressed = async (devtools: CDPSession, x: number, y: number): Promise<void> => {
    await devtools.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y, button: "none", buttons: 0 });
  };

  test("a card, the canvas and a wire follow it no longer", async () => {
    const { page } = shared();
    const graph = new GraphPage(page);
    const devtools = await page.context().newCDPSession(page);
    const { x, y } = await graph.emptyPlace();

    await graph.dragTo(graph.head("sgd"), { x, y });
    await moveUnpressed(devtools, x + 60, y);
    await graph.settled();
    const card = await graph.card("sgd").boundingBox();
    await moveUnpressed(devtools, x + 120, y - 40);
    await graph.settled();
    expect(await graph.card("sgd").boundingBox()).toEqual(card);
    // Playwright believes that its button is still down.
    await page.mouse.up();
    await page.keyboard.press("Control+z");

    await graph.dragTo(graph.port("output", "tanh", "out"), await graph.emptyPlace());
    await expect(page.locator(".react-flow__connection")).toHaveCount(1);
    await moveUnpressed(devtools, x, y);
    await expect(page.locator(".react-flow__connection")).toHaveCount(0);
    await expect(page.getByRole("dialog", { name: "Add a node here" })).toHaveCount(0);
    await page.mouse.up();

    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 50, y - 30, { steps: 3 });
    await moveUnpressed(devtools, x - 60, y - 30);
    await graph.settled();
    const view = await graph.card("loss").boundingBox();
    await moveUnpressed(devtools, x - 160, y - 60);
    await graph.settled();
    expect(await graph.card("loss").boundingBox()).toEqual(view);
    await page.mouse.up();
    await devtools.detach();
  });

  test("what says where a file can be dropped goes with the drag, however that ends", async () => {
    const { page } = shared();
    const drag = (type: string): Promise<boolean> =>
      page.evaluate((name) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["a"], "a.txt", { type: "text/plain" }));
        return document.body.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
      }, type);
    const overlay = page.locator(".drop-target");
    await drag("dragover");
    await expect(overlay).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(overlay).toHaveCount(0);
    await drag("dragover");
    await expect(overlay).toBeVisible();
    await page.mouse.click(700, 300);
    await expect(overlay).toHaveCount(0);
    await drag("dragover");
    await expect(overlay).toBeVisible();
    await expect(overlay).toHaveCount(0);
  });
});

test.describe("fingers", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("one on a title moves its card, two zoom on a card too, a second one gives a wire up", async ({ page }) => {
    const graph = new GraphPage(page);
    await graph.open();
    const devtools = await page.context().newCDPSession(page);
    type Finger = readonly [number, number];
    const touch = async (type: "touchStart" | "touchMove" | "touchEnd", fingers: readonly Finger[]): Promise<void> => {
      const touchPoints = fingers.map(([x, y], id) => ({ x, y, id, radiusX: 10, radiusY: 10, force: 1 }));
      await devtools.send("Input.dispatchTouchEvent", { type, touchPoints });
      // As a hand does: a frame between one place and the next.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    };
    const zoom = (): Promise<number> =>
      page.evaluate(
        () => new DOMMatrix(document.querySelector<HTMLElement>(".react-flow__viewport")!.style.transform).a,
      );
    const wireDrawn = page.locator(".react-flow__connection");

    // The port of tanh is at its top, in the middle; the place of its breakpoint at the left corner.
    for (const share of [0.5, 0.06]) {
      const before = (await graph.head("tanh").boundingBox())!;
      const [x, y] = [before.x + before.width * share, before.y + before.height / 2];
      await touch("touchStart", [[x, y]]);
      for (let step = 1; step <= 5; step++) await touch("touchMove", [[x, y + step * 8]]);
      await expect(wireDrawn).toHaveCount(0);
      await touch("touchEnd", []);
      await expect.poll(async () => (await graph.head("tanh").boundingBox())!.y).toBeGreaterThan(before.y + 8);
      await graph.settled();
      const after = (await graph.head("tanh").boundingBox())!;
      await touch("touchStart", [[after.x + after.width * share, after.y + after.height / 2]]);
      await touch("touchEnd", []);
      await expect(graph.card("tanh")).toHaveClass(/selected/);
      await expect(page.locator('.breakpoint-dot[data-state="on"]')).toHaveCount(0);
    }

    const card = (await graph.card("hidden").boundingBox())!;
    const middle = card.x + card.width / 2;
    const y = card.y + card.height / 2;
    const zoomBefore = await zoom();
    await touch("touchStart", [[middle - 8, y]]);
    await touch("touchMove", [[middle - 10, y]]);
    await touch("touchStart", [
      [middle - 10, y],
      [middle + 10, y],
    ]);
    for (let apart = 12; apart <= 20; apart += 2) {
      await touch("touchMove", [
        [middle - apart, y],
        [middle + apart, y],
      ]);
    }
    await touch("touchEnd", []);
    await expect.poll(zoom).toBeGreaterThan(zoomBefore * 1.4);
    await graph.settled();
    expect(await zoom()).toBeLessThan(zoomBefore * 2.6);

    const port = await graph.middle(graph.port("output", "hidden", "out"));
    await touch("touchStart", [[port.x, port.y]]);
    for (let step = 1; step <= 4; step++) await touch("touchMove", [[port.x + 2 * step, port.y + 12 * step]]);
    await expect(wireDrawn).toHaveCount(1);
    const end: Finger = [port.x + 8, port.y + 48];
    await touch("touchStart", [end, [40, 500]]);
    await expect(wireDrawn).toHaveCount(0);
    await touch("touchEnd", [end]);
    await touch("touchEnd", []);
    await expect(page.getByRole("dialog", { name: "Add a node here" })).toHaveCount(0);
    await expect(graph.wires()).toHaveCount(13);
    await devtools.detach();
  });
});
