import { gzipSync } from "node:zlib";
import { expect, type Page, type Response } from "@playwright/test";
import { axeOn } from "./axeOn.ts";
import { EditorPage, onOnePage, test, testInOwnContext } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";

/** Where the readings are when a run is long and fast, and what is seen where the button Undo is. */
const longAndFast = (page: Page, loss: string) =>
  page.evaluate((shownLoss) => {
    const shown = { loss: shownLoss, iteration: "1234567", rate: "23.5k/s" };
    const readings = Object.entries(shown).map(([name, text]) => {
      const reading = document.querySelector<HTMLElement>(`[data-reading="${name}"]`)!;
      return { reading, text, before: reading.textContent, hidden: reading.parentElement!.hidden };
    });
    for (const { reading, text } of readings) [reading.textContent, reading.parentElement!.hidden] = [text, false];
    const boxOf = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().toJSON() as DOMRect;
    const undo = boxOf('[aria-label="Undo"]');
    const found = {
      undo,
      atUndo: document.elementFromPoint(undo.left + 2, undo.top + undo.height / 2)?.closest("button")?.ariaLabel,
      line: boxOf(".readings dl"),
      iteration: boxOf('[data-reading="iteration"]'),
      rate: boxOf('[data-reading="rate"]'),
    };
    for (const { reading, before, hidden } of readings)
      [reading.textContent, reading.parentElement!.hidden] = [before, hidden];
    return found;
  }, loss);

