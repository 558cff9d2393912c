import { create } from "zustand";
import { DiagnosticError } from "../../base/diagnostic.ts";
import { giveBack } from "../../base/giveBack.ts";
import { applyEdit, type Edit } from "../../graph/edits/edit.ts";
import type { Graph } from "../../graph/graph.ts";
import { documentChanges, type Change } from "./documentChanges.ts";
import { refuseEdit } from "./accessStore.ts";
import { emptyGraph } from "../../graph/emptyGraph.ts";
import {
  composeRenames,
  emptyHistory,
  invertRenames,
  record,
  redo,
  undo,
  type History,
  type Origin,
  type Renames,
  type Step,
  type Version,
  type Written,
} from "./history.ts";
import { notifyError } from "../kit/noticeStore.ts";
import { emptySelection, pruneSelection, renameSelection, type Selection } from "./selection.ts";
import { checkpointArrays, type Checkpoint } from "../../protocol/checkpoint.ts";
import type { UndoStep } from "../../protocol/undoStep.ts";

export interface ApplyOptions {
  /** Calls with the same gesture directly after one another are one undo step: a drag, typing in a field. */
  readonly gesture?: string;
  /** What is selected afterwards; otherwise the selection stays, without what is gone. */
  readonly select?: Partial<Selection>;
}

export interface OpenOptions {
  /** Whether the forward pass runs at once. A graph from a link waits until its reader acts. */
  readonly evaluate?: boolean;
  /** The trained state to go on from. */
  readonly checkpoint?: Checkpoint | null;
  /** False for the page's first document, which there is nothing before. */
  readonly undoable?: boolean;
  /** Of a document that was open before: its identity is kept. */
  readonly documentId?: string;
}

/** Describes a trained state, and the graph that it belongs to. */
export interface Trained {
  readonly graph: Graph;
  readonly checkpoint: Checkpoint;
}

interface DocumentState {
  readonly graph: Graph;
  readonly documentId: string;
  /** Counts the documents that were opened: the same one is another time, one that became a copy is not. */
  readonly openings: number;
  readonly origin: Origin;
  readonly selection: Selection;
  readonly history: History;
  /** The newest trained state that the page has: what a restart, a reload or an undo goes back to. */
  readonly trained: Trained | null;

