import { decodeUtf8 } from "../base/decodeUtf8.ts";
import { DiagnosticError } from "../base/diagnostic.ts";
import type { TextFile } from "../base/textFile.ts";

/** What the page answers: the file's bytes, or in one sentence why it cannot be had. */
type Answer = { readonly bytes: Uint8Array } | { readonly refusal: string };

/** Asks the page, which keeps the reader's texts, for one of them: over a port of its own, one question at a time. */
export function textFileLoader(page: MessagePort): (file: TextFile) => Promise<string> {
  let before: Promise<unknown> = Promise.resolve();
  const ask = async (file: TextFile): Promise<string> => {
    const answer = await new Promise<Answer>((resolve) => {
      page.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      page.postMessage(file);
    });
    if ("refusal" in answer) throw DiagnosticError.of(answer.refusal);
    return decodeUtf8(answer.bytes);
  };
  return (file) => {
    const text = before.then(() => ask(file));
    before = text.catch(() => undefined);
    return text;
  };
}
