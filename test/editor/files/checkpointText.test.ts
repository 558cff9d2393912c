import { expect, test } from "vitest";
import {
  bestSentence,
  changesSince,
  checkpointFacts,
  checkpointTitle,
} from "../../../src/editor/files/checkpointText.ts";
import type { CheckpointHead } from "../../../src/editor/keeping/checkpoints/checkpointStorage.ts";
import { writeGraph } from "../../../src/graph/writeGraph.ts";
import { notebookGraph, withSettings } from "../../session/graphs.ts";

const graph = notebookGraph();
const named: CheckpointHead = {
  format: 1,
  id: "1",
  kind: "named",
  name: "good",
  time: new Date(2026, 3, 5, 17, 46, 12).getTime(),
  iteration: 1200,
  loss: 0.313768,
  size: 19_000,
  graph: writeGraph(graph),
};

test("two checkpoints of one loss differ by iteration, second, reason and what was changed since", () => {
  const here = new Date(2026, 3, 5, 18, 0, 0);
  expect(checkpointFacts(named, here)).toMatch(/^iteration 1,200 · loss 0\.3138 · today, .*46:12.* · 19 kB$/);
  expect(checkpointFacts({ ...named, loss: null }, new Date(2026, 3, 6))).toMatch(
    /^iteration 1,200 · .*2026.*, .*46:12/,
  );
  expect(checkpointTitle(named)).toBe("good");
  expect(checkpointTitle({ ...named, kind: "edit", name: "sgd.lr: 0.1 → 0.2" })).toBe("Before: sgd.lr: 0.1 → 0.2");
  expect(checkpointTitle({ ...named, kind: "best", name: "loss" })).toBe("The best of loss");
});

test("what was changed since is told in words, once, and not where it is not known", () => {
  expect(changesSince(named, graph)).toBe("The model is the one that is here; its numbers are those of then.");
  const faster = withSettings(graph, "sgd", { lr: "0.2" });
  const told = changesSince(named, faster)!;
  expect(told).toMatch(/^Changed since: .*lr.*0\.2"\.$/);
  const change = told.slice("Changed since: ".length, -1);
  expect(changesSince({ ...named, kind: "edit", name: change }, faster)).toBe("Changed since: that, and nothing else.");
  const bare = { ...graph, nodes: graph.nodes.slice(0, 3), edges: [] };
  expect(changesSince(named, bare)).toMatch(/^Changed since: [^;]+; [^;]+; [^;]+; \d+ more\.$/);
  const { graph: _text, ...large } = named;
  expect(changesSince(large, graph)).toBeNull();
});

test("the best says where it was, or what to do first", () => {
  expect(bestSentence("loss", null)).toBe('Since the last edit no loss of "loss" was worked out: train first.');
  expect(bestSentence("loss", { iteration: 1119, loss: 0.31377 })).toBe(
    'Since the last edit "loss" was lowest at iteration 1,119: 0.3138. That model is worked out again and kept, in the place of the best that was kept before.',
  );
});
