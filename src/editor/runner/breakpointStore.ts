import { createStore, type StoreApi } from "zustand";
import type { PlanReport } from "../../protocol/planReport.ts";
import { breakpointsAfter, covers } from "./breakpointList.ts";
import type { DocumentChange } from "../document/documentChanges.ts";
import { keptBreakpoints } from "./keptBreakpoints.ts";
import type { SessionStore } from "./sessionStore.ts";
import type { Breakpoint } from "../../protocol/breakpoint.ts";

export interface BreakpointState {
  /** Those of the open document. One at a node that is gone waits for it to come back. */
  readonly list: readonly Breakpoint[];
  /** Whether to stop at the first number that is nan or infinite, in any document. */
  readonly notFinite: boolean;
  /** A condition that is being typed: it is checked, and its breakpoint stops nothing meanwhile. */
  readonly typed: { readonly id: string; readonly condition: string } | null;

  /** A breakpoint at a node goes where it covers the pass; otherwise it comes, or covers more. */
  readonly toggle: (node: string, pass: Breakpoint["pass"]) => void;
  /** Adds one on the whole graph. */
  readonly add: (condition: string) => void;
  readonly change: (id: string, change: Partial<Pick<Breakpoint, "pass" | "condition" | "enabled">>) => void;
  readonly remove: (id: string) => void;
  readonly setNotFinite: (notFinite: boolean) => void;
  readonly type: (id: string, condition: string) => void;
  /** Goes along with a change of the document. */
  readonly follow: (event: DocumentChange) => void;
}

export type BreakpointStore = StoreApi<BreakpointState>;

/**
 * Makes the store of where the reader wants runs to stop. Beside the document, as in any debugger: no undo step, and in no
 * file. The session's plan says what the names in conditions mean.
 */
export function breakpointStore(session: SessionStore): BreakpointStore {
  return createStore<BreakpointState>()((set, get) => {
    const left = new Map<string, readonly Breakpoint[]>();
    let documentId = "";

    const put = (changes: Partial<Pick<BreakpointState, "list" | "notFinite">>): void => {
      set({ ...changes, typed: null });
      const { list, notFinite } = get();
      keptBreakpoints.write(documentId, list, notFinite);
    };

    return {
      list: [],
      notFinite: keptBreakpoints.notFinite(),
      typed: null,

      toggle(node, pass) {
        const { list } = get();
        const there = list.find((breakpoint) => breakpoint.node === node);
        if (there === undefined) put({ list: [...list, fresh(list, node, pass, "")] });
        else if (covers(there, pass)) get().remove(there.id);
        else get().change(there.id, { pass: "all" });
      },

      add: (condition) => put({ list: [...get().list, fresh(get().list, null, "all", condition)] }),

      change: (id, change) =>
        put({
          list: get().list.map((breakpoint) => (breakpoint.id === id ? { ...breakpoint, ...change } : breakpoint)),
        }),

      remove: (id) => put({ list: get().list.filter((breakpoint) => breakpoint.id !== id) }),

      setNotFinite: (notFinite) => put({ notFinite }),

      type(id, condition) {
        const inForce = get().list.some((breakpoint) => breakpoint.id === id && breakpoint.condition === condition);
        set({ typed: inForce ? null : { id, condition } });
      },

      follow({ change, before, after }) {
        const { list } = get();
        if (after.documentId !== documentId) {
          left.set(documentId, list);
          documentId = after.documentId;
          set({ list: left.get(documentId) ?? keptBreakpoints.of(documentId), typed: null });
        } else if (change.kind === "edit") {
          const { renamed, revive } = change;
          const next = breakpointsAfter(list, before.graph, after.graph, renamed, revive, (node, name) =>
            hadTensor(session.getState().plan, node, name),
          );
          if (next !== list) put({ list: next });
        }
      },
    };
  });
}

/** By the plan that the session sent last, which is that of before the edit. */
function hadTensor(plan: PlanReport | null, node: string, name: string): boolean {
  const report = plan?.nodes[node];
  if (report === undefined) return false;
  const ports = Object.keys(report.outputs);
  return (name === "out" && ports.length > 0) || [...ports, ...report.parameters.map((own) => own.name)].includes(name);
}

function fresh(
  list: readonly Breakpoint[],
  node: string | null,
  pass: Breakpoint["pass"],
  condition: string,
): Breakpoint {
  const id = String(1 + Math.max(0, ...list.map((breakpoint) => Number(breakpoint.id))));
  return { id, node, pass, condition, enabled: true };
}

/** Gives the breakpoints that the session gets: one whose condition is being typed is off. */
export function activeBreakpoints({ list, typed }: Pick<BreakpointState, "list" | "typed">): readonly Breakpoint[] {
  if (typed === null) return list;
  const { id, condition } = typed;
  return list.map((breakpoint) => (breakpoint.id === id ? { ...breakpoint, condition, enabled: false } : breakpoint));
}
