import { createStore, promisifyRequest, type UseStore } from "idb-keyval";
import { inTime } from "./inTime.ts";
import { addNewest, type Listed } from "./newestTexts.ts";

/** A text as it is kept, under its SHA-256. */
interface KeptText {
  readonly version: 1;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Under this key is the list of all kept texts, so that their sizes are known without reading them. */
const listKey = "list";

let store: UseStore | null = null;
function database(): UseStore {
  store ??= createStore("wiregrad-texts", "texts");
  return store;
}

/** The browser's storage of the reader's texts. Every call rejects where there is none. */
export const textStorage = {
  /** Rejects where the storage does not answer, too. */
  read: (sha256: string): Promise<Uint8Array<ArrayBuffer> | null> =>
    inTime(() => database()("readonly", async (texts) => asBytes(await promisifyRequest<unknown>(texts.get(sha256))))),

  /** Keeps a text, and lets go of the oldest that there is no room for, but of none in use. All or nothing. */
  write: async (sha256: string, bytes: Uint8Array<ArrayBuffer>, inUse: ReadonlySet<string>): Promise<void> =>
    database()("readwrite", (texts) => {
      const text: KeptText = { version: 1, bytes };
      texts.put(text, sha256);
      const listing: IDBRequest<unknown> = texts.get(listKey);
      listing.onsuccess = () => {
        const { kept, dropped } = addNewest(asList(listing.result), { sha256, size: bytes.length }, inUse);
        texts.put(kept, listKey);
        for (const old of dropped) texts.delete(old);
      };
      return promisifyRequest(texts.transaction);
    }),
};

/** Another version of the page may have written it: what is not of this one counts as absent. */
function asBytes(value: unknown): Uint8Array<ArrayBuffer> | null {
  const text = value as Partial<KeptText> | undefined;
  return text?.version === 1 && text.bytes instanceof Uint8Array ? text.bytes : null;
}

function asList(value: unknown): readonly Listed[] {
  return Array.isArray(value) ? (value as readonly Listed[]) : [];
}
