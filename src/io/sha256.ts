import { DiagnosticError } from "../base/diagnostic.ts";

/**
 * Returns the SHA-256 of bytes, as `sha256sum` prints it. Throws a DiagnosticError on a page that was not loaded over
 * https or from this computer: browsers keep the function from it.
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) {
    throw DiagnosticError.of(
      "a text file is known by its SHA-256, which this browser computes on pages from https or localhost only",
    );
  }
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
