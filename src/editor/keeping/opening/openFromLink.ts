import { formats } from "../../../formats/formats.ts";
import { formatOf } from "../../../formats/readSource.ts";
import { sourceOfText } from "../../../formats/source.ts";
import { newId } from "../../document/documentStore.ts";
import { notifyError } from "../../kit/noticeStore.ts";
import type { Keeping } from "../keeping.ts";
import { exportedNow } from "./exportedNow.ts";
import { takeFound } from "./takeFound.ts";
import { openLink } from "../openLink.ts";

/**
 * Opens what a link carries, as an unsaved copy that does not run by itself; or a text that was pasted and is of another
 * format. Says whether it could: false, and nothing is told, where no format knows the text.
 *
 * @param first whether it is the page's first document, which there is nothing before.
 */
export async function openFromLink(keeping: Keeping, text: string, first = false): Promise<boolean> {
  const source = sourceOfText(text);
  // A graph's text was looked for before.
  const format = formatOf(
    source,
    formats.filter(({ keeps }) => keeps === undefined),
  );
  if (format?.reads === undefined) return false;
  const isLink = format.prefix !== undefined;
  try {
    const found = await format.reads(source, exportedNow(keeping));
    const documentId = newId();
    if (isLink) openLink.opens(documentId, text);
    const origin = { kind: isLink ? "link" : "new", name: found.graph.title } as const;
    await takeFound(keeping, found, origin, { documentId, undoable: !first });
    return true;
  } catch (error) {
    notifyError(error, isLink ? "the link" : "clipboard");
    if (isLink) openLink.clearAddress();
    return !isLink;
  }
}
