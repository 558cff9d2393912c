import { DiagnosticError } from "../base/diagnostic.ts";
import { formatEndpoint } from "../base/endpoint.ts";
import type { TensorRef } from "./protocol.ts";
import type { Session } from "./session.ts";

/** Whether there are numbers to show in a tensor: its node has run, or, for a gradient, the backward pass has reached it. */
export function hasNumbers(session: Session, { node, port, side }: TensorRef): boolean {
  const { plan, progress } = session;
  if (side === "grad") return progress.graded.has(node);
  const called = (lasting: { readonly node: string; readonly name: string }): boolean =>
    lasting.node === node && lasting.name === port;
  const lasts = plan?.parameters.some(called) === true || plan?.buffers.some(called) === true;
  if (lasts || progress.valued.has(node) || isGiven(session, node)) return true;
  // Between a node's ops the first of them have theirs already.
  return progress.begun === node && port.startsWith("#");
}

/** Whether the node's numbers are there without a step of it: data, a constant, a free parameter. */
function isGiven({ plan, state }: Session, node: string): boolean {
  if (plan === null || plan.applied.some((applied) => applied.node === node)) return false;
  // A batch has no rows before the first draw.
  const drawn = state.drawn || state.iteration > 0;
  return drawn || plan.draws.every((draw) => draw.node !== node);
}

/** Throws a sentence when there are no numbers in a tensor yet. */
export function checkNumbers(session: Session, ref: TensorRef): void {
  if (hasNumbers(session, ref)) return;
  const name = JSON.stringify(formatEndpoint(ref));
  const missing = ref.side === "value" ? `${name} has no numbers yet` : `the backward pass has not reached ${name} yet`;
  throw DiagnosticError.of(missing);
}
