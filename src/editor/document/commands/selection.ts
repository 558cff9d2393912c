import { attempt } from "../../kit/attempt.ts";
import { defineCommand } from "../../kit/commands/command.ts";
import { canvasView } from "../canvasView.ts";
import { useCanvasUi } from "../canvasUi.ts";
import { useDocument } from "../documentStore.ts";
import { deleteSelection, selectAll } from "../edits/actions.ts";

export const selectEverything = defineCommand({
  id: "selectAll",
  label: "Select all",
  keys: "Ctrl A",
  heard: "canvas",
  run: selectAll,
});

export const duplicate = defineCommand({
  id: "duplicate",
  label: "Duplicate",
  keys: "Ctrl D",
  heard: "canvas",
  run: () =>
    attempt(async () =>
      (await import("../clipboard/insertFragment.ts")).duplicateSelection(canvasView.current.sight()),
    ),
});

export const deleteSelected = defineCommand({
  id: "delete",
  label: "Delete",
  keys: ["Delete", "Backspace"],
  heard: "canvas",
  run: deleteSelection,
});

/** The selected node, where it is the only one. */
function onlyNode(): string | null {
  const { nodes } = useDocument.getState().selection;
  return nodes.length === 1 ? (nodes[0] ?? null) : null;
}

export const rename = defineCommand({
  id: "rename",
  label: "Rename",
  keys: "F2",
  heard: "canvas",
  unavailable: () => (onlyNode() === null ? "Select a node." : null),
  run: () => useCanvasUi.setState({ renaming: onlyNode() }),
});

export const deselect = defineCommand({
  id: "deselect",
  label: "Select nothing",
  keys: "Escape",
  heard: "canvas",
  run: () => useDocument.getState().select({}),
});
