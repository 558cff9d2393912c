import { accumulatedGradOf } from "../../program/plan/accumulatedGrads.ts";
import { broadcastOf } from "../../program/plan/broadcasts.ts";
import { hintsOf } from "../../program/hints/hintsOf.ts";
import { groupBy } from "../../base/groupBy.ts";
import type { AppliedOp } from "../../program/plan/appliedOp.ts";
import type { Parameter, Plan, PlannedNode, StateBuffer } from "../../program/plan/plan.ts";
import { planDiagnostics } from "../../program/plan/plan.ts";
import { memoryBytes } from "../../program/run/memory.ts";
import type { Program } from "../../program/run/program.ts";
import { elements } from "../../base/stridedLayout.ts";
import { reportFacets } from "../../program/facets/facets.ts";
import { cannotRun, cannotTrain } from "../../program/run/cannotRun.ts";
import type { InstructionReport } from "../../protocol/instructionReport.ts";
import type { BufferReport, NodeReport, ParameterReport } from "../../protocol/nodeReport.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { PortReport, TensorReport } from "../../protocol/portReport.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { TensorIndex } from "../../program/tensors/tensorIndex.ts";

/** Returns a plan without its tensors, for those who show it. `program`: the plan's, when it was given memory. */
export function reportPlan(plan: Plan, program: Program | null): PlanReport {
  const tensors = program?.tensors ?? new TensorIndex(plan);
  const nodes: Record<string, NodeReport> = {};
  const lists = listsOf(plan);
  for (const [id, node] of plan.nodes) nodes[id] = reportNode(node, tensors, lists);
  return {
    nodes,
    variables: plan.variables,
    diagnostics: planDiagnostics(plan),
    instructions: program === null ? [] : reportInstructions(program),
    losses: plan.losses.map(({ node, every }) => ({ node, every })),
    parameterCount: plan.parameters.reduce((sum, { tensor }) => sum + elements(tensor.shape), 0),
    bytes: memoryBytes(plan),
    cannotTrain: cannotTrain(plan),
    cannotRun: cannotRun(plan),
  };
}

type Value = PlannedNode["outputs"][string];

function reportInstructions({ tensors, instructions }: Program): InstructionReport[] {
  return instructions.map(({ pass, node, op, detail, hint, every, results }) => ({
    pass,
    node,
    op,
    detail,
    ...(hint === undefined ? {} : { hint }),
    every: every ?? null,
    results: results.flatMap((tensor) => {
      const name = tensors.nameOf(tensor);
      return name === undefined ? [] : [{ ...name, dtype: tensor.dtype, shape: tensor.shape }];
    }),
  }));
}

/** Holds what a plan lists, by node and by tensor: of hundreds of nodes each would go through all of it. */
interface Lists {
  readonly parameters: ReadonlyMap<string, readonly Parameter[]>;
  readonly buffers: ReadonlyMap<string, readonly StateBuffer[]>;
  readonly applied: ReadonlyMap<string, readonly AppliedOp[]>;
  readonly isParameter: ReadonlyMap<Tensor, Parameter>;
}

function listsOf({ parameters, buffers, applied }: Plan): Lists {
  return {
    parameters: groupBy(parameters, nodeOf),
    buffers: groupBy(buffers, nodeOf),
    applied: groupBy(applied, nodeOf),
    isParameter: new Map(parameters.map((parameter) => [parameter.tensor, parameter])),
  };
}

function nodeOf({ node }: { readonly node: string }): string {
  return node;
}

function reportNode(node: PlannedNode, tensors: TensorIndex, lists: Lists): NodeReport {
  const { plan } = tensors;
  const applied = lists.applied.get(node.id) ?? [];
  const outputs: Record<string, PortReport> = {};
  for (const [port, value] of Object.entries(node.outputs)) outputs[port] = reportPort(value, plan, lists);
  return {
    status: node.status,
    diagnostics: node.diagnostics,
    ...(node.blockedBy === null ? {} : { blockedBy: node.blockedBy }),
    outputs,
    parameters: (lists.parameters.get(node.id) ?? []).map((parameter) => reportParameter(plan, parameter)),
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
