/** Each kernel by itself, at the sizes of the notebook's model: microseconds a call. `-- --mixed` runs float64 and int32 first. */
import { Bench } from "tinybench";
import { expandTensor } from "../../src/tensor/expand.ts";
import { plain as k } from "../../src/tensor/kernels/plain.ts";
import { Generator } from "../../src/tensor/rng/generator.ts";
import { randn_ } from "../../src/tensor/init/randn_.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import type { Shape } from "../../src/tensor/shape.ts";
import { tensorOf, type Tensor } from "../../src/tensor/tensor.ts";

type Five = [Tensor, Tensor, Tensor, Tensor, Tensor];
type Named = readonly (readonly [name: string, run: () => void])[];

function kernels(dtype: DType): Named {
  const generator = new Generator(1);
  const random = (shape: Shape): Tensor => {
    const tensor = tensorOf("float32", shape);
    randn_(tensor, generator);
    return dtype === "float32" ? tensor : tensorOf(dtype, shape, tensor.storage.data);
  };
  const ids = tensorOf("int32", [32, 3]);
  generator.randint(ids.storage.data as Int32Array, 27);
  const target = tensorOf("int32", [32]);
  generator.randint(target.storage.data as Int32Array, 27);
  const [C, W1, b1, W2, b2] = [random([27, 2]), random([6, 100]), random([100]), random([100, 27]), random([27])];
  const [emb, flat, x, h, logits] = [
    [32, 3, 2],
    [32, 6],
    [32, 100],
    [32, 100],
    [32, 27],
  ].map(random) as Five;
  const [demb, dflat, dx, dh, dlogits] = [emb, flat, x, h, logits].map(({ shape }) => random(shape)) as Five;
  const [dC, dW1, db1, dW2, db2] = [C, W1, b1, W2, b2].map(({ shape }) => random(shape)) as Five;
  // Results and sums go where nothing is read, so that the numbers stay as they were drawn.
  const [wide, narrow, logp, loss] = [random([32, 100]), random([32, 27]), random([32, 27]), random([])];
  k.crossEntropy(logits, target, loss, logp);
  const pairs = [C, W1, b1, W2, b2].map((parameter, at) => [parameter, [dC, dW1, db1, dW2, db2][at]!] as const);
  const [b1Rows, b2Rows, db1Rows] = [b1, b2, db1].map((b) => expandTensor(b, [32, b.shape[0]!])) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  return [
    ["embedding 27×2 [32×3]", () => k.embedding(C, ids, demb)],
    ["matmul 32×6 @ 6×100", () => k.matmul(flat, W1, wide)],
    ["add 32×100 + 100", () => k.add(x, b1Rows, wide)],
    ["tanh 32×100", () => k.tanh(x, h)],
    ["matmul 32×100 @ 100×27", () => k.matmul(h, W2, narrow)],
    ["add 32×27 + 27", () => k.add(logits, b2Rows, narrow)],
    ["crossEntropy 32×27", () => k.crossEntropy(logits, target, loss, logp)],
    ["crossEntropyBackward", () => k.crossEntropyBackward(logp, target, loss, narrow)],
    ["matmulBackwardA 32×27 @ 27×100", () => k.matmulBackwardA(dlogits, W2, wide)],
    ["matmulBackwardB 100×32 @ 32×27", () => k.matmulBackwardB(h, dlogits, dW2)],
    ["tanhBackward 32×100", () => k.tanhBackward(h, dh, wide)],
    ["accumulate 32×100", () => k.accumulate(dh, wide)],
    ["accumulate 32×100 into 100", () => k.accumulate(dh, db1Rows)],
    ["matmulBackwardA 32×100 @ 100×6", () => k.matmulBackwardA(dx, W1, dflat)],
    ["matmulBackwardB 6×32 @ 32×100", () => k.matmulBackwardB(flat, dx, dW1)],
    ["embeddingBackward", () => k.embeddingBackward(ids, emb, dC)],
    ["sgd, 3481 parameters", () => pairs.forEach(([parameter, grad]) => k.sgd(parameter, grad, { lr: 1e-9 }))],
    ["fill, 3481 gradients", () => pairs.forEach(([, grad]) => k.fill(grad, 0))],
  ];
}

if (process.argv.includes("--mixed")) {
  const [a, b] = [tensorOf("int32", [4, 5]), tensorOf("int32", [4, 5])];
  for (const [, run] of kernels("float64")) for (let i = 0; i < 2000; i++) run();
  for (let i = 0; i < 2000; i++) {
    k.add(a, b, a);
    k.copy(a, b);
    k.accumulate(a, b);
  }
}

const measured = kernels("float32");
for (let i = 0; i < 1000; i++) for (const [, run] of measured) run();
const bench = new Bench({ time: 200, warmup: false });
for (const [name, run] of measured) bench.add(name, run);
bench.runSync();
for (const { name, result } of bench.tasks) {
  if ("latency" in result) console.log(`${name.padEnd(32)} ${(1000 * result.latency.p50).toFixed(2).padStart(8)} µs`);
}
