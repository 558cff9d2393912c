import { DiagnosticError } from "../../base/diagnostic.ts";
import { Overtaken } from "../../base/overtaken.ts";
import { notifyError } from "../kit/noticeStore.ts";

/**
 * Tells what the session refused. A bug of the session's is told once, by the restart that it leads to, and what
 * another graph has overtaken is told to nobody.
 */
export function tellFault(error: unknown): void {
  if (!isFailure(error) && !(error instanceof Overtaken)) notifyError(error);
}

/** Says whether an answer is a bug of the session's. */
export function isFailure(error: unknown): boolean {
  return error instanceof DiagnosticError && error.message.startsWith("the session failed");
}
