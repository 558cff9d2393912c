import { expect } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { onOnePage, test } from "./editorPage.ts";
import { GraphPage } from "./graphPage.ts";
import { layoutFaults } from "./layoutFaults.ts";

const folder = new URL("../../graphs/", import.meta.url);

const shared = onOnePage((editor) => editor.open());

for (const file of readdirSync(folder)) {
  test(`graphs/${file} opens laid out well, before and after a first iteration`, async () => {
    const editor = shared();
    const { page } = editor;
    const graph = new GraphPage(page);
    const text = readFileSync(new URL(file, folder), "utf8");
    const { title, nodes, edges } = JSON.parse(text) as { title: string; nodes: unknown[]; edges: unknown[] };
    await editor.drop(file, text);
    await expect(editor.title).toHaveValue(title);
    await expect(graph.cards()).toHaveCount(nodes.length);
    await expect(graph.wires()).toHaveCount(edges.length);
    await editor.ready();
    await graph.settled();
    expect(await layoutFaults(page)).toEqual([]);
    await expect(editor.button("Iterate")).toBeEnabled();
    await editor.button("Iterate").click();
    await expect(page.getByText(/^next: .*, iteration 1, /)).toBeVisible();
    await graph.settled();
    expect(await layoutFaults(page)).toEqual([]);
  });
}
