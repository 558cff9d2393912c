import { Dialog } from "../kit/dialog/Dialog.tsx";
import { useReadNotes } from "../keeping/readNotes.ts";

/** Lists what is to be known of what was read: of code what was left out, each with its line. */
export function NotesDialog() {
  const notes = useReadNotes((state) => state.notes);
  return (
    <Dialog title="What was read">
      <ul>
        {notes.map((note, at) => (
          <li key={at}>{note}</li>
        ))}
      </ul>
    </Dialog>
  );
}
