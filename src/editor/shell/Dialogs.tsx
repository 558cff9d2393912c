import { DialogNotLoaded } from "../parts/DialogNotLoaded.tsx";
import { lazyPart } from "../parts/lazyPart.tsx";
import { useDialog } from "./dialogStore.ts";

const DocumentsDialog = lazyPart(
  "The list of documents",
  async () => (await import("../documents/DocumentsDialog.tsx")).DocumentsDialog,
  DialogNotLoaded,
);
const GalleryDialog = lazyPart(
  "The gallery",
  async () => (await import("./GalleryDialog.tsx")).GalleryDialog,
  DialogNotLoaded,
);
const HelpDialog = lazyPart("The help", async () => (await import("./HelpDialog.tsx")).HelpDialog, DialogNotLoaded);
const ColumnDialog = lazyPart(
  "The choice of a column",
  async () => (await import("../ownText/ColumnDialog.tsx")).ColumnDialog,
  DialogNotLoaded,
);
const CopyDialog = lazyPart(
  "What is to be copied",
  async () => (await import("../clipboard/CopyDialog.tsx")).CopyDialog,
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
