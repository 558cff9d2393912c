import { formatTextFile } from "../../base/textFile.ts";
import type { Graph } from "../../graph/graph.ts";
import { textFilesOf } from "../../graph/textFiles.ts";
import { encodeShareLink } from "../../io/shareLink.ts";
import { copyText } from "../document/clipboard/copyText.ts";
import { useDocument } from "../document/documentStore.ts";
import { notify, notifyError } from "../kit/noticeStore.ts";

/**
 * Returns what a link's reader needs besides, in one sentence: texts that are too large for a graph. Empty where
 * nothing is.
 */
export function notCarried(graph: Graph): string {
  const files = textFilesOf(graph).map(formatTextFile);
  if (files.length === 0) return "";
  return `The text is not in it: its reader needs the file ${files.join(" and ")} too.`;
}

/** Copies a link that carries the graph. Where the clipboard is refused, the link is shown to be copied by hand. */
export async function share(): Promise<void> {
  try {
    const { graph } = useDocument.getState();
    const fragment = await encodeShareLink(graph);
    const link = location.origin + location.pathname + location.search + fragment;
    const needed = notCarried(graph);
    if (!(await copyText(link, "the link to this graph", needed))) return;
    const message = `Link copied. It carries the graph, without what was trained. ${needed}`.trimEnd();
    notify({ kind: "info", message });
  } catch (error) {
    notifyError(error);
  }
}
