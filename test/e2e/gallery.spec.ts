import { expect, type Page } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { canvasFaults } from "./canvasFaults.ts";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";
import { layoutFaults } from "./layoutFaults.ts";

const folder = new URL("../../graphs/", import.meta.url);
/** The screens of notebooks; the third is 1280×720 at 125 %. */
const smaller = [
  { width: 1366, height: 768 },
  { width: 1024, height: 576 },
  { width: 1024, height: 768 },
];
const size = { width: 1440, height: 900 };

const shared = onOnePage((editor) => editor.open());

// Others look at this page after this.
test.afterAll(() => shared().page.setViewportSize(size));

for (const file of readdirSync(folder)) {
  test(`graphs/${file} opens whole, laid out well and to be read, on each screen, before and after some iterations`, async () => {
    const editor = shared();
    const { page } = editor;
    const graph = new GraphPage(page);
    const text = readFileSync(new URL(file, folder), "utf8");
    const { title, nodes, edges } = JSON.parse(text) as { title: string; nodes: unknown[]; edges: unknown[] };
    const faults = async (): Promise<string[]> => [...(await canvasFaults(page)), ...(await layoutFaults(page))];
    await page.setViewportSize(size);
    await editor.drop(file, text);
    await expect(editor.title).toHaveValue(title);
    await expect(graph.cards()).toHaveCount(nodes.length);
    await expect(graph.wires()).toHaveCount(edges.length);
    await editor.ready();
    await graph.settled();
    await expect.poll(faults).toEqual([]);
    // With 2.2 million parameters ten would take a while.
    const isLarge = /\d,\d{3},\d{3} parameters/.test((await page.locator(".saved-parameters").textContent())!);
    await editor.button(isLarge ? "Iterate" : "Run 10 iterations").click();
    const next = isLarge ? /^next: .*, iteration 1, / : /^next: .*, iteration 10, /;
    await expect(page.getByText(next)).toBeVisible({ timeout: 45_000 });
    await graph.settled();
    await expect.poll(faults).toEqual([]);
    if (title === "XOR") await expect.poll(() => lowRows(page)).toEqual([]);
    for (const screen of smaller) {
      await page.setViewportSize(screen);
      await graph.settled();
      await expect.poll(async () => [`at ${screen.width}×${screen.height}`, ...(await faults())]).toHaveLength(1);
    }
  });
}

/** The pictures of few cells whose rows are too low for numbers. */
function lowRows(page: Page): Promise<string[]> {
  return page.locator('.card-brief [data-picture^="value"]').evaluateAll((pictures) =>
    pictures.flatMap((picture) => {
      const [, what = "", rows = "1", columns = "1"] = /(.*), (\d+) by (\d+)$/.exec(picture.ariaLabel ?? "") ?? [];
      const few = Number(rows) * Number(columns) <= 32;
      return few && picture.getBoundingClientRect().height / Number(rows) < 12.5 ? [what] : [];
    }),
  );
}
