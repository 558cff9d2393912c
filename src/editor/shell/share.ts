import { formatTextFile } from "../../base/textFile.ts";
import type { Graph } from "../../graph/graph.ts";
import { textFilesOf } from "../../graph/textFiles.ts";
import { encodeShareLink } from "../../io/shareLink.ts";
import { useDocument } from "../stores/documentStore.ts";
import { notify, notifyError } from "../stores/noticeStore.ts";
import { useDialog } from "./dialogStore.ts";

/** What a link's reader needs besides, in one sentence: texts that are too large for a graph. Empty where nothing is. */
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
    try {
      await navigator.clipboard.writeText(link);
      notify({
        kind: "info",
        message: ["Link copied. It carries the graph, without what was trained.", notCarried(graph)]
          .join(" ")
          .trimEnd(),
      });
    } catch {
      useDialog.setState({ open: "share", link });
    }
  } catch (error) {
    notifyError(error);
  }
}
