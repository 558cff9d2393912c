import { decodeUtf8 } from "../base/decodeUtf8.ts";
import { DiagnosticError } from "../base/diagnostic.ts";

/**
 * Returns the text of a file in strict UTF-8, without a byte order mark. Throws a DiagnosticError that says at which
 * byte it stops being UTF-8, and what to do. The platform's decoder is many times as fast as ours, which knows the
 * place.
 */
export function decodeFile(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeWithPlace(bytes);
  }
}

function decodeWithPlace(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw DiagnosticError.of(`${error.message}: save it as UTF-8`);
  }
}
