import { defineCommand, type Command } from "../../kit/commands/command.ts";
import { useDialog } from "../../kit/dialog/dialogStore.ts";
import { fileActions } from "../files/fileActions.ts";
import type { Keeping } from "../keeping.ts";
import { openFile, save, saveAs } from "./fileCommands.ts";

const startNew = defineCommand<Keeping>({ id: "new", label: "New", run: fileActions.startNew });

const documents = defineCommand({
  id: "documents",
  label: "Documents …",
  run: () => useDialog.setState({ open: "documents" }),
});

const saveTrained = defineCommand<Keeping>({
  id: "saveTrained",
  label: "Save with training …",
  run: fileActions.saveTrained,
});

const exportTo = defineCommand({
  id: "export",
  label: "Export …",
  run: () => useDialog.setState({ open: "export" }),
});

const checkpoints = defineCommand({
  id: "checkpoints",
  label: "Checkpoints …",
  run: () => useDialog.setState({ open: "checkpoints" }),
});

/** Holds the commands of the menu File, a line between the groups. */
export const fileMenu: readonly (readonly Command<Keeping>[])[] = [
  [startNew, openFile, documents],
  [save, saveAs, saveTrained, exportTo],
  [checkpoints],
];