  /** Applies edits as one undo step. Says whether it could; if not, the reader is told why and nothing has changed. */
  readonly apply: (edits: readonly Edit[], options?: ApplyOptions) => boolean;
  /** Remembers, as an undo step of this id, that numbers were changed by hand. */
  readonly recordWrite: (written: Written, gesture: string, id: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Replaces the document. One undo step leads back to the one before. */
  readonly open: (graph: Graph, origin: Origin, options?: OpenOptions) => void;
  /** The open document as another tab has edited it. No undo step; what is selected stays, without what is gone. */
  readonly follow: (graph: Graph) => void;
  /** The same document under another origin: it was saved, or a link's copy is kept. No undo step. */
  readonly setOrigin: (origin: Origin) => void;
  /** The same document under another id, here and in its history: what is changed in this tab became a copy. No undo step. */
  readonly becomeCopy: (from: string, to: string) => void;
  readonly remember: (trained: Trained | null) => void;
  /** Gives the newest trained state to who may go back to it: its memory stays. */
  readonly lend: () => Trained | null;
  /** Gives back the memory of a trained state, unless it is the newest one or was lent. */
  readonly letGo: (checkpoint: Checkpoint) => void;
  /** What is not named is not selected. */
  readonly select: (selection: Partial<Selection>) => void;
}

/** Trained states as they came with a link, which nobody has run here yet. */
const notRun = new WeakSet<Checkpoint>();
/** Trained states that something beside the page may go back to, such as an undo. */
const lent = new WeakSet<Checkpoint>();

/** Returns the open document, what is selected in it, and how to go back. */
export const useDocument = create<DocumentState>()((set, get) => {
  const versionNow = (): Version => {
    const { graph, documentId, origin, selection } = get();
    return { graph, documentId, origin, selection };
  };

  const moveTo = (version: Version, history: History, change: Change): void => {
    const before = get();
    const openings = before.openings + (change.kind === "open" ? 1 : 0);
    set({ ...version, selection: pruneSelection(version.selection, version.graph), history, openings });
    documentChanges.emit({ change, before, after: version });
  };

  /** The trained state of the document that is being left, if the page knows one that fits it. */
  const leaving = (): Checkpoint | null => {
    const trained = get().lend();
    return trained !== null && trained.graph === get().graph ? trained.checkpoint : null;
  };

  const changeOf = (step: Step, side: "before" | "after"): Change => {
    const steps: readonly UndoStep[] = [{ id: step.id, direction: side === "before" ? "undo" : "redo" }];
    if (step.opened !== null) {
      // What was on the screen before is shown again, run or not as it then was.
      const checkpoint = step.opened[side];
      const ran = checkpoint !== null && !notRun.has(checkpoint);
      return { kind: "open", evaluate: step[side].origin.kind !== "link" || ran, checkpoint };
    }
    if (step.written !== undefined) {
      const { node, name, [side]: cells } = step.written;
      return { kind: "write", node, name, cells, steps };
    }
    return {
      kind: "edit",
      renamed: side === "after" ? step.renamed : invertRenames(step.renamed),
      revive: true,
      steps,
    };
  };

  return {
    graph: emptyGraph,
    documentId: newId(),
    openings: 0,
    origin: { kind: "new", name: emptyGraph.title },
    selection: emptySelection,
    history: emptyHistory,
    trained: null,

    apply(edits, options = {}) {
      if (refuseEdit(get().documentId)) return false;
      const before = versionNow();
      let graph = before.graph;
      let renamed: Renames = {};
      try {
        for (const edit of edits) {
          graph = applyEdit(graph, edit);
          renamed = composeRenames(renamed, renamesOf(edit));
        }
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
        notifyError(error);
        return false;
      }
      const kept = renameSelection(before.selection, renamed);
      const selection = pruneSelection(
        options.select === undefined ? kept : { ...emptySelection, ...options.select },
        graph,
      );
      if (graph === before.graph) {
        set({ selection });
        return true;
      }
      const after: Version = { ...before, graph, selection };
      const step: Step = { id: newId(), before, after, renamed, gesture: options.gesture ?? null, opened: null };
      const history = record(get().history, step);
      const steps: readonly UndoStep[] = [{ id: history.past.at(-1)?.id ?? step.id, direction: "do" }];
      moveTo(after, history, { kind: "edit", renamed, revive: false, steps });
      return true;
    },

    recordWrite(written, gesture, id) {
      const version = versionNow();
      const step: Step = { id, before: version, after: version, renamed: {}, gesture, opened: null, written };
      set({ history: record(get().history, step) });
    },

    undo() {
      if (changesDocument(get().history.past) && refuseEdit(get().documentId)) return;
      const undone = undo(get().history, leaving);
      if (undone !== null) moveTo(undone.step.before, undone.history, changeOf(undone.step, "before"));
    },

    redo() {
      if (changesDocument(get().history.future) && refuseEdit(get().documentId)) return;
      const redone = redo(get().history, leaving);
      if (redone !== null) moveTo(redone.step.after, redone.history, changeOf(redone.step, "after"));
    },

    open(graph, origin, options = {}) {
      const checkpoint = options.checkpoint ?? null;
      if (checkpoint !== null) lent.add(checkpoint);
      if (checkpoint !== null && options.evaluate === false) notRun.add(checkpoint);
      const documentId = options.documentId ?? newId();
      const after: Version = { graph, documentId, origin, selection: emptySelection };
      const step: Step = {
        id: newId(),
        before: versionNow(),
        after,
        renamed: {},
        gesture: null,
        opened: { before: leaving(), after: checkpoint },
      };
      const history = options.undoable === false ? get().history : record(get().history, step);
      moveTo(after, history, { kind: "open", evaluate: options.evaluate ?? true, checkpoint });
    },

    follow(graph) {
      moveTo({ ...versionNow(), graph }, get().history, { kind: "edit", renamed: {}, revive: false, steps: [] });
    },

    setOrigin: (origin) => set({ origin }),

    becomeCopy(from, to) {
      const named = (version: Version): Version =>
        version.documentId === from ? { ...version, documentId: to } : version;
      const all = (steps: readonly Step[]): Step[] =>
        steps.map((step) => ({ ...step, before: named(step.before), after: named(step.after) }));
      const { documentId, history } = get();
      set({
        documentId: documentId === from ? to : documentId,
        history: { past: all(history.past), future: all(history.future) },
      });
    },

    remember: (trained) => set({ trained }),

    lend() {
      const { trained } = get();
      if (trained !== null) lent.add(trained.checkpoint);
      return trained;
    },

    letGo(checkpoint) {
      if (lent.has(checkpoint) || get().trained?.checkpoint === checkpoint) return;
      for (const { buffer } of checkpointArrays(checkpoint)) giveBack(buffer);
    },

    select: (selection) => {
      const { graph } = get();
      set({ selection: pruneSelection({ ...emptySelection, ...selection }, graph) });
    },
  };
});

/** Says whether there is a step to undo. */
export const canUndo = (state: { readonly history: History }): boolean => state.history.past.length > 0;
/** Says whether there is a step to redo. */
export const canRedo = (state: { readonly history: History }): boolean => state.history.future.length > 0;

/** Whether the next step of these changes the open document, and does not only lead to another one. */
function changesDocument(steps: readonly Step[]): boolean {
  const next = steps.at(-1);
  return next !== undefined && next.opened === null;
}

/** Returns an id unlike any other in this browser, which is all that it must be. */
export function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}

function renamesOf(edit: Edit): Renames {
  return edit.type === "renameNode" ? { [edit.id]: edit.to } : {};
}
