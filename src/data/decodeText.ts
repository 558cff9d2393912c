import { decodeUtf8 } from "../base/decodeUtf8.ts";
import { DiagnosticError } from "../base/diagnostic.ts";

/** LIMITS: bytes of one text of data. */
const MAX_TEXT_BYTES = 8 * 2 ** 20;

/**
 * The text in a file of data: strict UTF-8, without a byte order mark, lines ended by `\n` alone. Throws a
 * DiagnosticError for more than 8 MiB, and for bytes that are not UTF-8, with their place.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > MAX_TEXT_BYTES) {
    throw DiagnosticError.of(`the text has ${bytes.length} bytes, at most ${MAX_TEXT_BYTES} (8 MiB) are allowed`);
  }
  return decodeUtf8(bytes).replaceAll("\r\n", "\n");
}
