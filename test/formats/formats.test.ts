import { test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { formats, formatThatKeeps } from "../../src/formats/formats.ts";
import { readSource } from "../../src/formats/readSource.ts";
import { sourceOf, sourceOfText } from "../../src/formats/source.ts";
import { exported } from "../../src/session/questions/exported.ts";
import { anyGraph } from "../graph/arbitraryGraph.ts";
import { notebookGraph } from "../session/graphs.ts";
import { opened, train } from "../session/walk.ts";

const nothingOpen = () => Promise.reject(new Error("nothing is asked of the open document"));
const { session } = opened(notebookGraph());
train(session, 1);
const trained = await exported.answer(session, { seedLosses: false });
/** Those that carry the whole graph: what is saved to again and again, and links. */
const whole = formats.filter(({ keeps, prefix }) => keeps !== undefined || prefix !== undefined);

test("file, bundle, link, and link with what was trained carry the whole graph", () => {
  expect(whole.map(({ name }) => name)).toEqual(["link", "trained-link", "bundle", "graph"]);
});

property.prop([anyGraph], { numRuns: 60 })("any graph comes back from each of them as it was", async (graph) => {
  for (const { writes, endings, name } of whole) {
    const { content } = await writes!(graph, () => Promise.resolve({ ...trained, graph }));
    const source =
      typeof content === "string" && endings.length === 0
        ? sourceOfText(content)
        : await sourceOf(new Blob([content]), `some${endings[0]}`);
    const { format, found } = await readSource(source, nothingOpen);
    expect(format.name).toBe(name);
    expect(found.graph).toEqual(graph);
  }
});

test("what a document is saved to again and again is two of them", () => {
  expect([formatThatKeeps("graph").name, formatThatKeeps("training").name]).toEqual(["graph", "bundle"]);
});

test("links of both kinds do not run by themselves, files do", async () => {
  for (const { writes, prefix, endings } of whole) {
    const { content } = await writes!(trained.graph, () => Promise.resolve(trained));
    const source =
      prefix === undefined ? await sourceOf(new Blob([content]), `a${endings[0]}`) : sourceOfText(String(content));
    expect((await readSource(source, nothingOpen)).found.evaluate).toBe(prefix === undefined);
  }
});
