import { expect, type Page } from "@playwright/test";
import { test, testInOwnContext, type EditorPage } from "./editorPage.ts";

/* Parts of the program and of its data that cannot be had, and what a reader then sees. */

/** Lets nothing through that matches, until the returned function is called. */
async function withhold(page: Page, address: string): Promise<() => Promise<void>> {
  await page.route(address, (route) => route.abort());
  return () => page.unroute(address);
}

/** The browser says of itself that a file could not be loaded, and nothing else was wrong. */
function expectOnlyMissingFiles(faults: string[]): void {
  expect(faults.filter((fault) => !/Failed to load resource|ERR_FAILED/.test(fault))).toEqual([]);
  faults.length = 0;
}

async function openNotebook(editor: EditorPage): Promise<void> {
  await editor.open();
  await expect(editor.reading("loss")).toHaveText("17.7697");
}

testInOwnContext(
  "a part that cannot be loaded says so in its place, and comes when it can",
  async ({ editor, page, faults }) => {
    await openNotebook(editor);
    const restore = await withhold(page, "**/ValuesTab*.js");
    const restoreHelp = await withhold(page, "**/HelpDialog*.js");
    await editor.card("C").click();
    await page.getByRole("tab", { name: "Values" }).click();
    const told = page.getByRole("alert").filter({ hasText: "The values could not be loaded" });
    await expect(told).toBeVisible();
    await editor.button("Help").click();
    await expect(page.getByRole("dialog", { name: "Not loaded" })).toContainText("The help could not be loaded");
    await page.keyboard.press("Escape");
    // The rest of the page works on.
    await page.keyboard.press("F10");
    await expect(editor.cards).toHaveCount(12);
    await restore();
    await restoreHelp();
    await told.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("tabpanel").getByRole("grid")).toBeVisible();
    await editor.button("Help").click();
    const help = page.getByRole("dialog", { name: "How it works" });
    await expect(help).toContainText(/plain kernels, [\d.]+ GFLOP\/s in a product/);
    await page.keyboard.press("Escape");
    // The SIMD kernels come with the first training, whenever their file is there.
    await editor.trainTo(3);
    await expect(async () => {
      await editor.button("Help").click();
      await expect(help).toContainText(/ GFLOP\/s/);
      const text = await help.textContent();
      await page.keyboard.press("Escape");
      expect(text).toMatch(/SIMD kernels \(fused\), [\d.]+ GFLOP\/s in a product/);
    }).toPass();
    expectOnlyMissingFiles(faults);
  },
);

testInOwnContext(
  "without the engine's file the page says so once, and starts when it can",
  async ({ editor, page, faults }) => {
    const restore = await withhold(page, "**/worker*.js");
    await page.goto("./");
    await expect(editor.note).toHaveText(
      "The engine could not be loaded: you may be offline, or a new version is out.",
    );
    await expect(editor.notices).toHaveCount(1);
    await restore();
    await editor.notices.getByRole("button", { name: "Try again" }).click();
    await expect(editor.reading("loss")).toHaveText("17.7697");
    expectOnlyMissingFiles(faults);
  },
);

testInOwnContext("without its data the graph says so, and goes on when it can", async ({ editor, page, faults }) => {
  const restore = await withhold(page, "**/data/names.txt");
  await page.goto("./");
  await expect(editor.notices).toContainText('the data set "names" could not be loaded');
  await expect(editor.note).toContainText("could not be loaded");
  await restore();
  await editor.notices.getByRole("button", { name: "Try again" }).click();
  await expect(editor.reading("loss")).toHaveText("17.7697");
  expectOnlyMissingFiles(faults);
});

for (const [name, system, choice, ground] of [
  ["of a dark system", "dark", null, "rgb(20, 20, 21)"],
  ["that were chosen dark on a light system", "light", "dark", "rgb(20, 20, 21)"],
  ["that were chosen light on a dark system", "dark", "light", "rgb(248, 248, 246)"],
] as const) {
  testInOwnContext(`the colours ${name} are there before the program is`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system });
    await page.route("**/data/**", (route) => route.continue());
    await page.goto("./favicon.svg");
    await page.evaluate((wanted) => {
      if (wanted !== null) localStorage.setItem("wiregrad/colours", wanted);
    }, choice);
    // The program never comes.
    await page.route("**/assets/*.js", () => new Promise<void>(() => undefined));
    await page.goto("./", { waitUntil: "commit" });
    await expect(page.locator("body")).toHaveCSS("background-color", ground);
    await expect(page.locator("#root")).toBeEmpty();
  });
}

test("a clipboard that does not answer: the link is shown to be copied by hand", async ({ editor, page }) => {
  await page.addInitScript(() => {
    const silent = { writeText: () => new Promise<void>(() => undefined) };
    Object.defineProperty(navigator, "clipboard", { value: silent });
  });
  await openNotebook(editor);
  await editor.button("Share").click();
  await expect(page.getByRole("textbox", { name: "the link to this graph" })).toHaveValue(/#g1=/);
  await page.keyboard.press("Escape");
  await editor.card("C").click();
  await page.getByRole("tab", { name: "Values" }).click();
  await editor.button("Copy as CSV").click();
  await expect(page.getByRole("textbox", { name: /as CSV$/ })).toHaveValue(/^-?\d/);
});

testInOwnContext(
  "what was asked for while its code could not be loaded is tried again by a button, and the page stays",
  async ({ editor, page, faults }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openNotebook(editor);
    const [restoreShare, restoreOpening, restoreBanner] = [
      await withhold(page, "**/share*.js"),
      await withhold(page, "**/openFromLink*.js"),
      await withhold(page, "**/LinkBanner*.js"),
    ];
    const sentence = "A part of the program could not be loaded";
    const again = editor.notices.getByRole("button", { name: "Try again" });
    await editor.button("Share").click();
    await expect(editor.notices).toContainText(sentence);
    await restoreShare();
    await again.click();
    await expect(editor.notices).toContainText("Link copied");
    await editor.closeNotices();

    // A link is opened where one is already, and what is above the canvas comes with code of its own.
    await page.evaluate(async () => {
      location.hash = new URL(await navigator.clipboard.readText()).hash;
    });
    await expect(editor.notices).toContainText(sentence);
    await restoreOpening();
    await again.click();
    const banner = page.getByRole("alert").filter({ hasText: "What is to be known of this graph could not be loaded" });
    await expect(banner).toBeVisible();
    await expect(editor.cards).toHaveCount(12);
    await restoreBanner();
    await banner.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("complementary", { name: "Graph from a link" })).toBeVisible();
    expectOnlyMissingFiles(faults);
  },
);
