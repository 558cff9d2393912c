import type { Program } from "../../program/run/program.ts";
import type { Followed } from "./followed.ts";
import { NudgeTwin } from "./nudgeTwin.ts";

interface Kept {
  readonly node: string;
  readonly twin: Promise<NudgeTwin>;
}

/** Holds one copy for each program, of the loss that was asked about last: it goes with the program. */
const twins = new WeakMap<Program, Kept>();

/** Gives the copy of what leads to a loss; the same one while the program is the same. */
export function nudgeTwin(session: Followed, node: string): Promise<NudgeTwin> {
  const known = twins.get(session.program);
  if (known?.node === node) return known.twin;
  const made = Promise.resolve(session.planOf(session.plan.graph)).then((plan) => new NudgeTwin(session, plan, node));
  twins.set(session.program, { node, twin: made });
  return made;
}
