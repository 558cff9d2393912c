import { sortNodes } from "./sortNodes.ts";
import { statedViews } from "./statedViews.ts";
import type { RawFile } from "./rawFile.ts";

/** Is the version that is written, and the newest that can be read. */
export const CURRENT_VERSION = 2;

/**
 * Says how a file of an older version becomes one of the next: `migrations.get(1)` takes version 1 to version 2. There
 * is one for every version below the current one, and a kept file of that version that a test opens.
 */
export const migrations: ReadonlyMap<number, (file: RawFile) => RawFile> = new Map([
  [1, (file: RawFile) => sortNodes(statedViews(file))],
]);
