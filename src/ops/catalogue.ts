import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { argmax } from "./argmax.ts";
import { batchNorm } from "./batch_norm.ts";
import { cat } from "./cat.ts";
import { clamp } from "./clamp.ts";
import { compare } from "./compare.ts";
import { contiguous } from "./contiguous.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { cumsum } from "./cumsum.ts";
import { div } from "./div.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { eq } from "./eq.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { expression } from "./expression.ts";
import { flatten } from "./flatten.ts";
import { gather } from "./gather.ts";
import { ge } from "./ge.ts";
import { gelu } from "./gelu.ts";
import { gt } from "./gt.ts";
import { index } from "./indexing.ts";
import { layerNorm } from "./layer_norm.ts";
import { le } from "./le.ts";
import { logSoftmax } from "./log_softmax.ts";
import { log } from "./log.ts";
import { lt } from "./lt.ts";
import { maskedFill } from "./masked_fill.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { maximum } from "./maximum.ts";
import { mean } from "./mean.ts";
import { minimum } from "./minimum.ts";
import { mul } from "./mul.ts";
import { ne } from "./ne.ts";
import { neg } from "./neg.ts";
import { oneHot } from "./one_hot.ts";
import type { Op } from "./contract/op.ts";
import { permute } from "./permute.ts";
import { pow } from "./pow.ts";
import { relu } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { select } from "./select.ts";
import { sigmoid } from "./sigmoid.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { sqrt } from "./sqrt.ts";
import { squeeze } from "./squeeze.ts";
import { stack } from "./stack.ts";
import { std } from "./std.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { to } from "./to.ts";
import { transpose } from "./transpose.ts";
import { tril } from "./tril.ts";
import { triu } from "./triu.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { variance } from "./var.ts";
import { view } from "./view.ts";
import { where } from "./where.ts";

/** Holds every op, for what must look at all of them: the contract test, the documentation. */
export const ops: readonly Op[] = [
  abs,
  add,
  argmax,
  batchNorm,
  cat,
  clamp,
  compare,
  contiguous,
  crossEntropy,
  cumsum,
  div,
  dropout,
  embedding,
  eq,
  exp,
  expand,
  expression,
  flatten,
  gather,
  ge,
  gelu,
  gt,
  index,
  layerNorm,
  le,
  log,
  logSoftmax,
  lt,
  maskedFill,
  matmul,
  max,
  maximum,
  mean,
  minimum,
  mul,
  ne,
  neg,
  oneHot,
  permute,
  pow,
  relu,
  reshape,
  select,
  sigmoid,
  slice,
  softmax,
  sqrt,
  squeeze,
  stack,
  std,
  sub,
  sum,
  tanh,
  to,
  transpose,
  tril,
  triu,
  unsqueeze,
  variance,
  view,
  where,
];
