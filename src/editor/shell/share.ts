import { encodeShareLink } from "../../io/shareLink.ts";
import { useDocument } from "../stores/documentStore.ts";
import { notify, notifyError } from "../stores/noticeStore.ts";
import { useDialog } from "./dialogStore.ts";

/** Copies a link that carries the graph. Where the clipboard is refused, the link is shown to be copied by hand. */
export async function share(): Promise<void> {
  try {
    const fragment = await encodeShareLink(useDocument.getState().graph);
    const link = location.origin + location.pathname + location.search + fragment;
    try {
      await navigator.clipboard.writeText(link);
      notify({ kind: "info", message: "Link copied. It carries the graph, without what was trained." });
    } catch {
      useDialog.setState({ open: "share", link });
    }
  } catch (error) {
    notifyError(error);
  }
}
