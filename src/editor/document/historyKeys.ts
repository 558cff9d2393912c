import { useDocument } from "./documentStore.ts";

/** What undo and redo need to know of a key: the browser's own event has it, and React's. */
interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const held = (event: Pressed): boolean => (event.ctrlKey || event.metaKey) && !event.altKey;

/** The keys that go back and forth in the document's history: for the page, and for fields with nothing typed in. */
export const historyKeys = {
  isUndo: (event: Pressed): boolean => held(event) && event.key.toLowerCase() === "z" && !event.shiftKey,
  isRedo: (event: Pressed): boolean =>
    held(event) && ((event.key.toLowerCase() === "z" && event.shiftKey) || event.key.toLowerCase() === "y"),

  /** Undoes or redoes when the key asks for it. Says whether it did ask. */
  press(event: Pressed): boolean {
    if (historyKeys.isUndo(event)) useDocument.getState().undo();
    else if (historyKeys.isRedo(event)) useDocument.getState().redo();
    else return false;
    return true;
  },
};
