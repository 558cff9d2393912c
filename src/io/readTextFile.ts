import { DiagnosticError } from "../base/diagnostic.ts";
import { formatCount } from "../base/formatNumber.ts";
import { decodeFile } from "./decodeFile.ts";
import { fileKind, HEAD_BYTES, type FileKind } from "./fileKind.ts";

/** LIMITS: bytes of a text of the user's. */
const MOST_BYTES = 8 * 2 ** 20;

/** Describes a text file of the user's that was read. */
export interface OwnText {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Decoded, without a byte order mark; lines end as they do in the file. */
  readonly text: string;
}

/**
 * Reads a text file of the user's: strict UTF-8, at most 8 MiB, with a line that is not empty. A file beyond the limit is
 * refused before it is read, and what one can see is no text (a picture, a web page, UTF-16) is told to be that. Throws a
 * DiagnosticError; `formatDiagnostic(diagnostic, name)` puts the file's name before it.
 *
 * @param known what `fileKind` says of it, where its first bytes were looked at already.
 */
export async function readTextFile(
  file: Pick<Blob, "size" | "arrayBuffer">,
  name = "",
  known?: FileKind | null,
): Promise<OwnText> {
  if (file.size > MOST_BYTES) {
    throw DiagnosticError.of(
      `the text has ${formatCount(file.size)} bytes, at most ${formatCount(MOST_BYTES)} (8 MiB) are allowed`,
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = known === undefined ? fileKind(bytes.subarray(0, HEAD_BYTES), name) : known;
  if (kind !== null && kind.forText !== null) throw DiagnosticError.of(`this is ${kind.what}: ${kind.forText}`);
  const text = decodeFile(bytes);
  if (!/\S/.test(text)) {
    throw DiagnosticError.of("there are no words: expected at least one line that is not empty");
  }
  return { bytes, text };
}
