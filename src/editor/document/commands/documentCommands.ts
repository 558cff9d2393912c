import { redo, undo } from "./history.ts";
import { deleteSelected, deselect, duplicate, rename, selectEverything } from "./selection.ts";

/** The commands of the document's history and of what is selected, in the order of Help. */
export const documentCommands = [undo, redo, selectEverything, duplicate, deleteSelected, rename, deselect] as const;
