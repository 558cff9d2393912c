import type { Diagnostic } from "../../base/diagnostic.ts";
import "./plainWords.css";

/** Shows, under PyTorch's sentence, what it says once more in plain words. */
export function PlainWords({ of: { plain } }: { readonly of: { readonly plain?: Diagnostic["plain"] | undefined } }) {
  return plain === undefined ? null : <span className="plain-words">{plain}</span>;
}
