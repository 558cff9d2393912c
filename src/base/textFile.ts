import { formatCount } from "./formatNumber.ts";
import { quote } from "./quote.ts";

/** Describes a text file of the user's, as a graph names it. The text itself is not in the graph. */
export interface TextFile {
  /** The file's name, without folders. */
  readonly name: string;
  /** Its size; null where the graph does not say it. */
  readonly bytes: number | null;
  /** SHA-256 of its bytes, 64 hexadecimal digits in lower case, as `sha256sum` prints it. */
  readonly sha256: string;
}

/** Returns what a text file is known by among loaded texts; a colon is in no data set's name. */
export function textFileKey({ sha256 }: Pick<TextFile, "sha256">): string {
  return `sha256:${sha256}`;
}

/** Says whether a text can be a SHA-256. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Writes a text file for a sentence: `"whales.txt" (1,234,567 bytes)`. */
export function formatTextFile({ name, bytes, sha256 }: TextFile): string {
  const size = bytes === null ? "" : ` (${formatCount(bytes)} ${bytes === 1 ? "byte" : "bytes"})`;
  return (name === "" ? `the file with the SHA-256 ${sha256}` : quote(name)) + size;
}
