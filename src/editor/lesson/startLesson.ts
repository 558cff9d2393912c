import { notifyError } from "../stores/noticeStore.ts";
import { useLesson } from "./lessonStore.ts";

/** Takes the lesson up where it was left, or begins it. */
export async function startLesson(): Promise<void> {
  try {
    const [{ chapters }, { openChapter }] = await Promise.all([import("./chapters.ts"), import("./openChapter.ts")]);
    const left = chapters.find(({ id }) => id === useLesson.getState().chapter);
    const first = chapters[0];
    if (first !== undefined) await openChapter(left ?? first);
  } catch (error) {
    notifyError(error);
  }
}
