import { DiagnosticError, type Diagnostic } from "../../base/diagnostic.ts";
import { formatEndpoint, parseEndpoint, type Endpoint } from "../../base/endpoint.ts";
import type { Scope } from "../../expression/expression.ts";
import { resolveVariables } from "../../expression/resolveVariables.ts";
import type { Graph, GraphNode } from "../../graph/graph.ts";
import { topologicalOrder } from "../../graph/topologicalOrder.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import { kindInWords } from "../../nodes/contract/kindInWords.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";
import type { Value } from "../../nodes/contract/value.ts";
import { resolveSettings } from "../../nodes/settings/resolveSettings.ts";
import type { Names } from "../../nodes/settings/kinds/settingKind.ts";
import { spareInputs } from "../../nodes/contract/spareInputs.ts";
import { passGrads, planAccumulatedGrads } from "../plan/accumulatedGrads.ts";
import { planBackward } from "./backward.ts";
import type { CompileCache } from "./compileCache.ts";
import { mergeFacts, pickFacts, type Facts } from "../plan/facts.ts";
import { facetPasses, planFacets } from "../facets/facets.ts";
import { planLosses } from "../plan/losses.ts";
import { planMeasured } from "./measured.ts";
import { memoryDiagnostics } from "../run/memory.ts";
import type { NodeStatus, Plan, PlannedNode } from "../plan/plan.ts";
import { PlanBuilder } from "./planBuilder.ts";
import { PlanDraft } from "./planDraft.ts";
import type { Texts } from "../plan/texts.ts";
import { faultyVariables } from "../plan/faultyVariables.ts";
import { unknownSettings } from "./unknownSettings.ts";

/**
 * Compiles a graph as far as it goes: shapes, parameters and the memory they need, node by node, with the
 * reasons where it does not go on. Allocates no tensor and computes nothing but the data nodes.
 *
 * @param texts the texts that are loaded.
 */
export function planGraph(graph: Graph, texts: Texts, cache: CompileCache): Plan {
  const variables = resolveVariables(graph.variables);
  const values: Record<string, number | null> = {};
  for (const name of Object.keys(graph.variables)) values[name] = variables.values[name] ?? null;
  const faulty = faultyVariables(values, variables.diagnostics);
  const draft = new PlanDraft();
  const nodes = new Map<string, PlannedNode>();
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const wires = incomingWires(graph);
  for (const id of topologicalOrder(graph)) {
    const node = byId.get(id)!;
    nodes.set(
      id,
      planNode(node, wires.get(id) ?? new Map(), { nodes, variables: variables.values, faulty, draft, texts, cache }),
    );
  }
  const measured = planMeasured(nodes, draft.optimizers);
  const grads = planBackward(draft.applied, draft.optimizers, draft.dependsOn);
  const accumulated = planAccumulatedGrads(draft.parameters, draft.optimizers, grads);
  const { applied, draws, dependsOn } = draft;
  const facets = planFacets(
    draft.said,
    { applied, draws, grads: passGrads({ grads, accumulated }), dependsOn },
    (...remembered) => cache.memo(...remembered),
  );
  for (const [id, own] of facets) nodes.set(id, { ...nodes.get(id)!, facets: own });
  const plan: Plan = {
    graph,
    nodes,
    variables: values,
    diagnostics: variables.diagnostics,
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
  };
  return { ...plan, diagnostics: [...plan.diagnostics, ...memoryDiagnostics(plan)] };
}

interface Context {
  readonly nodes: ReadonlyMap<string, PlannedNode>;
  readonly variables: Scope;
  readonly faulty: Names["faulty"];
  readonly draft: PlanDraft;
  readonly texts: Texts;
  readonly cache: CompileCache;
}

/** Where each input port of a node is wired from. */
type Wires = ReadonlyMap<string, Endpoint>;

function planNode(node: GraphNode, wires: Wires, context: Context): PlannedNode {
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
  const failed = (
    status: NodeStatus,
    diagnostics: readonly Diagnostic[],
    rest: Partial<PlannedNode> = {},
  ): PlannedNode => {
    context.draft.forget(node.id);
    return { ...base, recipe: null, ...rest, status, diagnostics: diagnostics.map((d) => ({ ...d, node: node.id })) };
  };
  if (nodeType === null) {
    return failed("error", [{ field: "type", message: `unknown node type ${JSON.stringify(node.type)}` }]);
  }
  const blocker = [...wires.values()].find(({ node: source }) => context.nodes.get(source)?.status !== "ready");
  if (blocker !== undefined) {
    return failed("blocked", [], { blockedBy: context.nodes.get(blocker.node)?.blockedBy ?? blocker.node });
  }
  try {
    const { inputs, facts } = collectInputs(nodeType, wires, context.nodes);
    return buildNode(node, nodeType, wires, inputs, facts, context);
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
  context: Context,
): PlannedNode {
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
    context.draft.forget(node.id);
  }
  const ready = diagnostics.length === 0;
  if (ready && nodeType.data === true) context.draft.addExamples(node.id, outputs);
  const sources = Object.keys(nodeType.inputs).map((port) => wires.get(port) ?? null);
  return {
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
}

/** The values on a node's wired inputs, and what is known through them. */
function collectInputs(nodeType: NodeType, wires: Wires, nodes: ReadonlyMap<string, PlannedNode>) {
  const inputs: Record<string, Value | undefined> = {};
  const known: { port: string; facts: Facts }[] = [];
  for (const [port, spec] of Object.entries(nodeType.inputs)) {
    const wire = wires.get(port);
    if (wire === undefined) {
      if (spec.optional !== true) {
        throw new Unwired({ field: port, message: `input ${JSON.stringify(port)} is not wired` });
      }
      inputs[port] = undefined;
      continue;
    }
    const source = nodes.get(wire.node)!;
    const value = source.outputs[wire.port];
    if (value === undefined)
      throw new DiagnosticError([{ field: port, message: `${JSON.stringify(formatEndpoint(wire))} is no output` }]);
    if (value.kind !== spec.kind) {
      throw new DiagnosticError([
        {
          field: port,
          message: `expected ${kindInWords[spec.kind]}, but ${JSON.stringify(formatEndpoint(wire))} carries ${kindInWords[value.kind]}`,
        },
      ]);
    }
    inputs[port] = value;
    known.push({ port, facts: spec.facts === undefined ? source.facts : pickFacts(source.facts, spec.facts) });
  }
  const { anyOf } = nodeType;
  if (anyOf !== undefined && !anyOf.some((port) => wires.has(port))) {
    const spare = spareInputs(nodeType, new Set());
    const offered = anyOf.filter((port) => !spare.has(port));
    throw new Unwired({ message: `nothing is wired: expected a wire to one of ${offered.join(", ")}` });
  }
  const stray = [...wires.keys()].find((port) => !Object.hasOwn(nodeType.inputs, port));
  if (stray !== undefined)
    throw new DiagnosticError([{ field: stray, message: `${nodeType.type} has no input ${JSON.stringify(stray)}` }]);
  return { inputs, facts: mergeFacts(known) };
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

class Unwired extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
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
