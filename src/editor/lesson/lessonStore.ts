import { create } from "zustand";
import { fieldsLike, KeptValue } from "../kit/keptValue.ts";
import { useDocument } from "../document/documentStore.ts";

/** How far a reader is. It is kept in the browser. */
interface Progress {
  /** The chapter that was opened last, by its id; empty before the first. */
  readonly chapter: string;
  /** How many of its tasks are done. */
  readonly tasks: number;
  /** Ids of the chapters that were done once. */
  readonly done: readonly string[];
}

/** Where the reader is in the lesson. The chapters themselves are data (`chapters.ts`). */
interface LessonState extends Progress {
  /** Whether the lesson is shown while one of its graphs is open. */
  readonly open: boolean;
  /** Without its story, so that a narrow screen has room for the graph. */
  readonly folded: boolean;
  /** Whether a chapter is on its way. */
  readonly opening: boolean;
  /** A chapter begins. */
  readonly begin: (chapter: string) => void;
  /** A task of a chapter, the nth of so many, is done. */
  readonly finish: (chapter: string, task: number, of: number) => void;
  readonly fold: (folded: boolean) => void;
  readonly close: () => void;
}

type Kept = Progress & Pick<LessonState, "open">;

const start: Kept = { chapter: "", tasks: 0, done: [], open: true };

const kept = new KeptValue("wiregrad/lesson", start, (value) => {
  const understood = fieldsLike(start, value);
  return { ...understood, done: understood.done.filter((id) => typeof id === "string") };
});

export const useLesson = create<LessonState>()((set, get) => ({
  ...start,
  folded: false,
  opening: false,
  begin: (chapter) => set({ chapter, tasks: 0, open: true }),
  finish: (chapter, task, of) => {
    const { done } = get();
    const last = task + 1 === of;
    set({ chapter, tasks: task + 1, done: last && !done.includes(chapter) ? [...done, chapter] : done });
  },
  fold: (folded) => set({ folded }),
  close: () => set({ open: false }),
}));
kept.keepIn(useLesson);

/**
 * Returns the chapter whose graph is on the screen, by its id; null while the lesson is not shown. An undo can lead
 * into another.
 */
export function useShownChapter(): string | null {
  const open = useLesson((state) => state.open);
  const chapter = useDocument(({ origin }) => (origin.kind === "lesson" ? origin.name : null));
  return open ? chapter : null;
}
