import { defineCommand, runCommand } from "../../kit/commands/command.ts";
import { pressedCommand } from "../../kit/commands/pressedCommand.ts";
import { canRedo, canUndo, useDocument } from "../documentStore.ts";

export const undo = defineCommand({
  id: "undo",
  label: "Undo",
  icon: "undo",
  hint: "Undo",
  help: "undo",
  keys: "Ctrl Z",
  unavailable: () => (canUndo(useDocument.getState()) ? null : "There is nothing to undo."),
  run: () => useDocument.getState().undo(),
});

export const redo = defineCommand({
  id: "redo",
  label: "Redo",
  icon: "redo",
  hint: "Redo",
  help: "redo",
  keys: ["Ctrl Shift Z", "Ctrl Y"],
  unavailable: () => (canRedo(useDocument.getState()) ? null : "There is nothing to redo."),
  run: () => useDocument.getState().redo(),
});

/** Undoes or redoes when a key asks for it: for fields with nothing typed in. Says whether it did ask. */
export function pressHistory(event: Parameters<typeof pressedCommand>[1]): boolean {
  const command = pressedCommand([undo, redo], event);
  if (command !== undefined) runCommand(command, undefined);
  return command !== undefined;
}
