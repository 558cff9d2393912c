import { expect, test } from "vitest";
import { batchGraph, notebookGraph } from "../graphs.ts";
import { fingerprint, opened, settle, train } from "../walk.ts";
import type { CellValue } from "../../../src/protocol/tensorRegion.ts";

const cells: readonly CellValue[] = [
  { index: [1, 0], value: 3.25 },
  { index: [1, 1], value: -0.1 },
];

/** The session as if the parameters had been so all along: opened from a checkpoint that has the numbers. */
function asIfKept(graph = notebookGraph()) {
  const { session } = opened(graph);
  const checkpoint = structuredClone(session.checkpoint());
  checkpoint.parameters["C.C"]!.data.set([3.25, -0.1], 2);
  const other = opened(graph);
  other.session.open(other.session.planOf(graph), true, checkpoint);
  return other.session;
}

test.each([
  ["the notebook's network", notebookGraph()],
  ["a model that learns from batches, of the batch that it drew", batchGraph("24")],
])("the network answers to a number that is written as if it had been there all along: %s", (_, graph) => {
  const { session } = opened(graph);
  const before = session.loss?.loss;
  const was = session.write("C", "C", cells);
  expect(session.loss?.loss).not.toBe(before);
  const expected = asIfKept(graph);
  expect(session.loss?.loss).toBe(expected.loss?.loss);
  train(session, 5);
  train(expected, 5);
  expect(session.loss?.loss).toBe(expected.loss?.loss);
  expect(was.map(({ index }) => index)).toEqual([
    [1, 0],
    [1, 1],
  ]);
});

test("what was there is given, exactly: written again it leads back to every number, and to the same training", () => {
  const { session } = opened(notebookGraph());
  const untouched = opened(notebookGraph()).session;
  const loss = session.loss?.loss;
  session.write("C", "C", session.write("C", "C", cells));
  expect(session.loss?.loss).toBe(loss);
  train(session, 3);
  train(untouched, 3);
  expect(fingerprint(session)).toBe(fingerprint(untouched));
});

test("only what is computed of the parameter runs again", () => {
  const { session } = opened(notebookGraph());
  session.write("output", "b", [{ index: [0], value: 1 }]);
  expect(session.reevaluated).toMatchObject({ nodes: 2 });
});

test("in the middle of a pass the iteration begins anew, and nothing before it can be gone back to", () => {
  const { session } = opened(notebookGraph());
  train(session, 2);
  for (let step = 0; step < 9; step++) session.handle({ type: "step" });
  session.write("C", "C", cells);
  expect(session.state).toMatchObject({ phase: "idle", iteration: 3, cursor: 0 });
  expect(session.progress.graded.size).toBe(0);
  expect(() => session.handle({ type: "stepBack" })).toThrow("nothing from before iteration 3 is kept");
  session.handle({ type: "iterate" });
  session.handle({ type: "stepBack" });
  settle(session);
  expect(session.state.iteration).toBe(3);
});

test("training goes on with what was written", () => {
  const { session } = opened(notebookGraph());
  session.handle({ type: "train", stopAt: 4 });
  session.handle({ type: "tick" });
  session.write("C", "C", cells);
  expect(session.state.phase).toBe("training");
  settle(session);
  expect(session.state.iteration).toBe(5);
});

test.each([
  ["tanh", "out", [0, 0], '"tanh.out" is no parameter: only the numbers of parameters can be changed by hand'],
  ["C", "C", [27, 0], "expected an index into shape [27, 2], got [27, 0]"],
  ["C", "C", [1], "expected an index into shape [27, 2], got [1]"],
  ["C", "C", [0.5, 0], "expected an index into shape [27, 2], got [0.5, 0]"],
])("%s.%s%j is refused, and nothing is changed", (node, name, index, sentence) => {
  const { session } = opened(notebookGraph());
  const print = fingerprint(session);
  expect(() => session.write(node, name, [cells[0]!, { index, value: 0 }])).toThrow(sentence);
  expect(fingerprint(session)).toBe(print);
});
