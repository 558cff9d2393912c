import { describe, expect, test } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { birthInResults } from "../../../src/session/notFinite/birth.ts";
import { reportStatus } from "../../../src/session/host/reportStatus.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../fastest.ts";
import { wiredGraph } from "../../contract/nodes/wiredGraph.ts";
import { notebookGraph, withNodes, withSettings } from "../graphs.ts";

function opened(graph: Graph = notebookGraph()): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}

const find = (session: Session) => reportStatus(session, null, null).notFinite;
const losses = (session: Session) => reportStatus(session, null, null).notFiniteLosses;

function iterate(session: Session, times: number): void {
  for (let i = 0; i < times; i++) session.handle({ type: "iterate" });
}

function seek(session: Session, iteration: number): void {
  session.handle({ type: "seek", iteration, cursor: 0 });
  while (session.state.phase === "seeking") session.handle({ type: "tick" });
}

describe("the first number that is not finite", () => {
  test("is nowhere in a healthy network", () => {
    expect(find(opened())).toBeNull();
  });

  test("is named with node, op, index and the numbers that made it, and how it has spread", () => {
    const session = opened();
    // A weight so large that the product overflows: hidden is inf, tanh is 1 again, so it spreads no further.
    const weight = session.plan!.parameters.find(({ node, name }) => node === "output" && name === "b")!;
    weight.tensor.storage.data[3] = Number.POSITIVE_INFINITY;
    // No optimiser has run, so none is to blame.
    expect(find(session)).toEqual({
      node: "output",
      op: "parameter",
      index: [3],
      sentence: "b[3] = inf",
      pass: null,
      iteration: null,
      reachesLoss: false,
      spread: [],
    });
    session.handle({ type: "iterate" });
    expect(find(session)?.spread).toContain("loss");
  });

  test("an op that made it says what it read", () => {
    const session = opened();
    const [sum] = session.plan!.applied.filter(({ node, op }) => node === "hidden" && op.name === "add");
    const product = sum!.inputs["a"]!;
    product.storage.data[105] = 3e38;
    sum!.output.storage.data[105] = Number.POSITIVE_INFINITY;
    const bias = sum!.inputs["b"]!.storage.data[5]!;
    expect(find(session)).toMatchObject({
      node: "hidden",
      op: "add",
      index: [1, 5],
      sentence: `add(3e+38, ${Number(bias.toPrecision(5))}) = inf`,
      spread: [],
    });
  });

  test("is none that a mask is filled with on purpose, and stopping at it does not stop there", () => {
    const graph = wiredGraph(
      { x: ["constant"], m: ["gt", { other: "1" }], f: ["masked_fill", { value: "-inf" }], p: ["softmax"], l: ["log"] },
      "x.out m.a",
      "x.out f.x",
      "m.out f.mask",
      "f.out p.x",
      "p.out l.x",
    );
    const session = new Session(backend, new Map(), () => undefined);
    session.open(session.planOf(graph), true);
    // The softmax of the masked ones is 0, and of that the logarithm is no choice any more.
    expect(find(session)).toMatchObject({ node: "l", sentence: "log(0) = -inf", spread: [] });
    const { program } = session;
    const at = program!.instructions.findIndex(({ op }) => op === "masked_fill");
    expect(birthInResults(program!, at)).toBeNull();
  });

  test("another overflow, beside it, has not spread from it", () => {
    const graph = wiredGraph(
      {
        x: ["constant", { values: "100", shape: "1" }],
        e: ["exp"],
        t: ["neg"],
        y: ["constant", { values: "0", shape: "1" }],
        l: ["log"],
        n: ["neg"],
      },
      "x.out e.x",
      "e.out t.x",
      "y.out l.x",
      "l.out n.x",
    );
    const session = new Session(backend, new Map(), () => undefined);
    session.open(session.planOf(graph), true);
    expect(find(session)).toMatchObject({ node: "e", sentence: "exp(100) = inf", spread: ["t"] });
  });

  test("a matrix product, which reads many numbers, only says that it gave it", () => {
    const session = opened();
    const [product] = session.plan!.applied.filter(({ node, op }) => node === "hidden" && op.name === "matmul");
    product!.output.storage.data[0] = Number.NaN;
    expect(find(session)).toMatchObject({ node: "hidden", sentence: "matmul gave nan", index: [0, 0] });
  });
});

