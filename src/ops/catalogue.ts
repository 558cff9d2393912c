import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { argmax } from "./argmax.ts";
import { batchNorm } from "./batch_norm.ts";
import { cat } from "./cat.ts";
import { compare } from "./compare.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { div } from "./div.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { expression } from "./expression.ts";
import { gather } from "./gather.ts";
import { gelu } from "./gelu.ts";
import { index } from "./indexing.ts";
import { layerNorm } from "./layer_norm.ts";
import { log } from "./log.ts";
import { logSoftmax } from "./log_softmax.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { mean } from "./mean.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import { oneHot } from "./one_hot.ts";
import type { Op } from "./op.ts";
import { pow } from "./pow.ts";
import { relu } from "./relu.ts";
import { select } from "./select.ts";
import { sigmoid } from "./sigmoid.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { sqrt } from "./sqrt.ts";
import { stack } from "./stack.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { to } from "./to.ts";
import { transpose } from "./transpose.ts";
import { variance } from "./var.ts";
import { view } from "./view.ts";

/** Every op, for what must look at all of them: the contract test, the documentation. */
export const ops: readonly Op[] = [
  abs,
  add,
  argmax,
  compare,
  batchNorm,
  cat,
  crossEntropy,
  div,
  dropout,
  embedding,
  exp,
  expand,
  expression,
  gather,
  gelu,
  index,
  layerNorm,
  log,
  logSoftmax,
  matmul,
  max,
  mean,
  mul,
  neg,
  oneHot,
  pow,
  relu,
  select,
  sigmoid,
  slice,
  softmax,
  sqrt,
  stack,
  sub,
  sum,
  tanh,
  to,
  transpose,
  variance,
  view,
];
