import type { Graph } from "../../graph/graph.ts";
import type { Selection } from "./selection.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { CellValue } from "../../protocol/tensorRegion.ts";

/**
 * Says where the open graph came from. A graph from a link is an unsaved copy until its reader keeps it; a chapter of
 * the lesson is shown beside its graph.
 */
export interface Origin {
  readonly kind: "gallery" | "file" | "lesson" | "link" | "new";
  /** The file's name, the gallery's entry, the chapter's id, or the title. */
  readonly name: string;
}

/** Gives new node ids by old ones. */
export type Renames = Readonly<Record<string, string>>;

/** Describes one side of a step: the whole document as it stood. */
export interface Version {
  readonly graph: Graph;
  /** Tells documents apart: another one with each `open`, the same through edits, saves and reloads. */
  readonly documentId: string;
  readonly origin: Origin;
  readonly selection: Selection;
}

/** Holds cells of a parameter that were changed by hand. The document knows nothing of them; undo and redo do. */
export interface Written {
  readonly node: string;
  readonly name: string;
  readonly before: readonly CellValue[];
  readonly after: readonly CellValue[];
}

/** Describes one undo step: the document before and after, and which nodes got new ids on the way. */
export interface Step {
  /** Unlike that of any other; the session keeps by it the numbers from before and after. */
  readonly id: string;
  readonly before: Version;
  readonly after: Version;
  readonly renamed: Renames;
  /** Calls with the same gesture, directly after one another, are one step. */
  readonly gesture: string | null;
  /** Set when another document was opened: the trained state on either side, where it is known. */
  readonly opened: { readonly before: Checkpoint | null; readonly after: Checkpoint | null } | null;
  /** Set when only numbers changed. */
  readonly written?: Written;
}

/** Holds steps that can be undone, oldest first, and those that can be redone, next one last. */
export interface History {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export const emptyHistory: History = { past: [], future: [] };

/** Older steps are forgotten: graphs share their unchanged nodes, so a step is small. */
const longest = 500;

/** Adds a step; a gesture that goes on is merged into the step that it began. Nothing can be redone afterwards. */
export function record(history: History, step: Step): History {
  const last = history.past.at(-1);
  const goesOn =
    last !== undefined &&
    history.future.length === 0 &&
    step.gesture !== null &&
    step.gesture === last.gesture &&
    step.opened === null &&
    last.opened === null &&
    sameCells(step.written, last.written);
  if (!goesOn) return { past: [...history.past, step].slice(-longest), future: [] };
  const merged = {
    ...last,
    after: step.after,
    renamed: composeRenames(last.renamed, step.renamed),
    ...(last.written === undefined || step.written === undefined
      ? {}
      : { written: { ...last.written, after: step.written.after } }),
  };
  return { past: [...history.past.slice(0, -1), merged], future: [] };
}

/** Both change the same cells, or neither any. */
function sameCells(one: Written | undefined, other: Written | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const cells = ({ node, name, before }: Written): string =>
    JSON.stringify([node, name, before.map(({ index }) => index)]);
  return cells(one) === cells(other);
}

/** Takes the last step back. `leaving` gives the trained state that a step which opened a document leaves behind. */
export function undo(history: History, leaving: () => Checkpoint | null): { history: History; step: Step } | null {
  const last = history.past.at(-1);
  if (last === undefined) return null;
  const step = last.opened === null ? last : { ...last, opened: { ...last.opened, after: leaving() } };
  // A gesture ends where it was undone: what comes next is a step of its own.
  const closed = { ...step, gesture: null };
  return { history: { past: history.past.slice(0, -1), future: [...history.future, closed] }, step: closed };
}

/** Does the step again that was undone last. */
export function redo(history: History, leaving: () => Checkpoint | null): { history: History; step: Step } | null {
  const next = history.future.at(-1);
  if (next === undefined) return null;
  const step = next.opened === null ? next : { ...next, opened: { ...next.opened, before: leaving() } };
  return { history: { past: [...history.past, step], future: history.future.slice(0, -1) }, step };
}

/** Returns the renames of two steps after one another, as those of one. */
export function composeRenames(first: Renames, second: Renames): Renames {
  const composed: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [from, to] of Object.entries(first)) {
    composed[from] = Object.hasOwn(second, to) ? (second[to] ?? to) : to;
  }
  const reached = new Set(Object.values(first));
  for (const [from, to] of Object.entries(second)) {
    if (!reached.has(from) && !Object.hasOwn(first, from)) composed[from] = to;
  }
  return composed;
}

export function invertRenames(renamed: Renames): Renames {
  const inverse: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [from, to] of Object.entries(renamed)) inverse[to] = from;
  return inverse;
}
