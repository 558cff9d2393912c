import type { DocumentContents } from "./documentRecord.ts";

/** Contents that a visit could not see acknowledged before its page was left. */
export interface LeftBehind {
  readonly id: string;
  readonly base: string | null;
  readonly visit: string;
  readonly writes: number;
  readonly contents: DocumentContents;
}

const prefix = "wiregrad/unsaved/";
const keyOf = ({ id, visit }: Pick<LeftBehind, "id" | "visit">): string => `${prefix}${visit}/${id}`;

/**
 * Holds what is on its way into the storage when the page is left. `localStorage` takes it at once, while the page may
 * be gone before IndexedDB has answered; the next visit writes it.
 */
export const leftBehind = {
  /** Says whether it could be noted: a large graph finds no room here. */
  note(left: LeftBehind): boolean {
    try {
      localStorage.setItem(keyOf(left), JSON.stringify(left));
      return true;
    } catch {
      return false;
    }
  },

  /** It is written, or no longer so. */
  forget(left: Pick<LeftBehind, "id" | "visit">): void {
    try {
      localStorage.removeItem(keyOf(left));
    } catch {
      // Where nothing can be noted there is nothing to forget.
    }
  },

  /** What earlier visits left. */
  all(): readonly LeftBehind[] {
    try {
      const names = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
      return names.map((key) => asLeft(localStorage.getItem(key))).filter((left) => left !== undefined);
    } catch {
      return [];
    }
  },

  /** Whether a key of `localStorage` is that of contents of this document. */
  isOf: (key: string, id: string): boolean => key.startsWith(prefix) && key.endsWith(`/${id}`),
};

/** Another version of the page may have noted it: what is not of this one counts as absent. */
function asLeft(text: string | null): LeftBehind | undefined {
  const left = parsed(text ?? "null") as Partial<LeftBehind> | null | undefined;
  const known = typeof left?.id === "string" && typeof left.visit === "string" && typeof left.writes === "number";
  return known && typeof left.contents?.text === "string" ? (left as LeftBehind) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
