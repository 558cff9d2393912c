import { describe, expect, test } from "vitest";
import { describeNotFinite, findNotFinite } from "../../src/session/notFinite.ts";
import { Session } from "../../src/session/session.ts";
import { plain } from "../../src/tensor/kernels/plain.ts";
import { wiredGraph } from "../program/wiredGraph.ts";
import { notebookGraph } from "./graphs.ts";

function opened(): Session {
  const session = new Session(plain, new Map(), () => undefined);
  session.open(session.planOf(notebookGraph()), true);
  return session;
}

const find = (session: Session) => findNotFinite(session.plan!, session.progress.valued);

describe("the first number that is not finite", () => {
  test("is nowhere in a healthy network", () => {
    expect(find(opened())).toBeNull();
  });

  test("is named with node, op, index and the numbers that made it, and how it has spread", () => {
    const session = opened();
    // A weight so large that the product overflows: hidden is inf, tanh is 1 again, so it spreads no further.
    const weight = session.plan!.parameters.find(({ node, name }) => node === "output" && name === "b")!;
    weight.tensor.storage.data[3] = Number.POSITIVE_INFINITY;
    expect(find(session)).toEqual({
      node: "output",
      op: "sgd",
      index: [3],
      sentence: "sgd made b[3] = inf",
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
    const session = new Session(plain, new Map(), () => undefined);
    session.open(session.planOf(graph), true);
    // The softmax of the masked ones is 0, and of that the logarithm is no choice any more.
    expect(find(session)).toMatchObject({ node: "l", sentence: "log(0) = -inf", spread: [] });
    const { program } = session;
    const at = program!.instructions.findIndex(({ op }) => op === "masked_fill");
    expect(describeNotFinite(program!, at)).toBeNull();
  });

  test("a matrix product, which reads many numbers, only says that it gave it", () => {
    const session = opened();
    const [product] = session.plan!.applied.filter(({ node, op }) => node === "hidden" && op.name === "matmul");
    product!.output.storage.data[0] = Number.NaN;
    expect(find(session)).toMatchObject({ node: "hidden", sentence: "matmul gave nan", index: [0, 0] });
  });
});
