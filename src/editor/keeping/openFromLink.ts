import { decodeShareLink } from "../../io/shareLink.ts";
import { newId, useDocument } from "../document/documentStore.ts";
import type { Origin } from "../document/history.ts";
import { notifyError } from "../kit/noticeStore.ts";
import type { Keeping } from "./keeping.ts";
import { switchDocument } from "./openDocument.ts";
import { openLink } from "./openLink.ts";

/** Opens the graph that a link carries, as an unsaved copy that does not run by itself. Says whether it could. */
export async function openFromLink(keeping: Keeping, fragment: string, first = false): Promise<boolean> {
  try {
    const graph = await decodeShareLink(fragment);
    const documentId = newId();
    openLink.opens(documentId, fragment);
    const origin: Origin = { kind: "link", name: graph.title };
    const options = { evaluate: false, documentId };
    if (first) useDocument.getState().open(graph, origin, { ...options, undoable: false });
    else await switchDocument(keeping, graph, origin, options);
    return true;
  } catch (error) {
    notifyError(error, "the link");
    openLink.clearAddress();
    return false;
  }
}
