import { decodeUtf8 } from "../base/decodeUtf8.ts";
import { DiagnosticError } from "../base/diagnostic.ts";
import { limits } from "../graph/limits.ts";

/**
 * The text in a file of the reader's own, as a graph may hold it: strict UTF-8 without a byte order mark, lines
 * ended by `\n` alone, at most what a text of a graph may have. A file beyond that is refused before it is read.
 * Throws a DiagnosticError; `formatDiagnostic(diagnostic, name)` puts the file's name before it.
 */
export async function readTextFile(file: Blob): Promise<string> {
  if (file.size > limits.text) {
    throw DiagnosticError.of(`the text has ${file.size} bytes, at most ${limits.text} (64 KiB) fit in a graph`);
  }
  const text = decodeUtf8(new Uint8Array(await file.arrayBuffer())).replaceAll(/\r\n?/g, "\n");
  if (text.trim() === "") throw DiagnosticError.of("there are no words: expected at least one line that is not empty");
  return text;
}