test.describe("the page", () => {
  const shared = onOnePage((editor) => new GraphPage(editor.page).open());

  test.beforeEach(() => new GraphPage(shared().page).openAgain());

  for (const colorScheme of ["light", "dark"] as const) {
    test(`nothing serious for axe to find, ${colorScheme}`, async () => {
      const editor = shared();
      const { page } = editor;
      await page.emulateMedia({ colorScheme });
      await editor.trainTo(10);
      for (const look of ["the page", "the gallery", "the help", "the menu"]) {
        const axe = axeOn(page);
        // What lies behind them was looked at before.
        if (look !== "the page") axe.include("[role=dialog], dialog, [role=menu]");
        // The colours are all that tells the dark page from the light one.
        if (colorScheme === "dark") axe.withRules("color-contrast");
        if (look === "the gallery") {
          await editor.button("Gallery").click();
          await expect(page.getByRole("dialog").getByText("Notebook MLP").first()).toBeVisible();
        }
        if (look === "the help") await page.keyboard.press("?");
        if (look === "the menu") await editor.button("File").click();
        const { violations } = await axe.analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${look}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
        await page.keyboard.press("Escape");
      }
    });
  }

  test("the title is edited in one undo step", async () => {
    const editor = shared();
    await editor.title.fill("Another");
    await editor.title.press("Enter");
    await editor.button("Undo").click();
    await expect(editor.title).toHaveValue("Notebook MLP");
    await editor.button("Redo").click();
    await expect(editor.title).toHaveValue("Another");
  });

  test("what cannot be trained says why, and an edit how many nodes it ran again", async () => {
    const editor = shared();
    const { page } = editor;
    const height = (await page.getByRole("banner").boundingBox())!.height;
    await page.locator('.react-flow__node[data-id="loss"] .card-head').click();
    await page.keyboard.press("Delete");
    await expect(editor.note).toContainText("cannot train");
    await expect(editor.button("Train")).toBeDisabled();
    // All of the reason can be read, and the button too while it is hovered.
    expect(await editor.note.evaluate((note) => note.scrollHeight - note.clientHeight)).toBeLessThanOrEqual(1);
    expect((await page.getByRole("banner").boundingBox())!.height).toBe(height);
    await editor.button("Train").hover();
    const { violations } = await axeOn(page).include(".run-bar").withRules("color-contrast").analyze();
    expect(violations).toEqual([]);
    await editor.button("Undo").click();
    await expect(editor.button("Train")).toBeEnabled();
    await expect(editor.note).toHaveText(/re-ran \d+ of \d+ nodes/);
  });

  test("no two boxes of a long program lie on each other, and it says that it goes on", async () => {
    const editor = shared();
    const { page } = editor;
    await page.locator('.react-flow__node[data-id="loss"] .card-head').click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+d");
    const program = page.getByRole("region", { name: "Program" });
    await expect(program.getByRole("list", { name: "update pass" }).getByRole("listitem")).toHaveCount(2);
    const boxes = await program
      .getByRole("button")
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().toJSON() as DOMRect));
    const meet = (a: DOMRect, b: DOMRect): boolean =>
      a.right > b.left && b.right > a.left && a.bottom > b.top && b.bottom > a.top;
    const meeting = boxes.flatMap((a, index) =>
      boxes.slice(index + 1).flatMap((b) => (meet(a, b) ? [`${JSON.stringify(a)} ${JSON.stringify(b)}`] : [])),
    );
    expect(boxes.length).toBeGreaterThan(20);
    expect(meeting).toEqual([]);
    await expect(program.getByText("scroll for more")).toBeVisible();
    await program.locator(".program-rows").evaluate((rows) => rows.scrollTo({ left: rows.scrollWidth }));
    await expect(program.getByText("scroll back")).toBeVisible();
  });

  test("the readings of a long and fast run lie on no button, and are whole from 1280 pixels on", async () => {
    const { page } = shared();
    const { width: usual, height } = page.viewportSize()!;
    for (const width of [1024, 1239, 1280, 1400]) {
      await page.setViewportSize({ width, height });
      const { undo, atUndo, rate } = await longAndFast(page, "0.2518");
      expect.soft(atUndo, `${width} pixels`).toBe("Undo");
      if (width >= 1280) expect.soft(undo.left - rate.right, `${width} pixels`).toBeGreaterThan(0);
    }
    await page.setViewportSize({ width: usual, height });
  });

  test("at most three notices at once, and Escape closes the newest", async () => {
    const editor = shared();
    const { page } = editor;
    await editor.closeNotices();
    for (const name of ["a", "b", "c", "d"]) await editor.drop(`${name}.json`, "{");
    await expect(editor.notices).toHaveCount(3);
    await expect(editor.notices.last()).toContainText("d.json");
    await page.keyboard.press("Escape");
    await expect(editor.notices).toHaveCount(2);
    await expect(editor.notices.last()).toContainText("c.json");
  });

  test("an empty graph says what to do first, until there is a node", async () => {
    const editor = shared();
    const { page } = editor;
    await editor.button("File").click();
    await page.getByRole("menuitem", { name: "New" }).click();
    const hint = page.getByRole("complementary", { name: "Where to begin" });
    await hint.getByRole("button", { name: "Gallery" }).click();
    await expect(page.getByRole("dialog").getByText("Notebook MLP").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await hint.getByRole("button", { name: "Add Words" }).click();
    await expect(editor.cards).toHaveCount(1);
    await expect(hint).toHaveCount(0);
  });

  test("the minimap covers no card of the gallery, and is there when some are out of sight", async () => {
    const editor = shared();
    const { page } = editor;
    const minimap = page.getByRole("img", { name: "Minimap" });
    for (const title of ["Notebook MLP", "Names MLP"]) {
      await editor.button("Gallery").click();
      await page.getByRole("dialog").getByRole("button", { name: title }).click();
      await editor.ready();
      await expect(page.locator(".wire-label").first()).toBeVisible();
      await expect(minimap).toHaveCount(0);
    }
    for (let time = 0; time < 6; time++) await page.getByRole("button", { name: "Zoom In" }).click();
    await expect(minimap).toBeVisible();
  });

  test("what was chosen for a graph's training stays with that graph", async () => {
    const editor = shared();
    const { page } = editor;
    const stop = page.getByRole("spinbutton", { name: "stop at iteration" });
    await stop.fill("2");
    await editor.button("Train").click();
    await expect(editor.reading("iteration")).toHaveText("2");
    await editor.card("context").locator(".card-head").click();
    const side = page.getByRole("complementary", { name: "Inspector" });
    await side.evaluate((panel) => panel.scrollTo(0, panel.scrollHeight));
    await editor.card("sgd").locator(".card-head").click();
    await expect.poll(() => side.evaluate((panel) => panel.scrollTop)).toBe(0);
    await editor.button("Gallery").click();
    await page.getByRole("dialog").getByRole("button", { name: /^XOR/ }).click();
    await expect(editor.title).toHaveValue("XOR");
    await expect(stop).toHaveValue("");
  });

  // Last: the next would find other colours.
  test("the theme is remembered, and a closed panel, which leaves the tab order", async () => {
    const editor = shared();
    const { page } = editor;
    await page.emulateMedia({ colorScheme: "light" });
    const root = page.locator("html");
    await expect(root).toHaveAttribute("data-colours", "light");
    await page.getByRole("button", { name: "Theme: as the system" }).click();
    await page.getByRole("button", { name: "Theme: light" }).click();
    await expect(root).toHaveAttribute("data-colours", "dark");
    await expect(page.getByPlaceholder("Search nodes")).toBeVisible();
    const edge = page.getByRole("separator", { name: "Node list" });
    await edge.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByPlaceholder("Search nodes")).toHaveCount(0);
    await page.reload();
    await expect(root).toHaveAttribute("data-colours", "dark");
    await editor.ready();
    await expect(page.getByPlaceholder("Search nodes")).toHaveCount(0);
    await edge.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByPlaceholder("Search nodes")).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the readings of a long and fast run are whole", async ({ editor, page }) => {
    await editor.open();
    for (const width of [320, 360, 390, 430]) {
      await page.setViewportSize({ width, height: 844 });
      for (const loss of ["17.7697", "1.234e-5"]) {
        const { line, iteration, rate } = await longAndFast(page, loss);
        expect.soft(iteration.right, `${width} pixels`).toBeLessThan(rate.left);
        expect.soft(rate.right, `${width} pixels`).toBeLessThanOrEqual(line.right);
        expect.soft(rate.bottom, `${width} pixels`).toBeLessThanOrEqual(line.bottom);
        expect.soft(line.right, `${width} pixels`).toBeLessThanOrEqual(width - 8);
      }
      // Words leave less room: then the rate is not seen at all.
      const { line, rate } = await longAndFast(page, "minus infinite");
      expect.soft(rate.right <= line.right || rate.top >= line.bottom, `${width} pixels`).toBe(true);
    }
  });

  test("nothing overflows, the run controls are always in reach, and it steps, with every name whole, and trains", async ({
    editor,
    page,
  }) => {
    await editor.open();
    for (const next of ["view", "hidden", "tanh"]) {
      await editor.button("Step").tap();
      await expect(page.locator(".card-cursor .card-name")).toHaveText(next);
    }
    const cut = page.locator(".card-name").evaluateAll((names) => {
      return names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent);
    });
    expect(await cut).toEqual([]);
    for (const tab of ["Canvas", "Nodes", "Inspect", "Run"]) {
      await page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name: tab }).click();
      for (const name of ["Train", "Iterate", "Step", "Reset"])
        await expect(editor.button(name)).toBeInViewport({ ratio: 1 });
      await expect(editor.reading("loss")).toBeInViewport({ ratio: 1 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
    }
    await editor.trainTo(119);
    await expect(editor.reading("loss")).toHaveText("0.3138");
    // A long fault touches neither the buttons above it nor the tabs below it.
    const nodes = ["the_left_factor_of_the_product", "the_right_factor_of_the_product"].map((id, at) => ({
      id,
      type: "parameter",
      settings: { shape: `${at + 2}, ${at + 2}` },
    }));
    const [a, b] = nodes.map(({ id }) => `${id}.out`);
    const product = { id: "the_product_of_the_two_factors_that_do_not_fit", type: "matmul" };
    const edges = [
      { from: a, to: `${product.id}.a` },
      { from: b, to: `${product.id}.b` },
    ];
    const long = { format: "wiregrad/graph", version: 2, title: "Long", seed: 1, nodes: [...nodes, product], edges };
    await editor.drop("long.json", JSON.stringify(long));
    await expect(editor.note).toContainText("the_product_of_the_two_factors_that_do_not_fit");
    expect((await editor.note.textContent())!.length).toBeGreaterThan(100);
    const [buttons, note, tabs] = await Promise.all(
      [editor.button("Train"), editor.note, page.getByRole("navigation", { name: "Panels" })].map((one) =>
        one.boundingBox(),
      ),
    );
    expect(note!.y).toBeGreaterThanOrEqual(buttons!.y + buttons!.height + 4);
    expect(note!.y + note!.height).toBeLessThanOrEqual(tabs!.y - 4);
  });
});

