import { HEAD_BYTES } from "../io/fileKind.ts";
import type { Source } from "./format.ts";

/** Looks at the first bytes of a file; the rest is read only by the format that it is of. */
export async function sourceOf(blob: Blob, name: string): Promise<Source> {
  return { name, blob, head: new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()) };
}

/** Makes a source of a text: a link, or what was pasted. */
export function sourceOfText(text: string): Source {
  const blob = new Blob([text]);
  const head = new TextEncoder().encode(text.slice(0, HEAD_BYTES)).subarray(0, HEAD_BYTES);
  return { name: "", blob, head };
}

/** Returns a source's first bytes as text. */
export function headText({ head }: Source): string {
  // The last character may be cut off.
  return new TextDecoder().decode(head, { stream: true });
}

/** Says whether a source's name has one of a format's endings. */
export function hasEnding({ name }: Source, endings: readonly string[]): boolean {
  return endings.some((ending) => name.toLowerCase().endsWith(ending));
}
