import { createStore, type StoreApi } from "zustand";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { LinesReport } from "../../protocol/progress.ts";
import type { Status } from "../../protocol/status.ts";

/** Holds what the session last said: reports and numbers of its standing, never tensors. */
export interface SessionState {
  /** What compiling the document gave; null until the session has answered once. */
  readonly plan: PlanReport | null;
  readonly status: Status | null;
  /** Why the session does not answer, in one sentence, while it does not. */
  readonly failure: string | null;
  /** Whether the session has been at an edit for so long that it should be said. */
  readonly compiling: boolean;
  /** Lines that nodes last made of their numbers, by node. */
  readonly lines: ReadonlyMap<string, LinesReport>;
  /** How many nodes the last edit ran again, for a little while after it. */
  readonly rerun: Status["reevaluated"];
}

export type SessionStore = StoreApi<SessionState>;

/** Makes the store of what the session last said, before it has said anything. */
export function sessionStore(): SessionStore {
  return createStore<SessionState>()(() => ({
    plan: null,
    status: null,
    failure: null,
    compiling: false,
    lines: new Map(),
    rerun: null,
  }));
}