testInOwnContext(
  "its JavaScript is small, and what it calls saved outlasts a session that dies and a page that is ended without a word",
  async ({ editor, page, context, faults }) => {
    await test.step("the first screen's JavaScript, the session's too, is at most 350 kB gzipped", async () => {
      const scripts = new Map<string, Promise<Buffer>>();
      const take = (response: Response) => {
        if (response.url().endsWith(".js")) scripts.set(response.url(), response.body());
      };
      context.on("response", take);
      await editor.open();
      await expect(editor.reading("loss")).toHaveText("17.7697");
      await page.waitForLoadState("networkidle");
      // The page that is closed further down takes the bodies with it.
      context.off("response", take);
      expect([...scripts.keys()].some((url) => url.includes("worker"))).toBe(true);
      let bytes = 0;
      for (const body of scripts.values()) bytes += gzipSync(await body).length;
      // The rest is no less true when this is not.
      expect.soft(bytes).toBeLessThanOrEqual(350_000);
    });

    await test.step("a session that dies is started again from the last saved state", async () => {
      await editor.trainTo(40);
      await editor.saved();
      await page.workers()[0]!.evaluate(() => {
        setTimeout(() => {
          throw new Error("planted fault");
        });
      });
      await expect(editor.notices).toContainText("planted fault");
      await expect(page.getByRole("table")).toContainText("40");
      await editor.trainTo(119);
      await expect(editor.reading("loss")).toHaveText("0.3138");
      faults.length = 0;
    });

    await test.step("what it calls saved is there when the page was ended without a word", async () => {
      await editor.trainTo(125);
      await editor.title.fill("Kept");
      await editor.title.press("Enter");
      await editor.saved();
      await page.close({ runBeforeUnload: false });
      const again = new EditorPage(await context.newPage());
      await again.open();
      await expect(again.title).toHaveValue("Kept");
      await expect(again.page.getByRole("table")).toContainText("125");
    });
  },
);

test("without storage it says so once, and works", async ({ editor, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "indexedDB", {
      value: {
        open: () => {
          throw new Error("no storage here");
        },
      },
    });
  });
  await editor.open();
  await expect(page.getByText("could not save")).toBeVisible();
  await expect(editor.notices).toHaveCount(1);
  await expect(editor.notices).toContainText("save it as a file");
  await editor.trainTo(119);
  await expect(editor.reading("loss")).toHaveText("0.3138");
});
