import { DiagnosticError, type Diagnostic } from "../../base/diagnostic.ts";
import { parseEndpoint, type Endpoint } from "../../base/endpoint.ts";
import type { Scope } from "../../expression/expression.ts";
import { resolveVariables } from "../../expression/resolveVariables.ts";
import type { Graph, GraphNode } from "../../graph/graph.ts";
import { topologicalOrder } from "../../graph/topologicalOrder.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";
import type { Value } from "../../nodes/contract/value.ts";
import { resolveSettings } from "../../nodes/settings/resolveSettings.ts";
import type { Names } from "../../nodes/settings/kinds/settingKind.ts";
import { passGrads, planAccumulatedGrads } from "../plan/accumulatedGrads.ts";
import { planBackward } from "./backward.ts";
import type { CompileCache } from "./compileCache.ts";
import type { Facts } from "../plan/facts.ts";
import { facetPasses, planFacets } from "../facets/facets.ts";
import { planLosses } from "../plan/losses.ts";
import { planMeasured } from "./measured.ts";
import { memoryDiagnostics } from "../run/memory.ts";
import type { Renamed } from "../../graph/renamed.ts";
import type { NodePart, NodeStatus, Plan, PlannedNode } from "../plan/plan.ts";
import { PlanBuilder } from "./planBuilder.ts";
import { collectInputs, Unwired } from "./collectInputs.ts";
import { isStill, sameFields, sourcesOf } from "./isStill.ts";
import { PlanDraft, type Mark } from "./planDraft.ts";
import type { Texts } from "../plan/texts.ts";
import { faultyVariables } from "../plan/faultyVariables.ts";
import { unknownSettings } from "./unknownSettings.ts";

/**
 * Compiles a graph as far as it goes: shapes, parameters and the memory they need, node by node, with the
 * reasons where it does not go on. Allocates no tensor and computes nothing but the data nodes.
 *
 * @param texts the texts that are loaded.
 * @param before a plan that the new one is to follow. Nodes that are what they were, as is all upstream of them, are taken
 * over from it with their tensors: the two cannot have memory at the same time.
 * @param renamed the ids that nodes of `before` have now.
 */
export function planGraph(
  graph: Graph,
  texts: Texts,
  cache: CompileCache,
  before: Plan | null = null,
  renamed: Renamed = {},
): Plan {
  const variables = resolveVariables(graph.variables);
  const values: Record<string, number | null> = {};
  for (const name of Object.keys(graph.variables)) values[name] = variables.values[name] ?? null;
  const faulty = faultyVariables(values, variables.diagnostics);
  const draft = new PlanDraft(before?.dependsOn);
  const parts = new Map<string, NodePart>();
  const nodes = new Map<string, PlannedNode>();
  const former = before === null ? NO_PARTS : partsToKeep(before, graph, renamed);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const context = { parts, variables: variables.values, faulty, draft, texts, cache };
  for (const [id, wires] of inOrder(graph, before)) {
    const part = partOf(byId.get(id)!, wires, former.get(id), context);
    parts.set(id, part);
    nodes.set(id, part.planned);
  }
  const measured = planMeasured(nodes, draft.optimizers);
  const grads = planBackward(draft.applied, draft.optimizers, draft.dependsOn, before?.grads);
  const accumulated = planAccumulatedGrads(draft.parameters, draft.optimizers, grads);
  const { applied, draws, dependsOn } = draft;
  const facets = planFacets(
    draft.said,
    { applied, draws, grads: passGrads({ grads, accumulated }), dependsOn },
    (...remembered) => cache.memo(...remembered),
  );
  for (const [id, own] of facets) nodes.set(id, { ...nodes.get(id)!, facets: own });
  const diagnostics = [...variables.diagnostics];
  const plan: Plan = {
    graph,
    nodes,
    variables: values,
    diagnostics,
    applied: draft.applied,
    parameters: draft.parameters,
    buffers: draft.buffers,
    draws: draft.draws,
    constants: draft.constants,
    optimizers: draft.optimizers,
    losses: planLosses(draft.applied, draft.optimizers, nodes, measured),
    measured,
    grads,
    accumulated,
    sidePasses: [...facets.values()].flatMap(facetPasses),
    texts: [...draft.texts.values()],
    seed: graph.seed,
    parts,
    dependsOn,
  };
  diagnostics.push(...memoryDiagnostics(plan));
  return plan;
}

