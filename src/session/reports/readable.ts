import type { Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import type { NodeProgress } from "../machine/nodeProgress.ts";
import type { State } from "../moves/state.ts";

/** Holds what can be read of a session: it stands still meanwhile. */
export interface Readable {
  /** Null while no graph is open. */
  readonly plan: Plan | null;
  /** Null as `plan`, and where the graph has no memory. */
  readonly program: Program | null;
  readonly state: State;
  readonly progress: NodeProgress;
}
