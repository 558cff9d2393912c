import { create } from "zustand";
import { DiagnosticError, formatDiagnostic } from "../../base/diagnostic.ts";

/** Describes a sentence for the reader, shown in a corner until it is dismissed or has been there long enough. */
export interface Notice {
  readonly id: number;
  readonly kind: "error" | "info";
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface NoticeState {
  readonly notices: readonly Notice[];
  readonly dismiss: (id: number) => void;
}

/** Returns what the reader is being told at the moment, oldest first. */
export const useNotices = create<NoticeState>()((set) => ({
  notices: [],
  dismiss: (id) => set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) })),
}));

/** Numbers all notices of the page, so that no two that are told have one number. */
let lastId = 0;
const atMost = 3;

/** Tells the reader something. The same sentence twice is shown once. */
export function notify(notice: Omit<Notice, "id">): number {
  const id = ++lastId;
  useNotices.setState((state) => ({
    notices: [...state.notices.filter((other) => other.message !== notice.message), { ...notice, id }].slice(-atMost),
  }));
  return id;
}

/**
 * Tells the reader of an error in one sentence.
 *
 * @param file names the file at fault.
 * @param again does the same once more: offered where a part of the program could not be loaded.
 */
export function notifyError(error: unknown, file?: string, again?: () => void): void {
  const offer = again !== undefined && isMissingPart(error) ? { action: { label: "Try again", run: again } } : {};
  notify({ kind: "error", message: explainError(error, file), ...offer });
}

/** What browsers say when the code of an `import()` cannot be had, each in its words. */
function isMissingPart(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message);
}

/** Returns one sentence for an error: the first diagnostic, and how many more there are. */
export function explainError(error: unknown, file?: string): string {
  if (error instanceof DiagnosticError && error.diagnostics[0] !== undefined) {
    const more = error.diagnostics.length - 1;
    const first = formatDiagnostic(error.diagnostics[0], file);
    return more === 0 ? first : `${first} (and ${more} more)`;
  }
  if (isMissingPart(error)) {
    return "A part of the program could not be loaded: you may be offline, or a new version is out. Try again, or reload the page.";
  }
  const message = error instanceof Error ? error.message : String(error);
  return file === undefined ? message : `${file}: ${message}`;
}
