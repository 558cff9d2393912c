/** An optimiser that was edited after it moved a parameter: what was before is worked out by the rule of then. */
import { expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { Session } from "../../../src/session/session.ts";
import { why } from "../../../src/session/questions/why.ts";
import { backend } from "../../fastest.ts";
import { running } from "../../session/running.ts";
import { batchGraph, withSettings } from "../../session/graphs.ts";

const cell = { node: "hidden", port: "W", side: "value", index: [3, 7] } as const;

function open(graph: Graph): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

const edit = (session: Session, graph: Graph): void => session.edit(session.planEdit(graph), {});
const iterate = (session: Session): void => session.handle({ type: "iterate" });
const weight = (session: Session): number =>
  session.plan!.parameters.find(({ node, name }) => node === "hidden" && name === "W")!.tensor.storage.data[307]!;

/** The numbers that Why gives of the last update: what was there, the rate, the gradient. */
function told(session: Session): readonly number[] {
  const steps = why.answer(running(session), { cell }).parts[0]?.steps ?? [];
  const text = (steps.at(-1) ?? []).map((piece) => piece.text).join("");
  return [...text.matchAll(/-?\d+\.\d+/g)].map(([found]) => Number(found));
}

test("of a changed learning rate the one of that update is told, until the next", () => {
  const session = open(batchGraph());
  iterate(session);
  const before = weight(session);
  iterate(session);
  expect(told(session).slice(0, 2)).toEqual([Number(before.toFixed(4)), 0.1]);
  for (const lr of ["5", "0.2", "0.1"]) {
    edit(session, withSettings(batchGraph(), "sgd", { lr }));
    expect(told(session).slice(0, 2)).toEqual([Number(before.toFixed(4)), 0.1]);
  }
  edit(session, withSettings(batchGraph(), "sgd", { lr: "0.2" }));
  const then = weight(session);
  iterate(session);
  expect(told(session).slice(0, 2)).toEqual([Number(then.toFixed(4)), 0.2]);
});

test("the numbers of a Reset are the rule's own", () => {
  const session = open(batchGraph());
  iterate(session);
  iterate(session);
  edit(session, withSettings(batchGraph(), "sgd", { lr: "0.2" }));
  session.handle({ type: "reset" });
  iterate(session);
  expect(told(session)[1]).toBe(0.2);
});

test("of a rule that remembered what the new one does not, one sentence says so", () => {
  const session = open(withSettings(batchGraph(), "sgd", { momentum: "0.9" }));
  iterate(session);
  edit(session, batchGraph());
  const report = why.answer(running(session), { cell });
  expect(report.parts).toEqual([]);
  expect(report.notes.join()).toContain("by a rule that sgd has no more");
});