describe("what makes a loss not finite", () => {
  const ruined = (lr: string): Session => opened(withSettings(notebookGraph(), "sgd", { lr }));

  test("is told where it was born, in the forward pass that overflows, not where it spread to", () => {
    const session = ruined("1e38");
    iterate(session, 1);
    expect(find(session)).toBeNull();
    expect(losses(session)).toEqual([]);
    iterate(session, 5);
    const { sentence, ...born } = find(session)!;
    expect(born).toMatchObject({ pass: "forward", iteration: 1, reachesLoss: true });
    expect(["C", "sgd"]).not.toContain(born.node);
    expect(sentence).toMatch(/^matmul gave (-?inf|nan), of numbers as large as \d\.\d+e\+3\d$/);
    expect(born.spread).toContain("C");
    expect(losses(session)).toEqual([{ node: "loss", iteration: 1 }]);
  });

  test("is the update where that made the number", () => {
    const session = ruined("1e39");
    iterate(session, 1);
    const made = { op: "sgd", pass: "update", iteration: 0 };
    expect(find(session)).toMatchObject({ ...made, reachesLoss: false });
    iterate(session, 3);
    expect(find(session)).toMatchObject({ ...made, reachesLoss: true });
    expect(find(session)!.sentence).toMatch(/^sgd made \w+\[[\d, ]+\] = (-?inf|nan)$/);
  });

  test("is the backward pass where a gradient was made so", () => {
    // sqrt has no slope at 0: the loss stays what it is, and its gradient is infinite, or nan.
    const graph = withNodes(
      { ...notebookGraph(), nodes: [], edges: [] },
      [
        ["p", "parameter", { shape: "3", init: "zeros" }],
        ["root", "sqrt", {}],
        ["total", "sum", {}],
        ["sgd", "sgd", { lr: "0.1" }],
      ],
      [
        ["p.out", "root.x"],
        ["root.out", "total.x"],
        ["total.out", "sgd.loss"],
      ],
    );
    const session = opened(graph);
    iterate(session, 1);
    expect(find(session)).toMatchObject({ node: "root", op: "sqrt", pass: "backward", iteration: 0 });
    iterate(session, 2);
    expect(find(session)).toMatchObject({
      node: "root",
      op: "sqrt",
      pass: "backward",
      iteration: 0,
      reachesLoss: true,
    });
    expect(losses(session)).toEqual([{ node: "total", iteration: 1 }]);
  });

  test("is the same after going back, to before it and to after it, and with another name", () => {
    const session = ruined("1e38");
    iterate(session, 6);
    const born = find(session)!;
    seek(session, 1);
    expect([find(session), losses(session)]).toEqual([null, []]);
    seek(session, 5);
    expect([find(session), losses(session)]).toEqual([born, [{ node: "loss", iteration: 1 }]]);
    const { plan } = session;
    const text = JSON.stringify(plan!.graph).replaceAll(`"${born.node}.`, '"other.');
    const renamed = JSON.parse(text.replaceAll(`"id":"${born.node}"`, '"id":"other"')) as Graph;
    session.edit(session.planEdit(renamed), { [born.node]: "other" });
    expect(find(session)).toMatchObject({ node: "other", iteration: 1, sentence: born.sentence });
    session.handle({ type: "reset" });
    expect([find(session), losses(session)]).toEqual([null, []]);
  });

  test("goes once the numbers are finite again, and is no optimiser's where a cell was written", () => {
    const session = opened();
    session.write("output", "b", [{ index: [3], value: Number.NaN }]);
    expect(find(session)).toMatchObject({ op: "parameter", sentence: "b[3] = nan", pass: null, reachesLoss: true });
    expect(losses(session)).toEqual([{ node: "loss", iteration: 0 }]);
    session.write("output", "b", [{ index: [3], value: 0 }]);
    expect([find(session), losses(session)]).toEqual([null, []]);
  });

  test("is known of a checkpoint, and once more when that is left in the middle of an iteration", () => {
    const session = ruined("1e38");
    iterate(session, 6);
    const { plan } = session;
    const reopened = (checkpoint = session.checkpoint()): Session => {
      const again = new Session(backend, new Map(), () => undefined);
      again.open(again.planOf(plan!.graph), true, structuredClone(checkpoint));
      return again;
    };
    const born = find(session);
    expect(born).toMatchObject({ pass: "forward", iteration: 1, reachesLoss: true });
    const again = reopened();
    expect(losses(again)).toEqual([{ node: "loss", iteration: 1 }]);
    expect(find(again)).toMatchObject({ ...born, spread: expect.any(Array) as string[] });
    iterate(again, 2);
    expect(find(again)).toMatchObject({ node: born!.node, iteration: 1 });
    session.handle({ type: "step" });
    expect(find(reopened())).toMatchObject({ node: born!.node, iteration: 1 });

    // What an earlier version kept does not say it: the curve tells the iteration, and the mark claims none.
    const { birth: _, ...older } = session.checkpoint();
    expect(losses(reopened(older))).toEqual([{ node: "loss", iteration: 1 }]);
    expect(find(reopened(older))).toMatchObject({ pass: null, iteration: null, reachesLoss: true });
  });

  test("is none of a checkpoint from before it, taken after it in the same iteration", () => {
    const session = ruined("1e38");
    iterate(session, 1);
    while (losses(session).length === 0) session.handle({ type: "step" });
    expect(session.checkpoint().birth).toBeNull();
  });

  test("is not an infinity that does no harm on the way, as tanh makes 1 of it", () => {
    const session = opened();
    const { plan } = session;
    const [product] = plan!.applied.filter(({ node, op }) => node === "hidden" && op.name === "matmul");
    product!.output.storage.data[0] = Number.POSITIVE_INFINITY;
    expect(find(session)).toMatchObject({ node: "hidden", reachesLoss: false, iteration: null });
  });

  test("is the softmax of a row that is masked throughout, not the mask", () => {
    const graph = wiredGraph(
      {
        x: ["constant"],
        m: ["gt", { other: "-1e9" }],
        f: ["masked_fill", { value: "-inf" }],
        p: ["softmax"],
        total: ["sum"],
      },
      "x.out m.a",
      "x.out f.x",
      "m.out f.mask",
      "f.out p.x",
      "p.out total.x",
    );
    const session = opened(graph);
    expect(find(session)).toMatchObject({
      node: "p",
      sentence: "softmax(-inf) = nan",
      reachesLoss: true,
      iteration: 0,
    });
  });
});
