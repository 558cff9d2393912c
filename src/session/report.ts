import { accumulatedGradOf } from "../program/accumulatedGrads.ts";
import { broadcastOf } from "../program/broadcasts.ts";
import { hintsOf } from "../program/hints.ts";
import type { Parameter, Plan, PlannedNode, StateBuffer } from "../program/plan.ts";
import { planDiagnostics } from "../program/plan.ts";
import { memoryBytes } from "../program/memory.ts";
import { tensorNames } from "../program/tensorName.ts";
import type { Program } from "../program/program.ts";
import { elements } from "../base/place.ts";
import { reportComparison } from "./comparison.ts";
import { gradedNodes } from "./hasNumbers.ts";
import { cannotRun, cannotTrain } from "./judgement.ts";
import { learningRates } from "./learningRates.ts";
import { findNotFinite } from "./notFinite/findNotFinite.ts";
import type { Session } from "./session.ts";
import type { InstructionReport } from "../protocol/instructionReport.ts";
import type { BufferReport, NodeReport, ParameterReport } from "../protocol/nodeReport.ts";
import type { PlanReport } from "../protocol/planReport.ts";
import type { PortReport, TensorReport } from "../protocol/portReport.ts";
import type { Status } from "../protocol/status.ts";

/** A plan without its tensors, for those who show it. `program`: the plan's, when it was given memory. */
export function reportPlan(plan: Plan, program: Program | null): PlanReport {
  const nodes: Record<string, NodeReport> = {};
  for (const [id, node] of plan.nodes) nodes[id] = reportNode(node, plan);
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

function reportInstructions({ plan, instructions }: Program): InstructionReport[] {
  const names = tensorNames(plan);
  return instructions.map(({ pass, node, op, detail, hint, every, results }) => ({
    pass,
    node,
    op,
    detail,
    ...(hint === undefined ? {} : { hint }),
    every: every ?? null,
    results: results.flatMap((tensor) => {
      const name = names.get(tensor);
      return name === undefined ? [] : [{ ...name, dtype: tensor.dtype, shape: tensor.shape }];
    }),
  }));
}

function reportNode(node: PlannedNode, plan: Plan): NodeReport {
  const outputs: Record<string, PortReport> = {};
  for (const [port, value] of Object.entries(node.outputs)) outputs[port] = reportPort(value, plan);
  return {
    status: node.status,
    diagnostics: node.diagnostics,
    ...(node.blockedBy === null ? {} : { blockedBy: node.blockedBy }),
    outputs,
    parameters: plan.parameters
      .filter((parameter) => parameter.node === node.id)
      .map((parameter) => reportParameter(plan, parameter)),
    buffers: plan.buffers.filter((buffer) => buffer.node === node.id).map(reportBuffer),
    resolved: node.resolved,
    lines: node.lines,
    hints: [...node.hints, ...hintsOf(plan, node.id)],
    broadcasts: plan.applied
      .filter((applied) => applied.node === node.id)
      .flatMap((applied) => broadcastOf(plan, applied) ?? []),
    floor: node.floor,
    likelihood: node.likelihood,
    comparison: reportComparison(plan, node.id),
    scope: node.scope,
  };
}

function reportParameter(plan: Plan, { name, tensor }: Parameter): ParameterReport {
  const lasting = reportLasting(name, tensor);
  return accumulatedGradOf(plan, tensor) === undefined ? lasting : { ...lasting, accumulates: true };
}

function reportLasting(name: string, tensor: Parameter["tensor"]): ParameterReport {
  return { name, shape: tensor.shape, count: elements(tensor.shape) };
}

function reportBuffer(buffer: StateBuffer): BufferReport {
  return { ...reportLasting(buffer.port, buffer.tensor), summary: buffer.summary };
}

function reportPort(value: Value, plan: Plan): PortReport {
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
      return reportTensor(value, plan);
    case "tensors":
      return { kind: "tensors", tensors: value.tensors.map((item) => reportTensor(item, plan)) };
  }
}

function reportTensor({ tensor, dims }: Extract<Value, { kind: "tensor" }>, plan: Plan): TensorReport {
  const parameter = plan.parameters.find((candidate) => candidate.tensor === tensor);
  return {
    kind: "tensor",
    dtype: tensor.dtype,
    shape: tensor.shape,
    dims,
    grad: plan.grads.has(tensor),
    ...(parameter === undefined ? {} : { parameter: { node: parameter.node, name: parameter.name } }),
  };
}

/** Reading every number takes time; while training it is taken only when the loss says that something is wrong. */
function reportNotFinite({ state, program, progress, birth, notFiniteLosses }: Session): Status["notFinite"] {
  const suspicious = state.phase === "idle" || notFiniteLosses.length > 0;
  if (program === null || !suspicious) return null;
  const { valued, graded } = progress;
  const updating = program.instructions[state.cursor - 1]?.pass === "update";
  const updated = updating ? state.iteration : state.iteration > 0 ? state.iteration - 1 : null;
  return findNotFinite(program, { valued, graded, updated, birth });
}

/** By which rate each optimiser moves in this iteration; nan where its expression has no finite value. */
function ratesOf({ plan, state }: Session): Status["learningRates"] {
  if (plan === null) return {};
  const now = Float64Array.of(state.iteration);
  return Object.fromEntries(plan.optimizers.map(({ node }) => [node, learningRates(plan, node, now)[0]!]));
}

/** Where the session stands. */
export function reportStatus(session: Session, rate: number | null, sweep: Status["sweep"]): Status {
  const { state, program, progress, history } = session;
  const cursor = program === null ? state.cursor : program.boundaries.next(state.cursor, state.iteration);
  const next = program?.instructions[cursor];
  return {
    phase: state.phase,
    iteration: state.iteration,
    cursor,
    next: next === undefined ? null : { pass: next.pass, node: next.node },
    loss: session.loss,
    evaluated: state.acted,
    fromSeed: session.fromSeed,
    valued: [...progress.valued],
    graded: gradedNodes(session),
    rate,
    learningRates: ratesOf(session),
    reevaluated: session.reevaluated,
    notFinite: reportNotFinite(session),
    notFiniteLosses: session.notFiniteLosses,
    sweep,
    halted: state.halted?.sentence ?? null,
    halt: state.halted,
    target: state.target,
    breakpoints: session.breakpoints,
    history: {
      oldest: history.oldest,
      newest: state.newest,
      snapshots: history.count,
      bytes: history.bytes,
      budget: history.budget,
    },
    offer: session.offer,
    newData: session.newData,
  };
}
