import type { DiagnosticError } from "../../base/diagnostic.ts";
import { textFileKey, type TextFile } from "../../base/textFile.ts";

/** Describes a text that a graph names: a data set, or a file of the user's. */
export type NamedText =
  | { readonly kind: "dataset"; readonly name: string }
  | { readonly kind: "file"; readonly file: TextFile };

/** Holds, by {@link textKey}, the texts that are loaded, and why others could not be had. */
export type Texts = ReadonlyMap<string, string | DiagnosticError>;

/** Returns what a text is known by: a data set's name, or `sha256:…`; a colon is in no data set's name. */
export function textKey(text: NamedText): string {
  return text.kind === "dataset" ? text.name : textFileKey(text.file);
}
