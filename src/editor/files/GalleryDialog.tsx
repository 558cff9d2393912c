import { useEffect, useState } from "react";
import { attempt } from "../kit/attempt.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { closeDialog, useDialog } from "../kit/dialog/dialogStore.ts";
import { readGallery, type GalleryEntry, type GalleryPart } from "../document/readGallery.ts";
import { GraphSketch } from "./GraphSketch.tsx";
import { useKeeping } from "../keeping/useKeeping.ts";
import { switchDocument } from "../keeping/openDocument.ts";

/** Shows the example graphs. */
export function GalleryDialog() {
  const keeping = useKeeping();
  const [parts, setParts] = useState<readonly GalleryPart[]>([]);
  useEffect(() => {
    attempt(async () => setParts(await readGallery()));
  }, []);

  const openEntry = (entry: GalleryEntry): void => {
    closeDialog();
    void switchDocument(keeping, entry.graph, { kind: "gallery", name: entry.name });
  };

  return (
    <Dialog title="Gallery" wide>
      <div className="gallery-about">
        <p>Opening one replaces the graph on the screen. Undo leads back to it, and what you changed stays here:</p>
        <BarButton label="Your documents" onClick={() => useDialog.setState({ open: "documents" })} />
      </div>
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
    </Dialog>
  );
}
