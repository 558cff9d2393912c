import { gradedNodes } from "../reports/hasNumbers.ts";
import { learningRates } from "../reports/learningRates.ts";
import { findNotFinite } from "../notFinite/findNotFinite.ts";
import type { Status } from "../../protocol/status.ts";
import type { Session } from "../session.ts";

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

/** Says where the session stands. */
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
    halted: state.halted,
    target: state.target,
    breakpoints: session.breakpoints,
    history: {
      oldest: history.oldest,
      newest: state.newest,
      snapshots: history.count,
      bytes: history.bytes,
      budget: history.budget,
    },
    offer: session.undo.offer,
    newData: session.undo.newData,
  };
}
