import { expect, test } from "vitest";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../kernels.ts";
import { decode, fixture, type Recorded } from "../../fixtures/fixture.ts";
import { difference } from "../../tensor/close.ts";
import { wiredGraph, type WiredNodes } from "../nodes/wiredGraph.ts";
import { findTensor } from "../../program/findTensor.ts";

const recorded = fixture("masked.json") as Readonly<
  Record<string, { readonly losses: readonly Recorded[]; readonly grad: readonly Recorded[] }>
>;

/** A parameter that begins with these numbers: ones and a constant. */
function start(shape: string, values: readonly number[]): WiredNodes {
  return {
    ones: ["parameter", { shape, init: "ones" }],
    rest: ["constant", { shape, values: values.map((value) => value - 1).join(", ") }],
    p: ["add"],
  };
}

const begun = ["ones.out p.a", "rest.out p.b"];
/** The loss: what the mask gives, added up, and the parameter itself. */
const summed: WiredNodes = { of: ["sum"], own: ["sum"], loss: ["add"] };
const sums = ["p.out own.x", "of.out loss.a", "own.out loss.b", "loss.out sgd.loss"];

const graphs = {
  "x > 0": wiredGraph(
    {
      ...start("1, 3", [0.5, -1, 2]),
      mask: ["expression", { formula: "x > 0" }],
      log: ["log"],
      logits: ["add"],
      target: ["constant", { shape: "1", values: "2", dtype: "int32" }],
      loss: ["cross_entropy"],
      sgd: ["sgd", { lr: "1" }],
    },
    ...begun,
    "p.out mask.x",
    "mask.out log.x",
    "p.out logits.a",
    "log.out logits.b",
    "logits.out loss.logits",
    "target.out loss.target",
    "loss.loss sgd.loss",
  ),
  "log(x > 0)": through([1, -1], "1", ["expression", { formula: "x > 0" }], ["log"]),
  "max(x, 0)": through([0, -1, 4], "0.5", ["expression", { formula: "max(x, 0)" }], ["sqrt"]),
  relu: through([0, -1, 4], "0.5", ["relu"], ["sqrt"]),
  "sign(x)": through([0, -1, 4], "0.5", ["expression", { formula: "sign(x)" }], ["log"]),
  "floor(x)": through(
    [0.5, 1.5],
    "0.5",
    ["expression", { formula: "sqrt(floor(x))" }],
    ["expression", { formula: "x" }],
  ),
};

/** A mask, and behind it what has an infinite slope at 0. */
function through(values: readonly number[], lr: string, mask: WiredNodes[string], steep: WiredNodes[string]) {
  return wiredGraph(
    { ...start(String(values.length), values), mask, steep, ...summed, sgd: ["sgd", { lr }] },
    ...begun,
    "p.out mask.x",
    "mask.out steep.x",
    "steep.out of.x",
    ...sums,
  );
}

test.each(Object.entries(graphs))(
  "what %s masks gets no gradient, an infinite one neither, as in PyTorch",
  (name, graph) => {
    const { losses, grad } = recorded[name]!;
    const found: number[] = [];
    const session = new Session(backend, new Map(), ({ loss }) => found.push(loss));
    session.open(session.planOf(graph), true);
    session.handle({ type: "iterate" });
    const ones = findTensor(session.plan!, "ones", "out")!;
    expect(difference([...session.plan!.grads.get(ones)!.storage.data], decode(grad), 1e-6, 0)).toBeNull();
    for (let at = 1; at < losses.length; at++) session.handle({ type: "iterate" });
    expect(difference(found, decode(losses), 1e-6, 0)).toBeNull();
  },
);
