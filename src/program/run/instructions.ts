import type { OpContext } from "../../ops/contract/op.ts";
import { inOrder, type Encoder, type Encoding } from "../../tensor/backend/encoder.ts";
import { expandTensor } from "../../tensor/expand.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { accumulatedGradOf, passGrads } from "../plan/accumulatedGrads.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import type { UpdateRule } from "../../nodes/contract/updateRule.ts";
import type { Clock, Instruction } from "./instruction.ts";
import { beginBackward } from "./beginBackward.ts";
import type { Memory } from "./memory.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { AccumulatedGrad, Plan } from "../plan/plan.ts";

/** Returns one instruction per applied op, in order. A view's does nothing: its numbers are there already. */
export function forwardInstructions(plan: Plan, encoder: Encoder): Instruction[] {
  return plan.applied.map((applied) => ({
    pass: "forward",
    node: applied.node,
    op: applied.op.name,
    applied,
    detail: "",
    results: [applied.output],
    every: plan.measured.get(applied.node),
    run: forwardOf(applied, encoder),
    ...(applied.op.kind === "view" || applied.body !== undefined
      ? {}
      : { describe: (encoding: Encoding) => describeForward(applied, encoding) }),
  }));
}

/** Returns what runs one op. */
export function forwardOf(applied: AppliedOp, encoder: Encoder): () => void {
  if (applied.op.kind === "view") return () => undefined;
  const steps = applied.body?.map((inner) => forwardOf(inner, encoder));
  return encoder.later(() => describeForward(applied, encoder, () => steps?.forEach((step) => step())));
}

/** Puts down one op's forward pass. */
function describeForward(
  { op, inputs, attributes, output, saved }: AppliedOp,
  encoding: Encoding,
  repeat: () => void = () => undefined,
): void {
  if (op.kind === "view") return;
  const context: OpContext = { ...encodingOf(encoding), attributes, saved, repeat };
  op.forward(op.broadcasts === true ? expandAll(inputs, output) : inputs, output, context);
}

function encodingOf({ kernels, run, encode }: Encoding): Encoding {
  return { kernels, run, encode };
}

/**
 * Returns the backward pass: gradients cleared and the losses' set to 1, then one instruction per op that lies between
 * a parameter and a loss, in reverse. What adds to a gradient from before is added up apart from it, and is added to it
 * by the last instruction that has a part in it, as PyTorch adds to a leaf's `.grad`.
 */
export function backwardInstructions(plan: Plan, encoder: Encoder, memory: Memory): Instruction[] {
  if (plan.optimizers.length === 0) return [];
  const grads = passGrads(plan);
  const instructions = [beginBackward(plan, memory)];
  const owners = new Map(plan.parameters.map(({ tensor, node }) => [tensor, node]));
  for (let at = plan.applied.length - 1; at >= 0; at--) {
    const applied = plan.applied[at]!;
    const dy = grads.get(applied.output);
    if (dy === undefined) continue;
    const wanted = wantedGrads(applied, grads);
    const describe = backwardOf(applied, dy, wanted);
    const results = distinct(Object.values(wanted));
    const reaches = reachedBy(applied, owners);
    const { node, op } = applied;
    const run = encoder.later(() => describe(encoder));
    instructions.push({ pass: "backward", node, op: op.name, applied, detail: "", results, reaches, describe, run });
  }
  return [
    ...plan.accumulated.reduce((list, grown) => withAccumulation(list, grown, encoder), instructions),
    ...sideInstructions(plan, encoder),
  ];
}

/** The instructions, with the last one that has a part in a gradient that is not cleared adding the whole of it. */
function withAccumulation(
  instructions: readonly Instruction[],
  { grad, part, before }: AccumulatedGrad,
  encoder: Encoder,
): Instruction[] {
  const last = instructions.findLastIndex(({ results }) => results.includes(part));
  return instructions.map((instruction, at) => {
    const results = instruction.results.filter((result) => result !== part);
    if (at !== last) return results.length === instruction.results.length ? instruction : { ...instruction, results };
    const { describe: _, run, ...others } = instruction;
    const add = encoder.later(() => encoder.kernels.add(before, part, grad));
    return {
      ...others,
      results: [...results, grad],
      run: () => {
        run();
        add();
      },
    };
  });
}

/** One for each side pass: a gradient sent back on each of its branches by itself, once all others are there. */
function sideInstructions(plan: Plan, encoder: Encoder): Instruction[] {
  return plan.sidePasses.map(({ node, op, detail, branches, results }) => {
    const steps = branches.flatMap(({ applied, grads }) => backwardSteps(applied, grads, encoder));
    return {
      pass: "backward",
      node,
      op,
      detail,
      results,
      every: plan.measured.get(node),
      run: inOrder(steps),
    };
  });
}

/**
 * Returns what sends gradients back through ops, given in their order: those of the ends are there, and each step adds to
 * those of its inputs that have one.
 */
