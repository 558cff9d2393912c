import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import { accumulatedGradOf } from "../../program/plan/accumulatedGrads.ts";
import type { Readable } from "./readable.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";

/**
 * Says whether there are numbers to show in a tensor: its node has run, or, for a gradient, the backward pass has
 * reached it.
 */
export function hasNumbers(session: Readable, { node, port, side }: TensorRef): boolean {
  const { program, progress } = session;
  if (side === "grad") return progress.isGraded(node) || keepsGradient(session, node, port);
  const persists = program?.tensors.persists(node, port) === true;
  if (persists || progress.valued.has(node) || isGiven(session, node)) return true;
  // Between a node's ops the first of them have theirs already.
  return progress.begun === node && port.startsWith("#");
}

/** Whether the tensor's gradient adds up from iteration to iteration, and has numbers from an earlier one. */
function keepsGradient({ program, state }: Readable, node: string, port: string): boolean {
  if (program === null || state.iteration === 0) return false;
  const value = program.tensors.find(node, port);
  return value !== null && accumulatedGradOf(program.plan, value) !== undefined;
}

/**
 * Returns the nodes whose gradients are all there: those that the backward pass has reached, and parameters that keep
 * theirs.
 */
export function gradedNodes({ plan, program, progress, state }: Readable): string[] {
  const graded = new Set(progress.graded);
  if (plan === null || program === null || state.iteration === 0) return [...graded];
  for (const { parameter } of plan.accumulated) {
    if (plan.applied.every(({ node }) => node !== parameter.node)) graded.add(parameter.node);
  }
  return [...graded];
}

/** Whether the node's numbers are there without a step of it: data, a constant, a free parameter. */
function isGiven({ plan, state }: Readable, node: string): boolean {
  if (plan === null || plan.applied.some((applied) => applied.node === node)) return false;
  // A batch has no rows before the first draw.
  const drawn = state.drawn || state.iteration > 0;
  return drawn || plan.draws.every((draw) => draw.node !== node);
}

/**
 * Says whether this iteration's backward pass has added to a gradient, though it may not have got to its node: part of
 * a sum.
 */
export function hasBegun({ program, state }: Readable, { node, port }: TensorRef): boolean {
  if (program === null) return false;
  const { plan, tensors, instructions } = program;
  const value = tensors.find(node, port);
  const grad = value === null ? undefined : plan.grads.get(value);
  if (grad === undefined) return false;
  return instructions.slice(0, state.cursor).some(({ pass, results }) => pass === "backward" && results.includes(grad));
}

/** Throws a sentence when this iteration's, or the last one's, backward pass has not reached the tensor. */
export function checkReached(session: Readable, ref: TensorRef): void {
  if (!session.progress.isGraded(ref.node)) throw missing(ref);
}

/** Throws a sentence when there are no numbers in a tensor yet. */
export function checkNumbers(session: Readable, ref: TensorRef): void {
  if (!hasNumbers(session, ref)) throw missing(ref);
}

function missing(ref: TensorRef): DiagnosticError {
  const name = JSON.stringify(formatEndpoint(ref));
  return DiagnosticError.of(
    ref.side === "value" ? `${name} has no numbers yet` : `the backward pass has not reached ${name} yet`,
  );
}
