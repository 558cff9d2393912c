import { findNodeType } from "../nodes/catalogue.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { findSetting } from "./settingRefusal.ts";
import { holdsExpressions } from "../nodes/settings/setting.ts";

/** Names as expressions have them: not the exponent of a number such as `2.e5`. */
const name = /(?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_]*/g;

/**
 * Returns the variables of a graph that some of its nodes need: those that their settings name, and those that these
 * name in turn. In the order of the graph. Also where a text does not parse.
 */
export function usedVariables(
  { variables }: Pick<Graph, "variables">,
  nodes: readonly GraphNode[],
): Readonly<Record<string, string>> {
  const used = new Set<string>();
  const waiting = nodes.flatMap(expressionsOf);
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const [word] of text.matchAll(name)) {
      if (used.has(word) || !Object.hasOwn(variables, word)) continue;
      used.add(word);
      waiting.push(variables[word]!);
    }
  }
  return Object.fromEntries(Object.entries(variables).filter(([variable]) => used.has(variable)));
}

/** The settings of a node that hold expressions, as they are written. */
function expressionsOf(node: GraphNode): string[] {
  const nodeType = findNodeType(node.type);
  return Object.entries(node.settings).flatMap(([setting, value]) => {
    const known = findSetting(nodeType, setting);
    return typeof value === "string" && known !== undefined && holdsExpressions(known) ? [value] : [];
  });
}
