import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes a folder with these files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "wiregrad-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The notebook's graph as a file. */
export const notebook = readFileSync("graphs/notebook-mlp.json", "utf8");

/** A file of the notebook's graph, changed. */
export function changed(name: string, change: (text: string) => string): { folder: string; name: string } {
  return { folder: folderOf({ [name]: change(notebook) }), name };
}
