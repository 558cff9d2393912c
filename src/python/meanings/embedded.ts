import { Unzlib } from "fflate";
import { Beyond } from "../values/beyond.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** LIMITS: bytes that data within code may be unpacked to. */
const MOST_BYTES = 8 * 2 ** 20;
/** How many packed bytes are unpacked at once: what is too much is noticed soon. */
const PIECE = 16 * 2 ** 10;

/** Is `base64.b64decode`. Throws Beyond for a text that is not base64. */
export function decodedBase64(text: string, at: number): Uint8Array {
  const digits = text.replaceAll(/[\s=]/g, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [word, bits, count] = [0, 0, 0];
  for (const digit of digits) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) throw new Beyond(at, "this is no base64");
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[count++] = (word >> bits) & 0xff;
  }
  return bytes;
}

/** Is `zlib.decompress`, in pieces, up to a limit. Throws Beyond for what is not packed so, or is too much. */
export function inflated(packed: Uint8Array, at: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  const state = { size: 0, ended: false };
  const stream = new Unzlib((chunk, final) => {
    state.size += chunk.length;
    state.ended ||= final;
    if (state.size <= MOST_BYTES) chunks.push(chunk);
  });
  for (let from = 0; from < packed.length; from += PIECE) {
    if (state.size > MOST_BYTES) break;
    try {
      stream.push(packed.subarray(from, from + PIECE), from + PIECE >= packed.length);
    } catch (cause) {
      throw new Beyond(at, `these bytes cannot be unpacked: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
  if (state.size > MOST_BYTES) throw new Beyond(at, `these bytes become more than ${MOST_BYTES} (8 MiB)`);
  if (!state.ended) throw new Beyond(at, "these packed bytes end too early");
  const all = new Uint8Array(state.size);
  let place = 0;
  for (const chunk of chunks) {
    all.set(chunk, place);
    place += chunk.length;
  }
  return all;
}
