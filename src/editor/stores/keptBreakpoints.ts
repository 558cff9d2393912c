import type { Breakpoint } from "../../session/protocol.ts";

/** The breakpoints of the document that was open last, for when the page is loaded again. */
interface Kept {
  readonly documentId: string;
  readonly list: readonly Breakpoint[];
  readonly notFinite: boolean;
}

const key = "wiregrad/breakpoints";

export const keptBreakpoints = {
  /** Null where there are none, or where what is there is not understood. */
  read(): Kept | null {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
      return isKept(kept) ? kept : null;
    } catch {
      return null;
    }
  },

  write(kept: Kept): void {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Where nothing can be kept they are there for this visit.
    }
  },
};

function isKept(value: unknown): value is Kept {
  if (!isRecord(value)) return false;
  const { documentId, list, notFinite } = value;
  return (
    typeof documentId === "string" &&
    typeof notFinite === "boolean" &&
    Array.isArray(list) &&
    list.every((item: unknown) => isBreakpoint(item))
  );
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
