import { expect, test } from "vitest";
import { decodeTrainedLink, encodeTrainedLink } from "../../../src/io/bundle/trainedLink.ts";
import { exported } from "../../../src/session/questions/exported.ts";
import { datasets, smallGraph } from "../../contract/graphs/galleryRecords.ts";
import { notebookGraph, optimizedBy, withSettings } from "../../session/graphs.ts";
import { opened, train } from "../../session/walk.ts";
import type { Graph } from "../../../src/graph/graph.ts";

async function trained(graph: Graph, stopAt: number) {
  const { session } = opened(graph, { texts: datasets });
  train(session, stopAt);
  return exported.answer(session, { seedLosses: false });
}

test.each([
  ["the notebook's 3,481 parameters, after 1,000 iterations", smallGraph("notebook-mlp"), 999],
  ["a model with what Adam remembers of it", optimizedBy("adam", {}), 40],
])("%s fit into a link, bit for bit", async (_what, graph, stopAt) => {
  const all = await trained(graph, stopAt);
  const link = await encodeTrainedLink(all);
  expect(link).toMatch(/^#t1=[A-Za-z0-9_-]+$/);
  expect(link.length).toBeLessThan(64 * 2 ** 10);
  const { graph: read, checkpoint } = await decodeTrainedLink(link);
  expect(read).toEqual(all.graph);
  const { curves: whole, ...numbers } = all.checkpoint;
  const { curves, ...kept } = checkpoint;
  expect(kept).toEqual(numbers);
  // Of a curve there are fewer points, its first and its newest among them.
  const ends = ({ points }: { readonly points: Float64Array }) => [...points.subarray(0, 2), ...points.subarray(-2)];
  expect(curves.map(ends)).toEqual(whole.map(ends));
  expect(Math.max(...curves.map(({ points }) => points.length / 2))).toBeLessThanOrEqual(201);
});

test("what is too large for a link says how large it is, and what to do", async () => {
  const all = await trained(withSettings(notebookGraph(), "hidden", { out: "2000" }), 0);
  await expect(encodeTrainedLink(all)).rejects.toThrow(
    /^what was trained is too large for a link \(3\d\d,\d\d\d characters, at most 65,536 are allowed\); save it as a file and send that$/,
  );
});

test.each([
  ["", "the link carries no graph"],
  ["#g1=abc", "the link carries no graph"],
  ["#t2=abc", "the link was made by a newer Wiregrad"],
  ["#t1=", "the link is cut short: nothing comes after its beginning"],
  ["#t1=abc.", 'the link is damaged: "." does not belong in it'],
  ["#t1=UEsDBA", "the link is cut short or damaged"],
  [`#t1=${"A".repeat(65_537)}`, "the link has 65537 characters, at most 65536 are allowed"],
])("%.12s is refused", async (link, says) => {
  await expect(decodeTrainedLink(link)).rejects.toThrow(says);
});

test("cut short anywhere, or with a byte of another value, it is one sentence", async () => {
  const link = await encodeTrainedLink(await trained(optimizedBy("sgd", { lr: "0.1" }), 1));
  for (const at of [8, 40, 400, 4000, link.length - 1]) {
    await expect(decodeTrainedLink(link.slice(0, at))).rejects.toThrow("the link is cut short or damaged");
  }
});
