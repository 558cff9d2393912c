import { accumulatedGradOf } from "../../program/plan/accumulatedGrads.ts";
import { broadcastOf } from "../../program/plan/broadcasts.ts";
import { hintsOf } from "../../program/hints/hintsOf.ts";
import { groupBy } from "../../base/groupBy.ts";
import type { Parameter, Plan, PlannedNode, StateBuffer } from "../../program/plan/plan.ts";
import { planDiagnostics } from "../../program/plan/plan.ts";
import { memoryBytes } from "../../program/run/memory.ts";
import type { Instruction } from "../../program/run/instruction.ts";
import type { Program } from "../../program/run/program.ts";
import { elements } from "../../base/stridedLayout.ts";
import { reportFacets } from "../../program/facets/facets.ts";
import { cannotRun, cannotTrain } from "../../program/run/cannotRun.ts";
import type { InstructionReport } from "../../protocol/instructionReport.ts";
import type { BufferReport, NodeReport, ParameterReport } from "../../protocol/nodeReport.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { PortReport, TensorReport } from "../../protocol/portReport.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { TensorIndex } from "../../program/tensors/tensorIndex.ts";

/** Returns a plan without its tensors, for those who show it. `program`: the plan's, when it was given memory. */
export function reportPlan(plan: Plan, program: Program | null): PlanReport {
  const tensors = program?.tensors ?? new TensorIndex(plan);
  const instructions = program?.instructions ?? [];
  return {
    nodes: reportNodes(tensors, plan.nodes.keys()),
    instructions: instructions.map((instruction) => reportInstruction(instruction, (tensor) => tensors.nameOf(tensor))),
    ...reportWhole(plan),
  };
}

/** Returns what is said of some of a plan's nodes. */
export function reportNodes(tensors: TensorIndex, ids: Iterable<string>): Record<string, NodeReport> {
  const { plan } = tensors;
  const lists = listsOf(plan);
  const nodes: Record<string, NodeReport> = {};
  for (const id of ids) nodes[id] = reportNode(plan.nodes.get(id)!, tensors, lists);
  return nodes;
}

/** Returns what is said of a plan as a whole. */
export function reportWhole(plan: Plan): Omit<PlanReport, "nodes" | "instructions"> {
  return {
    variables: plan.variables,
    diagnostics: planDiagnostics(plan),
    losses: plan.losses.map(({ node, every }) => ({ node, every })),
    parameterCount: plan.parameters.reduce((sum, { tensor }) => sum + elements(tensor.shape), 0),
    bytes: memoryBytes(plan),
    cannotTrain: cannotTrain(plan),
    cannotRun: cannotRun(plan),
  };
}

/** Returns what is said of an instruction. */
export function reportInstruction(
  { pass, node, op, detail, hint, every, results }: Instruction,
  nameOf: (tensor: Tensor) => TensorRef | undefined,
): InstructionReport {
  return {
    pass,
    node,
    op,
    detail,
    ...(hint === undefined ? {} : { hint }),
    every: every ?? null,
    results: results.flatMap((tensor) => {
      const name = nameOf(tensor);
      return name === undefined ? [] : [{ ...name, dtype: tensor.dtype, shape: tensor.shape }];
    }),
  };
}

type Value = PlannedNode["outputs"][string];

/** Holds what a plan lists, by node and by tensor: of hundreds of nodes each would go through all of it. */
interface Lists {
  readonly buffers: ReadonlyMap<string, readonly StateBuffer[]>;
  readonly isParameter: ReadonlyMap<Tensor, Parameter>;
}

function listsOf({ parameters, buffers }: Plan): Lists {
  return {
    buffers: groupBy(buffers, nodeOf),
    isParameter: new Map(parameters.map((parameter) => [parameter.tensor, parameter])),
  };
}

function nodeOf({ node }: { readonly node: string }): string {
  return node;
}

function reportNode(node: PlannedNode, tensors: TensorIndex, lists: Lists): NodeReport {
  const { plan } = tensors;
  const { applied, parameters } = plan.parts.get(node.id)!;
  const outputs: Record<string, PortReport> = {};
  for (const [port, value] of Object.entries(node.outputs)) outputs[port] = reportPort(value, plan, lists);
  return {
    status: node.status,
    diagnostics: node.diagnostics,
    ...(node.blockedBy === null ? {} : { blockedBy: node.blockedBy }),
    outputs,
    parameters: parameters.map((parameter) => reportParameter(plan, parameter)),
    buffers: (lists.buffers.get(node.id) ?? []).map(reportBuffer),
    resolved: node.resolved,
    lines: node.lines,
    hints: [...node.hints, ...hintsOf(plan, applied)],
    broadcasts: applied.flatMap((one) => broadcastOf(plan, one) ?? []),
    facets: reportFacets(node.facets, tensors),
    scope: node.scope,
  };
}

function reportParameter(plan: Plan, { name, tensor }: Parameter): ParameterReport {
  const persistent = reportPersistent(name, tensor);
  return accumulatedGradOf(plan, tensor) === undefined ? persistent : { ...persistent, accumulates: true };
}

function reportPersistent(name: string, tensor: Parameter["tensor"]): ParameterReport {
  return { name, shape: tensor.shape, count: elements(tensor.shape) };
}

function reportBuffer(buffer: StateBuffer): BufferReport {
  return { ...reportPersistent(buffer.port, buffer.tensor), summary: buffer.summary };
}

function reportPort(value: Value, plan: Plan, lists: Lists): PortReport {
  switch (value.kind) {
    case "words":
      return { kind: "words", count: value.lines.length };
    case "ids":
      return {
        kind: "ids",
        count: value.sequences.starts.length - 1,
        vocabSize: value.sequences.vocabulary.tokens.length,
      };
    case "tensor":
      return reportTensor(value, plan, lists);
    case "tensors":
      return { kind: "tensors", tensors: value.tensors.map((item) => reportTensor(item, plan, lists)) };
  }
}

function reportTensor(
  { tensor, dims }: Extract<Value, { kind: "tensor" }>,
  plan: Plan,
  { isParameter }: Lists,
): TensorReport {
  const parameter = isParameter.get(tensor);
  return {
    kind: "tensor",
    dtype: tensor.dtype,
    shape: tensor.shape,
    dims,
    grad: plan.grads.has(tensor),
    ...(parameter === undefined ? {} : { parameter: { node: parameter.node, name: parameter.name } }),
  };
}
