import { DiagnosticError } from "../../base/diagnostic.ts";
import type { TextFile } from "../../base/textFile.ts";
import { textKey, type NamedText, type Texts } from "../../program/plan/texts.ts";

/** Says where texts come from. */
export interface TextSources {
  /** The text of a data set. Rejects with a DiagnosticError when it cannot be had. */
  readonly loadDataset: (name: string) => Promise<string>;
  /** The text of a file of the user's. Rejects with a DiagnosticError when it cannot be had; the node then says so. */
  readonly loadTextFile: (file: TextFile) => Promise<string>;
}

/** Holds the texts that graphs name, each loaded when a graph first needs it. */
export class LoadedTexts {
  readonly #texts = new Map<string, string | DiagnosticError>();
  readonly #sources: TextSources;

  constructor(sources: TextSources) {
    this.#sources = sources;
  }

  get all(): Texts {
    return this.#texts;
  }

  /** Loads those that are not there. False when all of them were. */
  async load(texts: readonly NamedText[]): Promise<boolean> {
    const missing = texts.filter((text) => !this.#texts.has(textKey(text)));
    for (const text of missing) this.#texts.set(textKey(text), await this.#loadOne(text));
    return missing.length > 0;
  }

  /** What could not be had before may be there by now: it is asked for again. */
  retry(): void {
    for (const [key, text] of this.#texts) if (typeof text !== "string") this.#texts.delete(key);
  }

  /** Files of the user's may be large: those that are not among these any more are let go. */
  keepFiles(texts: readonly NamedText[]): void {
    const named = new Set(texts.map(textKey));
    for (const key of this.#texts.keys()) if (key.startsWith("sha256:") && !named.has(key)) this.#texts.delete(key);
  }

  async #loadOne(text: NamedText): Promise<string | DiagnosticError> {
    if (text.kind === "dataset") return this.#sources.loadDataset(text.name);
    try {
      return await this.#sources.loadTextFile(text.file);
    } catch (error) {
      if (error instanceof DiagnosticError) return error;
      throw error;
    }
  }
}