export function backwardSteps(
  applied: readonly AppliedOp[],
  grads: ReadonlyMap<Tensor, Tensor>,
  encoder: Encoder,
): (() => void)[] {
  return applied.toReversed().flatMap((item) => {
    const dy = grads.get(item.output);
    if (dy === undefined) return [];
    const describe = backwardOf(item, dy, wantedGrads(item, grads));
    return [encoder.later(() => describe(encoder))];
  });
}

/** The nodes of the parameters that an op takes in. */
function reachedBy({ inputs }: AppliedOp, owners: ReadonlyMap<Tensor, string>): string[] {
  const nodes: string[] = [];
  for (const input of Object.values(inputs)) {
    const owner = owners.get(input);
    if (owner !== undefined) nodes.push(owner);
  }
  return nodes;
}

function distinct(tensors: readonly Tensor[]): readonly Tensor[] {
  return tensors.length < 2 ? tensors : [...new Set(tensors)];
}

/** The gradients of an op's inputs, of those that need one. */
function wantedGrads(applied: AppliedOp, grads: ReadonlyMap<Tensor, Tensor>): Readonly<Record<string, Tensor>> {
  const wanted: Record<string, Tensor> = {};
  for (const [name, input] of gradientInputs(applied)) {
    const grad = grads.get(input);
    if (grad !== undefined) wanted[name] = grad;
  }
  return wanted;
}

/** Returns what puts down one op's backward pass. */
function backwardOf(
  { op, inputs, attributes, output, saved }: AppliedOp,
  dy: Tensor,
  wanted: Readonly<Record<string, Tensor>>,
): (encoding: Encoding) => void {
  if (op.kind === "view") {
    const dx = wanted[op.inputs[0]!]!;
    // The gradient is added through the same window on the input's gradient.
    const through = { ...dx, ...op.window(dx, attributes) };
    return ({ kernels }) => kernels.accumulate(dy, through);
  }
  if (op.backward === undefined) throw new Error(`${op.name} has no derivative, but a gradient passes it`);
  return ({ kernels, run, encode }) => {
    const expanded = op.broadcasts === true;
    const values = { ...(expanded ? expandAll(inputs, output) : inputs), y: output };
    const context: OpContext = { kernels, run, encode, attributes, saved };
    op.backward?.(values, dy, expanded ? expandAll(wanted, output) : wanted, context);
  };
}

function expandAll(tensors: Readonly<Record<string, Tensor>>, like: Tensor): Readonly<Record<string, Tensor>> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, expandTensor(tensor, like.shape)]));
}

/** Returns one instruction per op with running statistics, then one per parameter and optimiser. */
export function updateInstructions(plan: Plan, encoder: Encoder, clock: Clock): Instruction[] {
  return [...statisticsInstructions(plan, encoder), ...optimizerInstructions(plan, encoder, clock)];
}

/** Part of the first optimiser's step, so that no step ends with some of what persists moved and some not. */
function statisticsInstructions(plan: Plan, encoder: Encoder): Instruction[] {
  const optimizer = plan.optimizers[0]?.node;
  return plan.applied.flatMap((applied) => {
    const { node, op, inputs, attributes, saved } = applied;
    if (op.kind === "view" || op.update === undefined) return [];
    const results = (op.moves?.(attributes) ?? []).flatMap((name) => inputs[name] ?? []);
    if (results.length === 0) return [];
    const context: OpContext = { ...encodingOf(encoder), attributes, saved };
    return [
      {
        pass: "update" as const,
        node: optimizer ?? node,
        op: op.name,
        applied,
        detail: `${node}: running statistics`,
        results,
        every: plan.measured.get(node),
        run: encoder.later(() => op.update?.(inputs, context)),
      },
    ];
  });
}

function optimizerInstructions(plan: Plan, encoder: Encoder, clock: Clock): Instruction[] {
  return plan.optimizers.flatMap(({ node, rule, parameters, memories }) => {
    const rate = rateOf(rule, clock);
    return parameters.flatMap((parameter) => {
      const grad = plan.grads.get(parameter.tensor);
      const memory = memories.get(parameter);
      if (grad === undefined || memory === undefined) return [];
      // With the first update that goes by it, what it came to is what the next iteration adds to.
      const kept = accumulatedGradOf(plan, parameter.tensor)?.kept;
      const describe = (encoding: Encoding): void => {
        if (kept !== undefined) encoding.run(() => kept.storage.data.set(grad.storage.data));
        rule.step(parameter.tensor, grad, rate, encoding, memory);
      };
      return [
        {
          pass: "update" as const,
          node,
          op: rule.name,
          detail: `${parameter.node}.${parameter.name}`,
          results: [parameter.tensor, ...Object.values(memory)],
          describe,
          run: encoder.later(() => describe(encoder)),
        },
      ];
    });
  });
}

/** The learning rate of the iteration that runs. It is worked out once, not for each parameter. */
function rateOf(rule: UpdateRule, clock: Clock): () => number {
  let [iteration, rate] = [-1, 0];
  return () => {
    if (clock.iteration !== iteration) {
      rate = rule.rate(clock.iteration);
      iteration = clock.iteration;
    }
    return rate;
  };
}
