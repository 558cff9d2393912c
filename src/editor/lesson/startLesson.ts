import type { Keeping } from "../keeping/keeping.ts";
import { openKept } from "../keeping/openDocument.ts";
import { useDocument } from "../document/documentStore.ts";
import { notify, notifyError } from "../kit/noticeStore.ts";
import { useLesson } from "./lessonStore.ts";

/** Takes the lesson up where it was left, or begins it. */
export async function startLesson(keeping: Keeping): Promise<void> {
  try {
    const [{ chapters }, { openChapter }] = await Promise.all([
      import("./chapters/chapters.ts"),
      import("./openChapter.ts"),
    ]);
    const left = chapters.find(({ id }) => id === useLesson.getState().chapter);
    const first = chapters[0];
    if (first !== undefined) await openChapter(keeping, left ?? first);
  } catch (error) {
    notifyError(error, undefined, () => void startLesson(keeping));
  }
}

/** Leaves the lesson: its graph stays as an ordinary one, and the graph from before is offered. */
export async function leaveLesson(keeping: Keeping, graph: string): Promise<void> {
  useLesson.getState().close();
  useDocument.getState().setOrigin({ kind: "gallery", name: graph });
  // Where the browser keeps nothing there is nothing to offer, and undo leads back all the same.
  const documents = await keeping.documents.list().catch(() => []);
  const before = documents.find(({ deleted, origin }) => deleted === undefined && origin.kind !== "lesson");
  const message = "The lesson is left. The button Lesson takes it up again where you were.";
  if (before === undefined) notify({ kind: "info", message });
  else {
    const back = (): void => void openKept(keeping, before);
    notify({ kind: "info", message, action: { label: `Back to ${before.title}`, run: back } });
  }
}
