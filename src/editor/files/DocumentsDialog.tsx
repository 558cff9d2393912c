import { useEffect, useState } from "react";
import { BarButton } from "../kit/BarButton.tsx";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { closeDialog } from "../kit/dialog/dialogStore.ts";
import type { DocumentHead } from "../keeping/storage/documentRecord.ts";
import { useDocument } from "../document/documentStore.ts";
import { documentList, useDocumentList } from "../keeping/documentList.ts";
import { DocumentRow } from "./DocumentRow.tsx";
import "./documents.css";
import { useKeeping } from "../keeping/useKeeping.ts";
import { openKept } from "../keeping/openDocument.ts";

/** Shows all documents that this browser keeps: to open, rename and delete them. */
export function DocumentsDialog() {
  const keeping = useKeeping();
  const { heads, busy, problem } = useDocumentList();
  const here = useDocument((state) => state.documentId);
  const [announced, setAnnounced] = useState("");
  useEffect(() => {
    void documentList.read(keeping);
  }, [keeping]);

  const listed = (heads ?? []).filter(({ origin }) => origin.kind !== "lesson");
  const kept = listed.filter(({ deleted }) => deleted === undefined);
  const deleted = listed.filter((head) => head.deleted !== undefined);
  const open = (head: DocumentHead): void => {
    closeDialog();
    if (head.id !== here) void openKept(keeping, head);
  };
  const bringBack = (head: DocumentHead): void => {
    setAnnounced(`“${head.title}” is back.`);
    void documentList.setDeleted(keeping, head, false);
  };

  return (
    <Dialog title="Documents">
      <p>
        What you have made in this browser, the newest first. Opening one puts it in the place of the one on the screen.
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
      {heads !== null && kept.length === 0 && (
        <p>None yet: a graph that you change, train or open from a file is kept here.</p>
      )}
      {kept.length > 0 && (
        <ul className="documents" aria-label="Documents">
          {kept.map((head) => (
            <DocumentRow
              key={head.id}
              head={head}
              isHere={head.id === here}
              isElsewhere={head.id !== here && busy.has(head.id)}
              onOpen={() => open(head)}
              onDelete={() => {
                setAnnounced(`“${head.title}” is deleted.`);
                void documentList.setDeleted(keeping, head, true);
              }}
            />
          ))}
        </ul>
      )}
      <p className="wg-hidden" role="status">
        {announced}
      </p>
      {deleted.length > 0 && (
        <>
          <h3>Deleted, and gone for good after a week</h3>
          <ul className="documents" aria-label="Deleted documents">
            {deleted.map((head) => (
              <li key={head.id} className="document-row">
                <span className="document-title">{head.title}</span>
                <BarButton label="Undo" aria-label={`Undo deleting ${head.title}`} onClick={() => bringBack(head)} />
                <BarButton
                  label="Delete for good"
                  aria-label={`Delete ${head.title} for good`}
                  onClick={() => {
                    setAnnounced(`“${head.title}” is gone.`);
                    void documentList.remove(keeping, head);
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
