import { DiagnosticError } from "../../base/diagnostic.ts";

/** Returns what `check` gives; if it refuses a value, the sentence names the setting that the value is from. */
export function inField<T>(field: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(error.diagnostics.map((diagnostic) => ({ ...diagnostic, field })));
  }
}
