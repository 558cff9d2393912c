import { DiagnosticError } from "../../base/diagnostic.ts";
import { applyEdit } from "../../graph/edits/edit.ts";
import { useDocument } from "./documentStore.ts";
import { explainError } from "../kit/noticeStore.ts";

/** Says why a node cannot have this name, in one sentence for its field; null when it can. Changes nothing. */
export function renameRefusal(id: string, to: string): string | null {
  try {
    applyEdit(useDocument.getState().graph, { type: "renameNode", id, to: to.trim() });
    return null;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return explainError(error);
  }
}
