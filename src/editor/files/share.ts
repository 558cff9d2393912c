import { formatTextFile } from "../../base/textFile.ts";
import type { Graph } from "../../graph/graph.ts";
import { textFilesOf } from "../../graph/textFiles.ts";
import { encodeShareLink } from "../../io/shareLink.ts";
import { copyText } from "../document/clipboard/copyText.ts";
import { useDocument } from "../document/documentStore.ts";
import { useDialog } from "../kit/dialog/dialogStore.ts";
import { notify } from "../kit/noticeStore.ts";
import type { Keeping } from "../keeping/keeping.ts";

/**
 * Returns what a link's reader needs besides, in one sentence: texts that are too large for a graph. Empty where
 * nothing is.
 */
export function notCarried(graph: Graph): string {
  const files = textFilesOf(graph).map(formatTextFile);
  if (files.length === 0) return "";
  return `The text is not in it: its reader needs the file ${files.join(" and ")} too.`;
}

/** Copies a link that carries the graph; where something was trained, asks first whether that is to be in it. */
export async function share({ runner }: Keeping): Promise<void> {
  if ((runner.session.getState().status?.iteration ?? 0) > 0) useDialog.setState({ open: "share" });
  else await copyLink(await graphLink(), "It carries the graph, without what was trained.");
}

/** Returns the fragment of a link that carries the graph alone. */
export function graphLink(): Promise<string> {
  return encodeShareLink(useDocument.getState().graph);
}

/**
 * Copies a link and says so. Where the clipboard is refused, the link is shown to be copied by hand.
 *
 * @param what is in it, in a sentence.
 */
export async function copyLink(fragment: string, what: string): Promise<void> {
  const link = location.origin + location.pathname + location.search + fragment;
  const needed = notCarried(useDocument.getState().graph);
  if (!(await copyText(link, "the link to this graph", needed))) return;
  notify({ kind: "info", message: `Link copied. ${what} ${needed}`.trimEnd() });
}
