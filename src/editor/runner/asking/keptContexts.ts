import { KeptValue } from "../../kit/keptValue.ts";

/** Of the documents whose context was typed last. */
const atMost = 200;

interface Kept {
  /** What was typed last in each document, by its id; the one that was changed last at the end. */
  readonly documents: Readonly<Record<string, string>>;
}

const kept = new KeptValue<Kept>("wiregrad/asked", { documents: {} });

/** Holds the contexts that this browser's reader typed, for when a document is opened again. */
export const keptContexts = {
  /** That of a document; null where none was typed. */
  of(documentId: string): string | null {
    const { documents } = kept.read();
    const text: unknown = Object.hasOwn(documents, documentId) ? documents[documentId] : null;
    return typeof text === "string" ? text : null;
  },

  write(documentId: string, text: string): void {
    const others = Object.entries(kept.read().documents).filter(([id]) => id !== documentId);
    kept.write({ documents: Object.fromEntries([...others, [documentId, text] as const].slice(-atMost)) });
  },
};
