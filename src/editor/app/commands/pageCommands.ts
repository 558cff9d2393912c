import type { Keeping } from "../../keeping/keeping.ts";
import { attempt } from "../../kit/attempt.ts";
import { defineCommand } from "../../kit/commands/command.ts";
import { useLayout } from "../../kit/layoutStore.ts";
import { useDialog } from "../../kit/dialog/dialogStore.ts";
import { startLesson } from "../../lesson/startLesson.ts";

export const gallery = defineCommand({
  id: "gallery",
  label: "Gallery",
  icon: "gallery",
  hint: "Gallery of example graphs",
  run: () => useDialog.setState({ open: "gallery" }),
});

export const lesson = defineCommand<Keeping>({
  id: "lesson",
  label: "Lesson",
  icon: "lesson",
  hint: "The lesson: a guided walk through the model, chapter by chapter; it goes on where you left it",
  run: (keeping) => void startLesson(keeping),
});

export const share = defineCommand<Keeping>({
  id: "share",
  label: "Share",
  icon: "share",
  hint: "Share: copies a link that carries the graph",
  run: (keeping) => attempt(async () => (await import("../../files/share.ts")).share(keeping)),
});

export const present = defineCommand({
  id: "present",
  label: () => (useLayout.getState().presenting ? "Leave the presentation" : "Presentation"),
  icon: "present",
  hint: () =>
    useLayout.getState().presenting
      ? "Back to the whole page"
      : "Presentation: the graph and one card large, all else away",
  help: "presentation: the graph and one card large, all else away; Escape leaves it, too",
  keys: "P",
  pressed: () => useLayout.getState().presenting,
  run() {
    const { presenting, present: show } = useLayout.getState();
    show(!presenting);
  },
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