interface Context {
  readonly parts: ReadonlyMap<string, NodePart>;
  readonly variables: Scope;
  readonly faulty: Names["faulty"];
  readonly draft: PlanDraft;
  readonly texts: Texts;
  readonly cache: CompileCache;
}

/** Where each input port of a node is wired from. */
type Wires = ReadonlyMap<string, Endpoint>;
const NO_WIRES: Wires = new Map();
const NO_PARTS: Plan["parts"] = new Map();
const NO_TEXTS: NodePart["texts"] = new Map();

/** The ids of a graph's nodes in the order in which they run, each with its wires: as before where there are the same ones. */
function inOrder(graph: Graph, before: Plan | null): Iterable<readonly [id: string, Wires]> {
  if (before !== null && sameWiring(before.graph, graph)) {
    return Array.from(before.parts, ([id, { wires }]) => [id, wires]);
  }
  const wires = incomingWires(graph);
  return topologicalOrder(graph).map((id) => [id, wires.get(id) ?? NO_WIRES]);
}

function sameWiring(a: Graph, b: Graph): boolean {
  return (
    a.edges === b.edges && a.nodes.length === b.nodes.length && a.nodes.every(({ id }, at) => id === b.nodes[at]!.id)
  );
}

/** The parts of a plan that may go on, where a graph still has their nodes. Numbers follow names, so that no node may take another's. */
function partsToKeep({ graph: old, parts }: Plan, graph: Graph, renamed: Renamed): Plan["parts"] {
  if (!sameFields(old.variables, graph.variables)) return NO_PARTS;
  const ids = new Set([...Object.keys(renamed), ...Object.values(renamed)]);
  return ids.size === 0 ? parts : new Map([...parts].filter(([id]) => !ids.has(id)));
}

/** Plans a node, or takes over what it was if it still is that. */
function partOf(node: GraphNode, wires: Wires, former: NodePart | undefined, context: Context): NodePart {
  const { draft, parts, texts } = context;
  if (former !== undefined && isStill(former, node, wires, parts, texts)) {
    draft.takeOver(former);
    return former;
  }
  const sources = sourcesOf(wires, parts);
  const mark = draft.mark();
  const planned = planNode(node, wires, mark, context);
  return { node, wires, sources, ...planned, ...draft.since(mark, node.id) };
}

/** What building a node gave besides what it put down in the draft. */
type Built = Pick<NodePart, "planned" | "texts">;

function planNode(node: GraphNode, wires: Wires, mark: Mark, context: Context): Built {
  const nodeType = findNodeType(node.type) ?? null;
  const base = {
    id: node.id,
    nodeType,
    blockedBy: null,
    outputs: {},
    scope: context.variables,
    resolved: {},
    facts: {},
    lines: [],
    facets: {},
    measured: null,
    hints: [],
  };
  const failed = (status: NodeStatus, diagnostics: readonly Diagnostic[], rest: Partial<PlannedNode> = {}): Built => ({
    planned: { ...base, recipe: null, ...rest, status, diagnostics: diagnostics.map((d) => ({ ...d, node: node.id })) },
    texts: NO_TEXTS,
  });
  if (nodeType === null) {
    return failed("error", [{ field: "type", message: `unknown node type ${JSON.stringify(node.type)}` }]);
  }
  const blocker = [...wires.values()].find(({ node: source }) => context.parts.get(source)?.planned.status !== "ready");
  if (blocker !== undefined) {
    return failed("blocked", [], { blockedBy: context.parts.get(blocker.node)?.planned.blockedBy ?? blocker.node });
  }
  try {
    const { inputs, facts } = collectInputs(nodeType, wires, context.parts);
    return buildNode(node, nodeType, wires, inputs, facts, mark, context);
  } catch (error) {
    if (error instanceof Unwired) return failed("unwired", [error.diagnostic]);
    return failed("error", diagnosticsOf(error));
  }
}

