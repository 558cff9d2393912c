import { DialogNotLoaded } from "../kit/DialogNotLoaded.tsx";
import { lazyPart } from "../kit/lazyPart.tsx";
import { useDialog } from "../kit/dialogStore.ts";

const DocumentsDialog = lazyPart(
  "The list of documents",
  async () => (await import("../files/DocumentsDialog.tsx")).DocumentsDialog,
  DialogNotLoaded,
);
const GalleryDialog = lazyPart(
  "The gallery",
  async () => (await import("../files/GalleryDialog.tsx")).GalleryDialog,
  DialogNotLoaded,
);
const HelpDialog = lazyPart("The help", async () => (await import("./HelpDialog.tsx")).HelpDialog, DialogNotLoaded);
const ColumnDialog = lazyPart(
  "The choice of a column",
  async () => (await import("../files/ColumnDialog.tsx")).ColumnDialog,
  DialogNotLoaded,
);
const CopyDialog = lazyPart(
  "What is to be copied",
  async () => (await import("../files/CopyDialog.tsx")).CopyDialog,
  DialogNotLoaded,
);

/** The open dialogue, if there is one. Its code comes only now. */
export function Dialogs() {
  const open = useDialog((state) => state.open);
  return (
    <>
      {open === "documents" && <DocumentsDialog />}
      {open === "gallery" && <GalleryDialog />}
      {open === "help" && <HelpDialog />}
      {open === "column" && <ColumnDialog />}
      {open === "copy" && <CopyDialog />}
    </>
  );
}
