import { lazy, Suspense } from "react";
import { useDialog } from "./dialogStore.ts";

const DocumentsDialog = lazy(async () => ({
  default: (await import("../documents/DocumentsDialog.tsx")).DocumentsDialog,
}));
const GalleryDialog = lazy(async () => ({ default: (await import("./GalleryDialog.tsx")).GalleryDialog }));
const HelpDialog = lazy(async () => ({ default: (await import("./HelpDialog.tsx")).HelpDialog }));
const ColumnDialog = lazy(async () => ({ default: (await import("../ownText/ColumnDialog.tsx")).ColumnDialog }));
const ShareDialog = lazy(async () => ({ default: (await import("./ShareDialog.tsx")).ShareDialog }));

/** The open dialogue, if there is one. Its code comes only now. */
export function Dialogs() {
  const open = useDialog((state) => state.open);
  return (
    <Suspense fallback={null}>
      {open === "documents" && <DocumentsDialog />}
      {open === "gallery" && <GalleryDialog />}
      {open === "help" && <HelpDialog />}
      {open === "column" && <ColumnDialog />}
      {open === "share" && <ShareDialog />}
    </Suspense>
  );
}
