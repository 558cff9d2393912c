import type { Keeping } from "../../keeping/keeping.ts";
import { attempt } from "../../kit/attempt.ts";
import { defineCommand } from "../../kit/commands/command.ts";
import { useDialog } from "../../kit/dialog/dialogStore.ts";
import { startLesson } from "../../lesson/startLesson.ts";

export const gallery = defineCommand({
  id: "gallery",
  label: "Gallery",
  hint: "Example graphs",
  run: () => useDialog.setState({ open: "gallery" }),
});

export const lesson = defineCommand<Keeping>({
  id: "lesson",
  label: "Lesson",
  hint: "A guided walk through the model, chapter by chapter; it goes on where you left it",
  run: (keeping) => void startLesson(keeping),
});

export const share = defineCommand({
  id: "share",
  label: "Share",
  hint: "Copies a link that carries the graph",
  run: () => attempt(async () => (await import("../../files/share.ts")).share()),
});

export const help = defineCommand({
  id: "help",
  label: "Help",
  icon: "help",
  hint: "Help and keys",
  help: "this help",
  keys: "?",
  run: () => useDialog.setState({ open: "help" }),
});
