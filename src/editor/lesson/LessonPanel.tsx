import { CodeText } from "../inspector/CodeText.tsx";
import { BarButton } from "../shell/BarButton.tsx";
import { chapters } from "./chapters.ts";
import { useLesson } from "./lessonStore.ts";
import { openChapter } from "./openChapter.ts";
import { TaskView } from "./TaskView.tsx";
import { useTaskDone } from "./useTaskDone.ts";
import "./lesson.css";

/** The lesson's chapter beside the graph that it is about. */
export function LessonPanel() {
  const { chapter: id, done, folded, fold, close } = useLesson();
  const at = Math.max(0, chapters.findIndex((chapter) => chapter.id === id));
  const chapter = chapters[at];
  useTaskDone(chapter);
  if (chapter === undefined) return null;
  const isDone = done.includes(chapter.id);
  const [before, next] = [chapters[at - 1], chapters[at + 1]];
  return (
    <section className="lesson" aria-label="Lesson" data-folded={folded || undefined}>
      <header className="lesson-head">
        <p className="lesson-count">
          Chapter {at + 1} of {chapters.length}
        </p>
        <button type="button" aria-expanded={!folded} onClick={() => fold(!folded)}>
          {folded ? "Unfold" : "Fold"}
        </button>
        <button type="button" onClick={close}>
          Leave
        </button>
      </header>
      <h2>{chapter.title}</h2>
      {!folded && (
        <>
          <p>
            <CodeText text={chapter.story} />
          </p>
          <TaskView key={chapter.id} chapter={chapter} done={isDone} />
          {isDone && (
            <p className="lesson-seen" role="status">
              <CodeText text={chapter.seen} />
            </p>
          )}
          <footer className="lesson-foot">
            <ChapterChoice current={chapter.id} />
            {before !== undefined && <BarButton label="Back" onClick={() => void openChapter(before)} />}
            {next !== undefined && (
              <BarButton label={isDone ? "Next" : "Skip"} primary={isDone} onClick={() => void openChapter(next)} />
            )}
          </footer>
        </>
      )}
    </section>
  );
}

/** All chapters; those that are done have a tick. */
function ChapterChoice({ current }: { readonly current: string }) {
  const done = useLesson((state) => state.done);
  return (
    <select
      aria-label="Chapter"
      value={current}
      onChange={(event) => {
        const wanted = chapters.find(({ id }) => id === event.currentTarget.value);
        if (wanted !== undefined) void openChapter(wanted);
      }}
    >
      {chapters.map(({ id, title }, index) => (
        <option key={id} value={id}>
          {`${index + 1}. ${title}${done.includes(id) ? " ✓" : ""}`}
        </option>
      ))}
    </select>
  );
}
