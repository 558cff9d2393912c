import type { ComponentType } from "react";
import { DialogNotLoaded } from "../kit/dialog/DialogNotLoaded.tsx";
import { lazyPart } from "../kit/lazyPart.tsx";
import { useDialog, type DialogName } from "../kit/dialog/dialogStore.ts";

/** A dialogue whose code comes with its first use. */
const later = (name: string, load: () => Promise<ComponentType>): ComponentType =>
  lazyPart(name, load, DialogNotLoaded);

const dialogs: Readonly<Record<DialogName, ComponentType>> = {
  documents: later("The list of documents", async () => (await import("../files/DocumentsDialog.tsx")).DocumentsDialog),
  export: later("The export", async () => (await import("../files/ExportDialog.tsx")).ExportDialog),
  share: later("The link", async () => (await import("../files/ShareDialog.tsx")).ShareDialog),
  checkpoints: later("The checkpoints", async () => (await import("../files/CheckpointsDialog.tsx")).CheckpointsDialog),
  gallery: later("The gallery", async () => (await import("../files/GalleryDialog.tsx")).GalleryDialog),
  help: later("The help", async () => (await import("./HelpDialog.tsx")).HelpDialog),
  column: later("The choice of a column", async () => (await import("../files/ColumnDialog.tsx")).ColumnDialog),
  notes: later("The notes", async () => (await import("../files/NotesDialog.tsx")).NotesDialog),
  copy: later("What is to be copied", async () => (await import("../files/CopyDialog.tsx")).CopyDialog),
};

/** Shows the open dialogue, if there is one. */
export function Dialogs() {
  const open = useDialog((state) => state.open);
  if (open === null) return null;
  const Open = dialogs[open];
  return <Open />;
}
