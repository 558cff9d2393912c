import { batch } from "./batch.ts";
import { context } from "./context.ts";
import { crossEntropy } from "./crossEntropy.ts";
import { embedding } from "./embedding.ts";
import { expression } from "./expression.ts";
import { linear } from "./linear.ts";
import type { NodeType } from "./nodeType.ts";
import { sgd } from "./sgd.ts";
import { tanh } from "./tanh.ts";
import { tokenize } from "./tokenize.ts";
import { view } from "./view.ts";
import { words } from "./words.ts";

/** Every node type, in the palette's order. A new one is its own file and its line here. */
export const nodeTypes: readonly NodeType[] = [
  words,
  tokenize,
  context,
  batch,
  embedding,
  linear,
  view,
  tanh,
  expression,
  crossEntropy,
  sgd,
];

const byType: ReadonlyMap<string, NodeType> = new Map(nodeTypes.map((nodeType) => [nodeType.type, nodeType]));

/** The node type of that name, if there is one. */
export function findNodeType(type: string): NodeType | undefined {
  return byType.get(type);
}
