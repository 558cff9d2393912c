import { useEffect, useState } from "react";
import { notifyError } from "../stores/noticeStore.ts";
import { browserStorage } from "./browserStorage.ts";
import { Dialog } from "./Dialog.tsx";
import { closeDialog } from "./dialogStore.ts";
import { readGallery, type GalleryEntry, type GalleryPart } from "./gallery.ts";
import { GraphSketch } from "./GraphSketch.tsx";
import { reopen, switchDocument } from "./openDocument.ts";
import type { SavedRecord } from "./savedRecord.ts";

/** The example graphs, and the graphs that were open earlier in this browser. */
export function GalleryDialog() {
  const [parts, setParts] = useState<readonly GalleryPart[]>([]);
  const [earlier, setEarlier] = useState<readonly SavedRecord[]>([]);
  useEffect(() => {
    readGallery().then(setParts, notifyError);
    // Without storage there is nothing earlier, which the reader knows by now.
    browserStorage.readEarlier().then(setEarlier, () => undefined);
  }, []);

  const openEntry = (entry: GalleryEntry): void => {
    closeDialog();
    void switchDocument(entry.graph, { kind: "gallery", name: entry.name });
  };
  const openEarlier = (record: SavedRecord): void => {
    closeDialog();
    reopen(record).catch((error: unknown) => notifyError(error, record.title));
  };

  return (
    <Dialog title="Gallery" wide>
      <p>Opening one replaces the graph on the screen. Undo leads back to it.</p>
      {parts.map((part) => (
        <section key={part.title}>
          <h3>{part.title}</h3>
          <p className="gallery-about">{part.about}</p>
          <ul className="gallery" aria-label={part.title}>
            {part.entries.map((entry) => (
              <li key={entry.name}>
                <button type="button" onClick={() => openEntry(entry)}>
                  <GraphSketch graph={entry.graph} />
                  <strong>{entry.graph.title}</strong>
                  <span>{entry.graph.description}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {earlier.length > 0 && (
        <>
          <h3>Earlier in this browser</h3>
          <ul className="gallery" aria-label="Earlier in this browser">
            {earlier.map((record) => (
              <li key={record.documentId}>
                <button type="button" onClick={() => openEarlier(record)}>
                  <strong>{record.title}</strong>
                  <span>{describe(record)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function describe(record: SavedRecord): string {
  const when = new Date(record.time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const trained = record.checkpoint === null ? "" : `, at iteration ${record.checkpoint.iteration}`;
  return `kept ${when}${trained}`;
}
