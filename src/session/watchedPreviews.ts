import { previewOf } from "./preview.ts";
import type { Preview, Watch } from "./protocol.ts";
import type { Session } from "./session.ts";

/** The pictures that a client asked for, of those tensors that have numbers to show. */
export function watchedPreviews(session: Session, watches: readonly Watch[]): Preview[] {
  const { program } = session;
  if (program === null) return [];
  return watches
    .filter((watch) => hasNumbers(session, watch))
    .map((watch) => previewOf(program, watch, session.progress.graded))
    .filter((preview) => preview !== null);
}

function hasNumbers(session: Session, { node, port, side }: Watch): boolean {
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
