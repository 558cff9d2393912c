import { abs } from "./abs.ts";
import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import { add } from "./add.ts";
import { apply } from "./apply.ts";
import { arange } from "./arange.ts";
import { argmax } from "./argmax.ts";
import { batch } from "./batch.ts";
import { batchNorm } from "./batchNorm.ts";
import { cat } from "./cat.ts";
import { clamp } from "./clamp.ts";
import { compare } from "./compare.ts";
import { eq, ge, gt, le, lt, ne } from "./comparisons.ts";
import { constant } from "./constant.ts";
import { context } from "./context.ts";
import { crossEntropy } from "./crossEntropy.ts";
import { cumsum } from "./cumsum.ts";
import { div } from "./div.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { expression } from "./expression.ts";
import { flatten } from "./flatten.ts";
import { gather } from "./gather.ts";
import { gelu } from "./gelu.ts";
import { getitem } from "./getitem.ts";
import { layerNorm } from "./layerNorm.ts";
import { linear } from "./linear.ts";
import { linspace } from "./linspace.ts";
import { log } from "./log.ts";
import { logSoftmax } from "./logSoftmax.ts";
import { maskedFill } from "./masked_fill.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { maximum } from "./maximum.ts";
import { mean } from "./mean.ts";
import { minimum } from "./minimum.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import type { NodeType } from "./nodeType.ts";
import { oneHot } from "./oneHot.ts";
import { parameter } from "./parameter.ts";
import { permute } from "./permute.ts";
import { pick } from "./pick.ts";
import { pow } from "./pow.ts";
import { relu } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { sample } from "./sample.ts";
import { select } from "./select.ts";
import { sgd } from "./sgd.ts";
import { sigmoid } from "./sigmoid.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { split } from "./split.ts";
import { sqrt } from "./sqrt.ts";
import { squeeze } from "./squeeze.ts";
import { stack } from "./stack.ts";
import { std } from "./std.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { to } from "./to.ts";
import { tokenize } from "./tokenize.ts";
import { transpose } from "./transpose.ts";
import { tril, triu } from "./triangles.ts";
import { unbind } from "./unbind.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { variance } from "./var.ts";
import { view } from "./view.ts";
import { where } from "./where.ts";
import { words } from "./words.ts";

/** Every node type, in the palette's order. A new one is its own file and its line here. */
export const nodeTypes: readonly NodeType[] = [
  words,
  tokenize,
  split,
  context,
  batch,
  constant,
  arange,
  linspace,
  embedding,
  parameter,
  linear,
  batchNorm,
  layerNorm,
  view,
  reshape,
  flatten,
  transpose,
  permute,
  squeeze,
  unsqueeze,
  expand,
  slice,
  select,
  unbind,
  getitem,
  cat,
  stack,
  tanh,
  add,
  sub,
  mul,
  div,
  pow,
  maximum,
  minimum,
  matmul,
  neg,
  exp,
  log,
  sqrt,
  abs,
  relu,
  sigmoid,
  gelu,
  clamp,
  softmax,
  logSoftmax,
  dropout,
  sum,
  mean,
  variance,
  std,
  cumsum,
  max,
  argmax,
  oneHot,
  pick,
  gather,
  to,
  lt,
  le,
  gt,
  ge,
  eq,
  ne,
  where,
  maskedFill,
  tril,
  triu,
  expression,
  compare,
  crossEntropy,
  sgd,
  adam,
  adamw,
  apply,
  sample,
];

const byType: ReadonlyMap<string, NodeType> = new Map(nodeTypes.map((nodeType) => [nodeType.type, nodeType]));

/** The node type of that name, if there is one. */
export function findNodeType(type: string): NodeType | undefined {
  return byType.get(type);
}
