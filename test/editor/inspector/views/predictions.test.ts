import { expect, test } from "vitest";
import { predictions } from "../../../../src/editor/inspector/views/predictions.ts";
import { read } from "../../../../src/session/questions/read.ts";
import { Session } from "../../../../src/session/session.ts";
import { backend } from "../../../fastest.ts";
import { running } from "../../../session/running.ts";
import { notebookGraph } from "../../../session/graphs.ts";

function notebookPredictions(iterations: number, ignored = -100) {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(notebookGraph()), true);
  for (let iteration = 0; iteration < iterations; iteration++) session.handle({ type: "iterate" });
  const asked = running(session);
  const logits = read.answer(asked, {
    tensor: { node: "output", port: "out", side: "value" },
    region: { start: [0, 0], size: [32, 27] },
  });
  const targets = read.answer(asked, {
    tensor: { node: "context", port: "y", side: "value" },
    region: { start: [0], size: [32] },
  });
  return { rows: predictions(logits, targets, ignored), loss: session.loss!.loss };
}

test("the mean of minus the logarithms is the loss", () => {
  const { rows, loss } = notebookPredictions(0);
  const mean = rows.reduce((sum, { probability }) => sum - Math.log(probability!), 0) / rows.length;
  expect(mean).toBeCloseTo(loss, 4);
  expect(rows[3]).toMatchObject({ context: "emm", target: "a" });
});

test("after 120 iterations every row that is wrong has the context `...`, as the notebook concludes", () => {
  const wrong = notebookPredictions(120).rows.filter(({ right }) => !right);
  expect(wrong.length).toBeGreaterThan(0);
  expect(new Set(wrong.map(({ context }) => context))).toEqual(new Set(["..."]));
});

test("a row that the loss ignores has no probability and is neither right nor wrong", () => {
  const marker = 0;
  const { rows } = notebookPredictions(0, marker);
  const left = rows.filter(({ probability }) => probability === null);
  expect(left.map(({ target }) => target)).toEqual(new Array(5).fill("."));
  expect(left.some(({ right }) => right)).toBe(false);
});
