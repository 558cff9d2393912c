import { formatTextFile, type TextFile } from "../../base/textFile.ts";
import { textFilesOf } from "../../graph/textFiles.ts";
import { sha256 } from "../../io/sha256.ts";
import { inTime } from "../kit/inTime.ts";
import { addNewest, type Listed } from "./newestTexts.ts";
import { useDocument } from "../document/documentStore.ts";
import { textStorage } from "./textStorage.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The texts of this visit, which are here whatever becomes of the storage. */
const here = new Map<string, Bytes>();
/** Which of them are here, the newest first: bytes of the page, like the storage behind them. */
let list: readonly Listed[] = [];
/** Those of them that the browser keeps. */
const stored = new Set<string>();
/** Those that are on their way into the storage. */
const underWay = new Set<Promise<void>>();

/** The texts that the open document names. */
function inUse(): ReadonlySet<string> {
  return new Set(textFilesOf(useDocument.getState().graph).map((file) => file.sha256));
}

function remember(hash: string, bytes: Bytes): void {
  const { kept, dropped } = addNewest(list, { sha256: hash, size: bytes.length }, inUse());
  list = kept;
  here.set(hash, bytes);
  for (const old of dropped) here.delete(old);
}

/**
 * Holds the reader's own texts, which are too large for a graph: in memory for this visit, and in the browser's
 * storage.
 */
export const ownTexts = {
  /**
   * Takes a text in: it can be read at once. Resolves when the browser keeps it too, however long that takes; rejects when
   * it cannot.
   */
  keep(hash: string, bytes: Bytes): Promise<void> {
    remember(hash, bytes);
    const kept = textStorage.write(hash, bytes, inUse()).then(() => void stored.add(hash));
    const settled: Promise<void> = inTime(() => kept)
      .catch(() => undefined)
      .finally(() => underWay.delete(settled));
    underWay.add(settled);
    return kept;
  },

  /** Resolves when no text is on its way into the storage any more, or has been for too long. */
  settled: async (): Promise<void> => void (await Promise.all(underWay)),

  /** A text that the open document names, and that is gone with the page because the browser does not keep it; or null. */
  onlyHere: (): TextFile | null =>
    textFilesOf(useDocument.getState().graph).find((file) => here.has(file.sha256) && !stored.has(file.sha256)) ?? null,

  /** A text's bytes, or in one sentence why they cannot be had and how to bring them back. */
  async read(file: TextFile): Promise<{ readonly bytes: Bytes } | { readonly refusal: string }> {
    const known = here.get(file.sha256);
    if (known !== undefined) return { bytes: known };
    const bringBack = "drop that file on this node, or choose it";
    try {
      const bytes = await textStorage.read(file.sha256);
      if (bytes === null || (await sha256(bytes)) !== file.sha256) {
        return { refusal: `${formatTextFile(file)} is not in this browser: ${bringBack}` };
      }
      remember(file.sha256, bytes);
      stored.add(file.sha256);
      return { bytes };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { refusal: `${formatTextFile(file)} cannot be read from this browser (${reason}): ${bringBack}` };
    }
  },
};
