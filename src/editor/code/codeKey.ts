import type { CodeRow } from "./codeRows.ts";

/** Returns what a line is known by after an edit above it. */
export function codeKey({ line, text }: CodeRow): string {
  return `${line?.part ?? ""} ${line?.node ?? ""} ${text}`;
}
