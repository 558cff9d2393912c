import { create } from "zustand";
import { notify } from "../kit/noticeStore.ts";

/** Which document this tab may not change. */
interface Access {
  /** The id of a document that another tab works on; null when there is none. */
  readonly elsewhere: string | null;
}

export const useAccess = create<Access>()(() => ({ elsewhere: null }));

/** Says whether another tab works on a document, so that it can only be read here. */
export const isElsewhere = (documentId: string): boolean => useAccess.getState().elsewhere === documentId;

/** Notes whether another tab works on a document. */
export function setElsewhere(documentId: string, elsewhere: boolean): void {
  if (elsewhere) useAccess.setState({ elsewhere: documentId });
  else if (isElsewhere(documentId)) useAccess.setState({ elsewhere: null });
}

/** Says so, and why, where a document can only be read. */
export function refuseEdit(documentId: string): boolean {
  if (!isElsewhere(documentId)) return false;
  notify({
    kind: "info",
    message: "Another tab works on this document. Press “Work here” or “Open a copy” above to change it.",
  });
  return true;
}
