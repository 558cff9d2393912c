import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { variableNameRefusal } from "../../expression/resolveVariables.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import type { Graph, GraphNode } from "../graph.ts";
import { findSetting } from "../settingRefusal.ts";
import { holdsExpressions } from "../../nodes/settings/setting.ts";

/** Returns the graph with a variable of this expression, in its old place or at the end. */
export function setVariable(graph: Graph, name: string, text: string): Graph {
  checkName(name);
  if (Object.hasOwn(graph.variables, name) && graph.variables[name] === text) return graph;
  return { ...graph, variables: { ...graph.variables, [name]: text } };
}

/** Returns the graph without a variable. What uses it then has an unknown name, which the compiler says. */
export function removeVariable(graph: Graph, name: string): Graph {
  checkThere(graph, name);
  const variables = Object.fromEntries(Object.entries(graph.variables).filter(([other]) => other !== name));
  return { ...graph, variables };
}

/** Returns the graph with another name for a variable, in every expression of a variable or a known setting too. */
export function renameVariable(graph: Graph, name: string, to: string): Graph {
  checkThere(graph, name);
  if (name === to) return graph;
  checkName(to);
  if (Object.hasOwn(graph.variables, to)) throw DiagnosticError.of(`there is a variable ${quote(to)} already`);
  // As whole words, and not the exponent of a number such as `2.e5`. Also in a text that does not parse.
  const word = new RegExp(`(?<![A-Za-z0-9_.])${name}(?![A-Za-z0-9_])`, "g");
  const rename = (text: string): string => text.replace(word, to);
  const variables = Object.entries(graph.variables).map(([key, text]) => [key === name ? to : key, rename(text)]);
  return {
    ...graph,
    variables: Object.fromEntries(variables) as Record<string, string>,
    nodes: graph.nodes.map((node) => renameIn(node, rename)),
  };
}

function renameIn(node: GraphNode, rename: (text: string) => string): GraphNode {
  const nodeType = findNodeType(node.type);
  let changed = false;
  const settings = Object.entries(node.settings).map(([name, value]) => {
    const setting = findSetting(nodeType, name);
    if (typeof value !== "string" || setting === undefined || !holdsExpressions(setting)) return [name, value];
    const renamed = rename(value);
    changed ||= renamed !== value;
    return [name, renamed];
  });
  return changed ? { ...node, settings: Object.fromEntries(settings) as GraphNode["settings"] } : node;
}

function checkName(name: string): void {
  const refusal = variableNameRefusal(name);
  if (refusal !== null) throw DiagnosticError.of(refusal, { field: "variables" });
}

function checkThere(graph: Graph, name: string): void {
  if (!Object.hasOwn(graph.variables, name)) throw DiagnosticError.of(`there is no variable ${quote(name)}`);
}
