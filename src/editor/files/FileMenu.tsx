import { useDialog } from "../kit/dialogStore.ts";
import { fileActions } from "../keeping/files/fileActions.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import type { Keeping } from "../keeping/keeping.ts";
import { Menu, type MenuItem } from "../kit/Menu.tsx";

const itemsOf = (keeping: Keeping): readonly MenuItem[] => [
  { label: "New", run: () => fileActions.startNew(keeping) },
  { label: "Open …", keys: "Ctrl O", run: () => fileActions.open(keeping) },
  { label: "Documents …", run: () => useDialog.setState({ open: "documents" }) },
  { label: "Save", keys: "Ctrl S", apart: true, run: fileActions.save },
  { label: "Save as …", keys: "Ctrl Shift S", run: fileActions.saveAs },
];

/** New, open, the documents of this browser, and save. */
export function FileMenu() {
  return <Menu label="File" hint="New, open, your documents, save to a file" items={itemsOf(useKeeping())} />;
}
