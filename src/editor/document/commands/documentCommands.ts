import { redo, undo } from "./history.ts";
import { newComment } from "./newComment.ts";
import { deleteSelected, deselect, duplicate, rename, selectEverything } from "./selection.ts";

/** Holds the commands of the document: its history, what is selected, comments, in the order of Help. */
export const documentCommands = [
  undo,
  redo,
  selectEverything,
  duplicate,
  deleteSelected,
  rename,
  deselect,
  newComment,
] as const;
