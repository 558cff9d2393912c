import type { Plan } from "../../src/program/plan/plan.ts";
import { bytesOf, type Memory } from "../../src/program/run/memory.ts";
import { expandTensor } from "../../src/tensor/expand.ts";
import { plain as k } from "../../src/tensor/kernels/plain.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";

/** The notebook's iteration as one would write it by hand: the same kernels on the same tensors, nothing between. */
export function bareIteration(plan: Plan, memory: Memory): () => void {
  const y = (node: string, op: string): Tensor =>
    plan.applied.find((applied) => applied.node === node && applied.op.name === op)!.output;
  const d = (tensor: Tensor): Tensor => plan.grads.get(tensor)!;
  const p = (node: string, name: string): Tensor =>
    plan.parameters.find((parameter) => parameter.node === node && parameter.name === name)!.tensor;
  const constant = (rank: number): Tensor => plan.constants.find(({ tensor }) => tensor.shape.length === rank)!.tensor;
  const [X, Y, C] = [constant(2), constant(1), p("C", "C")];
  const [W1, b1, W2, b2] = [p("hidden", "W"), p("hidden", "b"), p("output", "W"), p("output", "b")];
  const [emb, view] = [y("C", "embedding"), y("view", "view")];
  const [xW1, h0, h] = [y("hidden", "matmul"), y("hidden", "add"), y("tanh", "tanh")];
  const [hW2, logits, loss] = [y("output", "matmul"), y("output", "add"), y("loss", "cross_entropy")];
  const logProbabilities = plan.applied.find(({ node }) => node === "loss")!.saved["logProbabilities"]!;
  const [b1Rows, b2Rows] = [expandTensor(b1, h0.shape), expandTensor(b2, logits.shape)];
  const [db1Rows, db2Rows] = [expandTensor(d(b1), h0.shape), expandTensor(d(b2), logits.shape)];
  const dview: Tensor = { ...d(view), shape: emb.shape, stride: emb.stride };
  const grads = bytesOf(memory, memory.grads);
  const updates = [C, W1, b1, W2, b2].map((parameter) => [parameter, d(parameter)] as const);
  const options = { lr: 0.1 };
  return () => {
    k.embedding(C, X, emb);
    k.matmul(view, W1, xW1);
    k.add(xW1, b1Rows, h0);
    k.tanh(h0, h);
    k.matmul(h, W2, hW2);
    k.add(hW2, b2Rows, logits);
    k.crossEntropy(logits, Y, loss, logProbabilities);
    grads.fill(0);
    d(loss).storage.data[0] = 1;
    k.crossEntropyBackward(logProbabilities, Y, d(loss), d(logits));
    k.accumulate(d(logits), d(hW2));
    k.accumulate(d(logits), db2Rows);
    k.matmulBackwardA(d(hW2), W2, d(h));
    k.matmulBackwardB(h, d(hW2), d(W2));
    k.tanhBackward(h, d(h), d(h0));
    k.accumulate(d(h0), d(xW1));
    k.accumulate(d(h0), db1Rows);
    k.matmulBackwardA(d(xW1), W1, d(view));
    k.matmulBackwardB(view, d(xW1), d(W1));
    k.accumulate(dview, d(emb));
    k.embeddingBackward(X, d(emb), d(C));
    for (const [parameter, grad] of updates) k.sgd(parameter, grad, options);
  };
}
