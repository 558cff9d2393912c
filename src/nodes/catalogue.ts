import type { NodeType } from "./contract/nodeType.ts";
import type { Role } from "./contract/role.ts";
import { abs } from "./types/abs.ts";
import { adam } from "./types/adam.ts";
import { adamw } from "./types/adamw.ts";
import { add } from "./types/add.ts";
import { apply } from "./types/apply.ts";
import { arange } from "./types/arange.ts";
import { argmax } from "./types/argmax.ts";
import { batchNorm } from "./types/batch_norm.ts";
import { batch } from "./types/batch.ts";
import { cat } from "./types/cat.ts";
import { clamp } from "./types/clamp.ts";
import { compare } from "./types/compare.ts";
import { constant } from "./types/constant.ts";
import { context } from "./types/context.ts";
import { crossEntropy } from "./types/cross_entropy.ts";
import { cumsum } from "./types/cumsum.ts";
import { div } from "./types/div.ts";
import { dropout } from "./types/dropout.ts";
import { embedding } from "./types/embedding.ts";
import { eq } from "./types/eq.ts";
import { exp } from "./types/exp.ts";
import { expand } from "./types/expand.ts";
import { expression } from "./types/expression.ts";
import { flatten } from "./types/flatten.ts";
import { gather } from "./types/gather.ts";
import { ge } from "./types/ge.ts";
import { gelu } from "./types/gelu.ts";
import { getitem } from "./types/getitem.ts";
import { gt } from "./types/gt.ts";
import { pick } from "./types/indexing.ts";
import { layerNorm } from "./types/layer_norm.ts";
import { le } from "./types/le.ts";
import { linear } from "./types/linear.ts";
import { linspace } from "./types/linspace.ts";
import { logSoftmax } from "./types/log_softmax.ts";
import { log } from "./types/log.ts";
import { lt } from "./types/lt.ts";
import { maskedFill } from "./types/masked_fill.ts";
import { matmul } from "./types/matmul.ts";
import { max } from "./types/max.ts";
import { maximum } from "./types/maximum.ts";
import { mean } from "./types/mean.ts";
import { minimum } from "./types/minimum.ts";
import { mul } from "./types/mul.ts";
import { ne } from "./types/ne.ts";
import { neg } from "./types/neg.ts";
import { oneHot } from "./types/one_hot.ts";
import { parameter } from "./types/parameter.ts";
import { permute } from "./types/permute.ts";
import { pow } from "./types/pow.ts";
import { relu } from "./types/relu.ts";
import { reshape } from "./types/reshape.ts";
import { sample } from "./types/sample.ts";
import { select } from "./types/select.ts";
import { sgd } from "./types/sgd.ts";
import { sigmoid } from "./types/sigmoid.ts";
import { slice } from "./types/slice.ts";
import { softmax } from "./types/softmax.ts";
import { split } from "./types/split.ts";
import { sqrt } from "./types/sqrt.ts";
import { squeeze } from "./types/squeeze.ts";
import { stack } from "./types/stack.ts";
import { std } from "./types/std.ts";
import { sub } from "./types/sub.ts";
import { sum } from "./types/sum.ts";
import { tanh } from "./types/tanh.ts";
import { to } from "./types/to.ts";
import { tokenize } from "./types/tokenize.ts";
import { transpose } from "./types/transpose.ts";
import { tril } from "./types/tril.ts";
import { triu } from "./types/triu.ts";
import { unbind } from "./types/unbind.ts";
import { unsqueeze } from "./types/unsqueeze.ts";
import { variance } from "./types/var.ts";
import { view } from "./types/view.ts";
import { where } from "./types/where.ts";
import { words } from "./types/words.ts";

/** Holds every node type, in the palette's order. A new one is its own file and its line here. */
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

/** Returns the node type of that name, if there is one. */
export function findNodeType(type: string): NodeType | undefined {
  return byType.get(type);
}

/** Says whether a graph's node is of a type of this role. */
export function hasRole({ type }: { readonly type: string }, role: Role): boolean {
  return findNodeType(type)?.role === role;
}

/** Returns the node type that a new node of a role is of: the first in the palette. */
export function nodeTypeOf(role: Role): NodeType {
  return nodeTypes.find((nodeType) => nodeType.role === role)!;
}
