import { DiagnosticError } from "../base/diagnostic.ts";
import { quote } from "../base/quote.ts";
import { decodeBase64Url } from "./base64Url.ts";

/** LIMITS: characters after a link's prefix. */
export const MOST_ENCODED = 64 * 2 ** 10;
/** LIMITS: bytes of what a link carries, unpacked. */
export const MOST_INFLATED = 4 * 2 ** 20;

/** Is what is said of a link whose bytes are not what they were. */
export const DAMAGED_LINK = "the link is cut short or damaged";

/**
 * Returns the bytes that a link carries, from its fragment (`location.hash`, with or without the `#`). Throws a DiagnosticError with
 * one sentence for one that is cut short, damaged, too large, or of a newer Wiregrad.
 *
 * @param prefix what such a link begins with: `#g1=`.
 */
export function linkBytes(fragment: string, prefix: string): Uint8Array<ArrayBuffer> {
  const text = fragment.startsWith("#") ? fragment : `#${fragment}`;
  if (!text.startsWith(prefix)) {
    const isNewer = new RegExp(`^${prefix.replace(/\d+=$/, "")}\\d+=`).test(text);
    throw DiagnosticError.of(isNewer ? "the link was made by a newer Wiregrad" : "the link carries no graph");
  }
  const encoded = text.slice(prefix.length);
  if (encoded === "") throw DiagnosticError.of("the link is cut short: nothing comes after its beginning");
  if (encoded.length > MOST_ENCODED) {
    throw DiagnosticError.of(`the link has ${encoded.length} characters, at most ${MOST_ENCODED} are allowed`);
  }
  const foreign = /[^A-Za-z0-9_-]/u.exec(encoded);
  if (foreign !== null) throw DiagnosticError.of(`the link is damaged: ${quote(foreign[0])} does not belong in it`);
  const bytes = decodeBase64Url(encoded);
  if (bytes === null) throw DiagnosticError.of(DAMAGED_LINK);
  return bytes;
}
