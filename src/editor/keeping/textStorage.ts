import { inTime } from "../kit/inTime.ts";
import { addNewest, type Listed } from "./newestTexts.ts";
import { Database } from "./storage/database.ts";

/** A text as it is kept, under its SHA-256. */
interface KeptText {
  readonly version: 1;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Under this key is the list of all kept texts, so that their sizes are known without reading them. */
const listKey = "list";

const database = new Database("wiregrad-texts", "texts");

/** Holds the browser's storage of the reader's texts. Every call rejects where there is none. */
export const textStorage = {
  /** Rejects where the storage does not answer, too. */
  read: (sha256: string): Promise<Uint8Array<ArrayBuffer> | null> =>
    inTime(() => database.read(async (texts) => asBytes(await texts.get(sha256)))),

  /** Keeps a text, and lets go of the oldest that there is no room for, but of none in use. All or nothing. */
  write: async (sha256: string, bytes: Uint8Array<ArrayBuffer>, inUse: ReadonlySet<string>): Promise<void> =>
    database.write(async (texts) => {
      const text: KeptText = { version: 1, bytes };
      const { kept, dropped } = addNewest(asList(await texts.get(listKey)), { sha256, size: bytes.length }, inUse);
      await Promise.all([
        texts.put(text, sha256),
        texts.put(kept, listKey),
        ...dropped.map((old) => texts.delete(old)),
      ]);
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
