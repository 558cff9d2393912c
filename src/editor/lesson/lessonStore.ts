import { create } from "zustand";

/** Where the reader is in the lesson. The chapters themselves are data (`chapters.ts`). */
interface LessonState {
  readonly open: boolean;
  /** Folded to one line, so that the canvas is free. */
  readonly folded: boolean;
  /** The id of the chapter; empty before the first. */
  readonly chapter: string;
  /** Ids of the chapters whose task was done. */
  readonly done: readonly string[];
  readonly show: (chapter: string) => void;
  readonly close: () => void;
  readonly fold: (folded: boolean) => void;
  readonly finish: (chapter: string) => void;
  readonly startAnew: () => void;
}

const key = "wiregrad/lesson";

interface Kept {
  readonly chapter: string;
  readonly done: readonly string[];
}

/** How far the reader came last time; from the start where nothing is kept, or nothing that can be read. */
function kept(): Kept {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    const { chapter, done } = (stored ?? {}) as Partial<Record<keyof Kept, unknown>>;
    return {
      chapter: typeof chapter === "string" ? chapter : "",
      done: Array.isArray(done) ? done.filter((id) => typeof id === "string") : [],
    };
  } catch {
    return { chapter: "", done: [] };
  }
}

export const useLesson = create<LessonState>()((set, get) => {
  const keep = (change: Partial<Kept & Pick<LessonState, "open" | "folded">>): void => {
    set(change);
    const { chapter, done } = get();
    try {
      localStorage.setItem(key, JSON.stringify({ chapter, done }));
    } catch {
      // Then the lesson begins anew next time.
    }
  };
  return {
    open: false,
    folded: false,
    ...kept(),
    show: (chapter) => keep({ open: true, folded: false, chapter }),
    close: () => set({ open: false }),
    fold: (folded) => set({ folded }),
    finish: (chapter) => {
      if (!get().done.includes(chapter)) keep({ done: [...get().done, chapter] });
    },
    startAnew: () => keep({ chapter: "", done: [] }),
  };
});
