import { quote } from "../../base/quote.ts";

/** Holds what is needed of a browser's `DataTransfer`. */
export interface Dropped {
  readonly items: ArrayLike<{
    readonly webkitGetAsEntry: () => { readonly isDirectory: boolean; readonly name: string } | null;
  }>;
  readonly files: ArrayLike<File>;
}

/**
 * Returns the one file that was dropped; null where there is none, and a sentence where it is a folder, or more than
 * one: to read a folder as a file gives the browser's own error.
 */
export function droppedFile(dropped: Dropped | null): File | string | null {
  if (dropped === null) return null;
  const { items, files } = dropped;
  const entry = items[0]?.webkitGetAsEntry() ?? null;
  if (entry?.isDirectory === true) return `${quote(entry.name)} is a folder: drop one file, a graph or a text.`;
  if (files.length > 1) return `${files.length} files were dropped: drop one at a time.`;
  return files[0] ?? null;
}
