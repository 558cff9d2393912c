import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { adam } from "./adam.ts";
import { adamw } from "./adamw.ts";
import { apply } from "./apply.ts";
import { arange } from "./arange.ts";
import { argmax } from "./argmax.ts";
import { batch } from "./batch.ts";
import { batchNorm } from "./batchNorm.ts";
import { cat } from "./cat.ts";
import { compare } from "./compare.ts";
import { constant } from "./constant.ts";
import { context } from "./context.ts";
import { crossEntropy } from "./crossEntropy.ts";
import { div } from "./div.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { exp } from "./exp.ts";
import { expand } from "./expand.ts";
import { expression } from "./expression.ts";
import { gather } from "./gather.ts";
import { gelu } from "./gelu.ts";
import { getitem } from "./getitem.ts";
import { layerNorm } from "./layerNorm.ts";
import { linear } from "./linear.ts";
import { log } from "./log.ts";
import { logSoftmax } from "./logSoftmax.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { mean } from "./mean.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import type { NodeType } from "./nodeType.ts";
import { oneHot } from "./oneHot.ts";
import { parameter } from "./parameter.ts";
import { pick } from "./pick.ts";
import { pow } from "./pow.ts";
import { relu } from "./relu.ts";
import { select } from "./select.ts";
import { sample } from "./sample.ts";
import { sgd } from "./sgd.ts";
import { sigmoid } from "./sigmoid.ts";
import { slice } from "./slice.ts";
import { softmax } from "./softmax.ts";
import { split } from "./split.ts";
import { sqrt } from "./sqrt.ts";
import { stack } from "./stack.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { to } from "./to.ts";
import { tokenize } from "./tokenize.ts";
import { transpose } from "./transpose.ts";
import { unbind } from "./unbind.ts";
import { variance } from "./var.ts";
import { view } from "./view.ts";
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
  embedding,
  parameter,
  linear,
  batchNorm,
  layerNorm,
  view,
  transpose,
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
  matmul,
  neg,
  exp,
  log,
  sqrt,
  abs,
  relu,
  sigmoid,
  gelu,
  softmax,
  logSoftmax,
  dropout,
  sum,
  mean,
  variance,
  max,
  argmax,
  oneHot,
  pick,
  gather,
  to,
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
