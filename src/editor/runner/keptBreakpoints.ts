import type { Breakpoint } from "../../protocol/breakpoint.ts";
import { KeptValue } from "../kit/keptValue.ts";

/** The breakpoints of the documents of this browser, for when one is opened again. */
interface Kept {
  readonly notFinite: boolean;
  /** By the document's id, the one that was changed last at the end. */
  readonly documents: Readonly<Record<string, readonly Breakpoint[]>>;
}

const usual: Kept = { notFinite: false, documents: {} };
/** Of the documents whose breakpoints were changed last. */
const atMost = 200;
const kept = new KeptValue("wiregrad/breakpoints", usual, asKept);

export const keptBreakpoints = {
  /** Whether to stop at the first number that is not finite, in any document. */
  notFinite: (): boolean => kept.read().notFinite,

  /** Those of a document; none where what is there is not understood. */
  of(documentId: string): readonly Breakpoint[] {
    const { documents } = kept.read();
    return Object.hasOwn(documents, documentId) ? (documents[documentId] ?? []) : [];
  },

  /** Keeps those of one document. Other tabs have other documents, whose breakpoints stay. */
  write(documentId: string, list: readonly Breakpoint[], notFinite: boolean): void {
    const others = Object.entries(kept.read().documents).filter(([id]) => id !== documentId);
    const all = list.length === 0 ? others : [...others, [documentId, list] as const];
    kept.write({ notFinite, documents: Object.fromEntries(all.slice(-atMost)) });
  },
};

/** An earlier version of the page kept those of one document: `{ documentId, list, notFinite }`. */
function asKept(value: unknown): Kept {
  if (!isRecord(value) || typeof value["notFinite"] !== "boolean") return usual;
  const { documentId, list, documents, notFinite } = value;
  const all = isRecord(documents) ? documents : typeof documentId === "string" ? { [documentId]: list } : {};
  return { notFinite, documents: Object.fromEntries(Object.entries(all).filter(hasBreakpoints)) };
}

function hasBreakpoints(entry: readonly [string, unknown]): entry is [string, readonly Breakpoint[]] {
  const [, list] = entry;
  return Array.isArray(list) && list.every((item: unknown) => isBreakpoint(item));
}

function isBreakpoint(value: unknown): value is Breakpoint {
  if (!isRecord(value)) return false;
  const { id, node, pass, condition, enabled } = value;
  return (
    typeof id === "string" &&
    Number.isSafeInteger(Number(id)) &&
    (node === null || typeof node === "string") &&
    (pass === "all" || pass === "forward" || pass === "backward" || pass === "update") &&
    typeof condition === "string" &&
    typeof enabled === "boolean"
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
