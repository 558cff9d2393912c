import { defineCommand } from "../../kit/commands/command.ts";
import { fileActions } from "../files/fileActions.ts";
import type { Keeping } from "../keeping.ts";

export const openFile = defineCommand<Keeping>({
  id: "open",
  label: "Open …",
  help: "open a file",
  keys: "Ctrl O",
  heard: "everywhere",
  run: fileActions.open,
});

export const save = defineCommand({
  id: "save",
  label: "Save",
  help: "save to a file",
  keys: "Ctrl S",
  heard: "everywhere",
  run: fileActions.save,
});

export const saveAs = defineCommand({
  id: "saveAs",
  label: "Save as …",
  help: "save to another file",
  keys: "Ctrl Shift S",
  heard: "everywhere",
  run: fileActions.saveAs,
});

/** Holds the commands of the menu File that have keys. */
export const fileCommands = [openFile, save, saveAs] as const;
