import { expect, it } from "vitest";
import { add } from "../../../src/ops/add.ts";
import { crossEntropy } from "../../../src/ops/cross_entropy.ts";
import { embedding } from "../../../src/ops/embedding.ts";
import { matmul } from "../../../src/ops/matmul.ts";
import { tanh } from "../../../src/ops/tanh.ts";
import { view } from "../../../src/ops/view.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { fixture } from "../../fixtures/fixture.ts";
import { difference } from "../../tensor/close.ts";
import { read } from "../../tensor/layouts.ts";
import { applyOp, mapped, zeroGrads, type Named } from "./applyOp.ts";

interface Notebook {
  readonly X: readonly (readonly number[])[];
  readonly Y: readonly number[];
  readonly shapes: Named<readonly number[]>;
  readonly initial: Named<readonly number[]>;
  readonly step0: {
    readonly hidden: readonly number[];
    readonly logits: readonly number[];
    readonly grads: Named<readonly number[]>;
  };
  readonly losses: readonly number[];
}
const notebook = fixture("notebook.json") as Notebook;

it("gives the notebook's first loss, activations and gradients", () => {
  const { shapes, initial, step0, losses } = notebook;
  const { C, W1, b1, W2, b2 } = mapped(initial, (values, name) => tensorOf("float32", shapes[name]!, values));
  const ids = tensorOf("int32", [32, 3], notebook.X.flat());
  const target = tensorOf("int32", [32], notebook.Y);
  const emb = applyOp(embedding, { C: C!, ids });
  const flat = applyOp(view, { x: emb.y }, { shape: [-1, 6] });
  const product1 = applyOp(matmul, { a: flat.y, b: W1! });
  const sum1 = applyOp(add, { a: product1.y, b: b1! });
  const hidden = applyOp(tanh, { x: sum1.y });
  const product2 = applyOp(matmul, { a: hidden.y, b: W2! });
  const logits = applyOp(add, { a: product2.y, b: b2! });
  const loss = applyOp(crossEntropy, { logits: logits.y, target });

  expect(difference(read(hidden.y), step0.hidden)).toBeNull();
  expect(difference(read(logits.y), step0.logits)).toBeNull();
  expect(difference(read(loss.y), losses.slice(0, 1))).toBeNull();

  const parameters = zeroGrads({ C: C!, W1: W1!, b1: b1!, W2: W2!, b2: b2! });
  const inner = zeroGrads(mapped({ emb, flat, product1, sum1, hidden, product2, logits }, ({ y }): Tensor => y));
  loss.backward(tensorOf("float32", [], [1]), { logits: inner.logits! });
  logits.backward(inner.logits!, { a: inner.product2!, b: parameters.b2! });
  product2.backward(inner.product2!, { a: inner.hidden!, b: parameters.W2! });
  hidden.backward(inner.hidden!, { x: inner.sum1! });
  sum1.backward(inner.sum1!, { a: inner.product1!, b: parameters.b1! });
  product1.backward(inner.product1!, { a: inner.flat!, b: parameters.W1! });
  flat.backward(inner.flat!, { x: inner.emb! });
  emb.backward(inner.emb!, { C: parameters.C! });
  for (const [name, grad] of Object.entries(parameters)) {
    expect(difference(read(grad), step0.grads[name]!), name).toBeNull();
  }
});
