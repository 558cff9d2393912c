import { createStore, get, set, update, type UseStore } from "idb-keyval";
import { inTime } from "../inTime.ts";
import type { SavedRecord } from "./savedRecord.ts";

/**
 * What this browser keeps. `own`: the document that was open last. `copy`: an unsaved copy from a link, kept
 * apart so that it replaces nothing. `earlier`: documents that were replaced, the latest first.
 */
type Slot = "own" | "copy";

const atMostEarlier = 6;

let store: UseStore | null = null;
function database(): UseStore {
  store ??= createStore("wiregrad", "documents");
  return store;
}

/** The browser's storage of documents. Every call rejects where there is none, or where it does not answer. */
export const browserStorage = {
  read: (slot: Slot): Promise<SavedRecord | undefined> =>
    inTime(async () => asRecord(await get<unknown>(slot, database()))),

  write: (slot: Slot, record: SavedRecord): Promise<void> => inTime(() => set(slot, record, database())),

  readEarlier: (): Promise<readonly SavedRecord[]> =>
    inTime(async () => asRecords(await get<unknown>("earlier", database()))),

  /** Puts a replaced document before the others; one that is there already moves. */
  addEarlier: (record: SavedRecord): Promise<void> =>
    inTime(() =>
      update<unknown>(
        "earlier",
        (list) =>
          [record, ...asRecords(list).filter((other) => other.documentId !== record.documentId)].slice(
            0,
            atMostEarlier,
          ),
        database(),
      ),
    ),

  removeEarlier: (documentId: string): Promise<void> =>
    inTime(() =>
      update<unknown>(
        "earlier",
        (list) => asRecords(list).filter((record) => record.documentId !== documentId),
        database(),
      ),
    ),
};

/** Another version of the page may have written it: what is not a record of this one counts as absent. */
function asRecord(value: unknown): SavedRecord | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const record = value as Partial<SavedRecord>;
  return record.version === 1 && typeof record.text === "string" && typeof record.documentId === "string"
    ? (record as SavedRecord)
    : undefined;
}

function asRecords(value: unknown): SavedRecord[] {
  if (!Array.isArray(value)) return [];
  return value.map(asRecord).filter((record) => record !== undefined);
}
