import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { EditorPage } from "./editorPage.ts";

const notebook = readFileSync(new URL("../../graphs/notebook-mlp.json", import.meta.url), "utf8");

/** The editor as its reader has it: cards by their names, ports by theirs, real pointers and keys. */
export class GraphPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page with the notebook's graph, as somebody who has seen the first hint. */
  async open(): Promise<void> {
    const seen = await this.page.addInitScript(() => localStorage.setItem("wiregrad/hint", "seen"));
    await this.page.goto("./");
    await seen.dispose();
    await new EditorPage(this.page).ready();
    await expect(this.cards()).toHaveCount(12);
    await this.settled();
  }

  /** Opens the notebook's graph anew, on a page on which something was done. */
  async openAgain(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.evaluate(() => {
      const type = (name: string, text: string): void => {
        const field = document.querySelector<HTMLInputElement>(name)!;
        if (field.value === text) return;
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(field, text);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      };
      type(".stop-field input", "");
      type(".palette-search input", "what was open before");
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    });
    await new EditorPage(this.page).drop("notebook-mlp.json", notebook);
    // The same graph was there before: that it is opened is told by the search, which then begins anew.
    await this.page.waitForFunction(
      () =>
        document.querySelector<HTMLInputElement>(".palette-search input")?.value === "" &&
        document.querySelectorAll(".react-flow__node-card").length === 12 &&
        document.querySelector('.wire-label[data-wire="loss.logits"]')?.textContent === "32×27",
      null,
      { timeout: 15_000 },
    );
    await this.settled();
  }

  card(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  /** A card's title, where it can be taken hold of. */
  head(id: string): Locator {
    return this.card(id).locator(".card-head");
  }

  cards(): Locator {
    return this.page.locator(".react-flow__node-card");
  }

  port(end: "input" | "output", node: string, port: string): Locator {
    return this.page.getByRole("img", { name: new RegExp(`^${end} ${port} of ${node}:`) });
  }

  wire(from: string, to: string): Locator {
    return this.page.getByRole("group", { name: `wire from ${from} to ${to}`, exact: true });
  }

  wires(): Locator {
    return this.page.locator(".react-flow__edge");
  }

  wireLabel(_from: string, to: string): Locator {
    return this.page.locator(`.wire-label[data-wire="${to}"]`);
  }

  /** The room for a heatmap on a card. */
  picture(tensor: string, side: "value" | "grad" = "value"): Locator {
    return this.page.locator(`.card-picture[data-picture="${side} ${tensor}"]`);
  }

  /** Zooms in at a card until cards are shown whole, with the fields of their settings. */
  async zoomTo(id: string): Promise<void> {
    const { x, y } = await this.middle(this.head(id));
    const pane = (await this.page.locator(".react-flow__pane").boundingBox())!;
    // In the corner below is the minimap as soon as something is out of sight, and takes the wheel.
    await this.page.mouse.move(Math.min(x, pane.x + pane.width - 190), Math.min(y, pane.y + pane.height - 150));
    const zoomIn = async (): Promise<boolean> => {
      const whole = (await this.page.locator(".canvas-full").count()) > 0;
      if (!whole) await this.page.mouse.wheel(0, -60);
      return whole;
    };
    await expect.poll(zoomIn, { intervals: [100] }).toBe(true);
    await this.settled();
  }

  /** A field on a card that is shown whole. */
  setting(node: string, name: string): Locator {
    return this.card(node).getByLabel(name, { exact: true });
  }

  inspector(): Locator {
    return this.page.locator(".inspect");
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  hint(): Locator {
    return this.page.locator(".wiring-hint");
  }

  async middle(locator: Locator): Promise<{ x: number; y: number }> {
    const box = await locator.boundingBox();
    if (box === null) throw new Error(`${String(locator)} is not on the screen`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Presses on one thing and moves, in steps as a hand does, to another; without letting go. */
  async dragTo(from: Locator, to: Locator | { x: number; y: number }): Promise<void> {
    const start = await this.middle(from);
    const end = "x" in to ? to : await this.middle(to);
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move(start.x + 6, start.y + 6);
    await this.page.mouse.move(end.x, end.y, { steps: 12 });
  }

  async drop(): Promise<void> {
    await this.page.mouse.up();
  }

  /** Draws a wire and lets go of it. */
  async draw(from: Locator, to: Locator | { x: number; y: number }): Promise<void> {
    await this.dragTo(from, to);
    await this.drop();
  }

  /** A place of the canvas where nothing is, in the middle of its lower edge. */
  async emptyPlace(): Promise<{ x: number; y: number }> {
    const found = await this.page.evaluate(() => {
      const pane = document.querySelector(".react-flow__pane")!;
      const box = pane.getBoundingClientRect();
      for (let y = box.bottom - 90; y > box.top + 40; y -= 20) {
        for (let x = box.left + 220; x < box.right - 260; x += 20) {
          const clear = [-40, 0, 40].every((dx) =>
            [-30, 0, 30].every((dy) => document.elementFromPoint(x + dx, y + dy) === pane),
          );
          if (clear) return { x, y };
        }
      }
      return null;
    });
    if (found === null) throw new Error("the canvas has no empty place");
    return found;
  }

  /** Waits until cards and the viewport rest: they are as they were six frames before. */
  async settled(): Promise<void> {
    // All in the page: a look from here would cost more, and come later.
    const rests = await this.page.evaluate(async () => {
      const look = (): string =>
        [...document.querySelectorAll<HTMLElement>(".react-flow__node, .react-flow__viewport")]
          .map((element) => `${element.style.transform} ${element.offsetHeight}`)
          .join();
      let before = look();
      for (const end = performance.now() + 15_000; performance.now() < end;) {
        for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame);
        const now = look();
        if (now === before) return true;
        before = now;
      }
      return false;
    });
    expect(rests, "cards and the viewport come to rest").toBe(true);
  }

  /** Pastes a graph, as from another program. */
  async paste(file: object): Promise<void> {
    await this.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, JSON.stringify(file));
  }

  /** The overlay's pixels in the middle of a picture, as one text. */
  async pixels(picture: Locator): Promise<string> {
    const box = await picture.boundingBox();
    if (box === null) return "";
    return this.page.evaluate(({ x, y, width, height }) => {
      const canvas = document.querySelector<HTMLCanvasElement>(".heatmap-overlay")!;
      const { left, top } = canvas.getBoundingClientRect();
      const ratio = devicePixelRatio;
      const data = canvas
        .getContext("2d")!
        .getImageData((x - left) * ratio, (y - top) * ratio, width * ratio, height * ratio).data;
      return Array.from(data).join();
    }, box);
  }

  async iteration(): Promise<number> {
    return Number(await this.page.locator('[data-reading="iteration"]').textContent());
  }
}
