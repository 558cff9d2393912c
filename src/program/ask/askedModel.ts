import { formatDiagnostic } from "../../base/diagnostic.ts";
import { parseEndpoint, type Endpoint } from "../../base/endpoint.ts";
import type { Vocabulary } from "../../data/vocabulary.ts";
import type { Role } from "../../nodes/contract/role.ts";
import type { TensorValue } from "../../nodes/contract/value.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan, PlannedNode } from "../plan/plan.ts";
import { logitsIn } from "./logitsIn.ts";
import { sourcesOf, upstreamOps, type Examples } from "../plan/reuse.ts";

/** Describes the model of a graph that a context can be given to: the ops from contexts to logits. */
export interface AskedModel {
  /** The node that gives the logits. */
  readonly node: string;
  readonly logits: TensorValue;
  readonly ops: readonly AppliedOp[];
  /** The contexts that they begin with. */
  readonly source: Examples;
  readonly vocabulary: Vocabulary;
  /** How the first line of the text begins: as many tokens as a context has, or fewer. */
  readonly beginning: readonly number[];
}

/** Says, in one sentence, why a model cannot be asked. */
export interface CannotAsk {
  readonly reason: string;
}

/**
 * Finds the model that a graph trains: what leads from contexts to the logits of its most important loss, or to those
 * that words are drawn from, or that a loss written by hand begins with. Null for a graph that has no such thing; a reason
 * where one is broken.
 */
export function askedModel(plan: Plan): AskedModel | CannotAsk | null {
  const judges = judgesOf(plan);
  for (const judge of judges) {
    const found = modelOf(plan, judge);
    if (found !== null) return found;
  }
  for (const { loss } of plan.optimizers) {
    const found = modelByHand(plan, loss);
    if (found !== null) return found;
  }
  const broken = judges.find(({ status }) => status !== "ready");
  const hasExamples = [...plan.nodes.values()].some(({ nodeType }) => nodeType?.role === "examples");
  return broken === undefined || !hasExamples ? null : { reason: faultOf(plan, broken) };
}

/** The nodes whose `logits` are a model's, the one that counts most first: that behind the followed loss. */
function judgesOf(plan: Plan): PlannedNode[] {
  const ofRole = (role: Role): PlannedNode[] =>
    [...plan.nodes.values()].filter(({ nodeType }) => nodeType?.role === role);
  const followed = plan.losses.flatMap(({ node }) => nearest(plan, node, "predictions") ?? []);
  return [...new Set([...followed, ...ofRole("predictions"), ...ofRole("sampler")])];
}

/** The nearest node of a role from which a node's results come, itself included. */
function nearest(plan: Plan, node: string, role: Role): PlannedNode | null {
  const seen = new Set([node]);
  for (const id of seen) {
    const planned = plan.nodes.get(id);
    if (planned?.nodeType?.role === role) return planned;
    for (const source of planned?.recipe?.sources ?? []) if (source !== null) seen.add(source.node);
  }
  return null;
}

/** What leads from one tensor of contexts to the node's logits; null if nothing does. */
function modelOf(plan: Plan, { nodeType, recipe }: PlannedNode): AskedModel | null {
  const at = Object.keys(nodeType?.inputs ?? {}).indexOf("logits");
  const wire = recipe?.sources[at] ?? null;
  const logits = wire === null ? undefined : plan.nodes.get(wire.node)?.outputs[wire.port];
  return wire === null || logits?.kind !== "tensor" ? null : modelTo(plan, wire.node, logits);
}

/** What leads to a loss that is made of single ops: the logits are the first that softmax, or its parts, are applied to. */
function modelByHand(plan: Plan, loss: Tensor): AskedModel | null {
  const ops = upstreamOps(plan.applied, loss);
  for (const { node, output } of logitsIn(plan, ops)) {
    const model = modelTo(plan, node, { kind: "tensor", tensor: output, dims: [null, "vocab_size"] });
    if (model !== null && output.shape[1] === model.vocabulary.tokens.length) return model;
  }
  return null;
}

/** What leads from one tensor of contexts to logits; null if nothing does. */
function modelTo(plan: Plan, node: string, logits: TensorValue): AskedModel | null {
  const ops = upstreamOps(plan.applied, logits.tensor);
  const [source, ...others] = sourcesOf(ops, examplesOf(plan));
  const vocabulary = source?.value.vocabulary;
  if (source === undefined || others.length > 0 || vocabulary === undefined) return null;
  const { shape, dtype } = source.value.tensor;
  if (shape.length !== 2 || dtype !== "int32") return null;
  return { node, logits, ops, source, vocabulary, beginning: beginningOf(plan, source, shape[1]!) };
}

/** What the data nodes hand to the ops. */
function examplesOf(plan: Plan): ReadonlyMap<Tensor, Examples> {
  const examples = new Map<Tensor, Examples>();
  for (const { id, nodeType, outputs } of plan.nodes.values()) {
    if (nodeType?.data !== true) continue;
    for (const [port, value] of Object.entries(outputs)) {
      if (value.kind === "tensor") examples.set(value.tensor, { name: `${id}.${port}`, value });
    }
  }
  return examples;
}

/** The first tokens of the first line that has any. */
function beginningOf(plan: Plan, { name }: Examples, blockSize: number): readonly number[] {
  const seen = new Set<Endpoint | null>([parseEndpoint(name)]);
  for (const endpoint of seen) {
    const planned = endpoint === null ? undefined : plan.nodes.get(endpoint.node);
    if (planned === undefined || endpoint === null) continue;
    const value = planned.outputs[endpoint.port];
    if (value?.kind !== "ids") {
      for (const source of planned.recipe?.sources ?? []) seen.add(source);
      continue;
    }
    const { ids, starts } = value.sequences;
    const line = starts.findIndex((start, at) => start < (starts[at + 1] ?? start));
    return line < 0 ? [] : [...ids.subarray(starts[line], Math.min(starts[line]! + blockSize, starts[line + 1]!))];
  }
  return [];
}

function faultOf(plan: Plan, node: PlannedNode): string {
  const { diagnostics } = node.blockedBy === null ? node : (plan.nodes.get(node.blockedBy) ?? node);
  const [fault] = diagnostics;
  return fault === undefined ? `node ${JSON.stringify(node.id)} is not ready` : formatDiagnostic(fault);
}
