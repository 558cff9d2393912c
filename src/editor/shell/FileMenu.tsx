import { useDialog } from "./dialogStore.ts";
import { open, save, saveAs, startNew } from "./files.ts";
import { Menu, type MenuItem } from "./Menu.tsx";

const items: readonly MenuItem[] = [
  { label: "New", run: () => void startNew() },
  { label: "Open …", keys: "Ctrl O", run: () => void open() },
  { label: "Documents …", run: () => useDialog.setState({ open: "documents" }) },
  { label: "Save", keys: "Ctrl S", apart: true, run: () => void save() },
  { label: "Save as …", keys: "Ctrl Shift S", run: () => void saveAs() },
];

/** New, open, the documents of this browser, and save. */
export function FileMenu() {
  return <Menu label="File" hint="New, open, your documents, save to a file" items={items} />;
}