function buildNode(
  node: GraphNode,
  nodeType: NodeType,
  wires: Wires,
  inputs: Readonly<Record<string, Value | undefined>>,
  facts: Facts,
  mark: Mark,
  context: Context,
): Built {
  const scope = { ...context.variables, ...facts };
  const builder = new PlanBuilder(
    node.id,
    node.settings,
    facts,
    context.draft,
    context.texts,
    context.cache,
    wires,
    inputs,
  );
  let resolved: Readonly<Record<string, string>> = {};
  let outputs: Readonly<Record<string, Value>> = {};
  let identity: readonly unknown[] = [];
  let pace = "";
  let diagnostics: readonly Diagnostic[] = [];
  try {
    const settings = resolveSettings(nodeType.settings, node.settings, { values: scope, faulty: context.faulty });
    resolved = settings.texts;
    pace = JSON.stringify([settings.pace, settings.identity]);
    // The port kinds were checked and the settings resolved by the type's own tables: `build` gets what it declares.
    outputs = nodeType.build(inputs as never, settings.values as never, builder);
    // An optimiser's settings decide how parameters move, and no number that is there already.
    identity = builder.computes || Object.keys(outputs).length > 0 ? settings.identity : [];
  } catch (error) {
    diagnostics = diagnosticsOf(error, nodeType).map((diagnostic) => ({ ...diagnostic, node: node.id }));
    context.draft.forget(mark, node.id);
  }
  const ready = diagnostics.length === 0;
  if (ready && nodeType.data === true) context.draft.addExamples(node.id, outputs);
  const sources = Object.keys(nodeType.inputs).map((port) => wires.get(port) ?? null);
  const planned: PlannedNode = {
    id: node.id,
    nodeType,
    status: ready ? "ready" : "error",
    diagnostics,
    blockedBy: null,
    outputs,
    scope,
    resolved,
    facts: builder.facts,
    lines: ready ? builder.lines : [],
    facets: {},
    measured: ready ? builder.measured : null,
    hints: unknownSettings(node, nodeType),
    recipe: ready ? { fingerprint: JSON.stringify([node.type, identity, facts]), pace, sources } : null,
  };
  return { planned, texts: builder.texts };
}

function incomingWires(graph: Graph): ReadonlyMap<string, Map<string, Endpoint>> {
  const wires = new Map<string, Map<string, Endpoint>>();
  for (const edge of graph.edges) {
    const from = parseEndpoint(edge.from);
    const to = parseEndpoint(edge.to);
    if (from === null || to === null)
      throw new Error(`an edge without ports passed validation: ${edge.from} → ${edge.to}`);
    const ports = wires.get(to.node) ?? new Map<string, Endpoint>();
    ports.set(to.port, from);
    wires.set(to.node, ports);
  }
  return wires;
}

/**
 * Shape rules and node types report the user's faults as DiagnosticError, RangeError or plain Error; anything else
 * (a TypeError, say) is a bug and goes on.
 */
function diagnosticsOf(error: unknown, nodeType?: NodeType): readonly Diagnostic[] {
  if (error instanceof DiagnosticError) {
    const { attribute, diagnostics } = error;
    const isField =
      attribute !== null &&
      nodeType !== undefined &&
      [nodeType.settings, nodeType.inputs].some((fields) => Object.hasOwn(fields, attribute));
    return isField ? diagnostics.map((diagnostic) => ({ field: attribute, ...diagnostic })) : diagnostics;
  }
  if (error instanceof Error && (error.constructor === Error || error.constructor === RangeError)) {
    return [{ message: error.message }];
  }
  throw error;
}
