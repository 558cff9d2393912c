import { useEffect, useRef } from "react";
import { CodeText } from "../kit/CodeText.tsx";
import { BarButton } from "../kit/BarButton.tsx";
import { fitSoon } from "../document/fitSoon.ts";
import { ChapterList } from "./ChapterList.tsx";
import { chapters } from "./chapters/chapters.ts";
import { useLesson } from "./lessonStore.ts";
import { openChapter } from "./openChapter.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { leaveLesson } from "./startLesson.ts";
import { TaskView } from "./TaskView.tsx";
import { watchTask } from "./watchTask.ts";
import "./lesson.css";

/** Shows a chapter of the lesson, beside the graph that it is about. */
export function LessonPanel({ id }: { readonly id: string }) {
  // What another version of the page kept may name a chapter that is no more.
  const at = Math.max(
    0,
    chapters.findIndex((chapter) => chapter.id === id),
  );
  const chapter = chapters[at];
  const keeping = useKeeping();
  const finish = useLesson((state) => state.finish);
  const tasksDone = useLesson(({ chapter: current, tasks }) => (current === id ? tasks : 0));
  const folded = useLesson((state) => state.folded);
  const fold = useLesson((state) => state.fold);
  const task = chapter?.tasks[tasksDone];
  const count = chapter?.tasks.length ?? 0;
  useEffect(
    () => (task === undefined ? undefined : watchTask(keeping.runner, task, () => finish(id, tasksDone, count))),
    [keeping, task, finish, id, tasksDone, count],
  );
  // It came after its chapter's graph was fitted, and takes room from the canvas.
  useEffect(() => fitSoon(), []);
  // A new chapter is read from its title on.
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), [id]);
  if (chapter === undefined) return null;
  const [before, next] = [chapters[at - 1], chapters[at + 1]];
  const done = tasksDone >= count;
  return (
    <section key={id} className="lesson" aria-label="Lesson" data-folded={folded || undefined}>
      <header className="lesson-head">
        <p>
          Chapter {at + 1} of {chapters.length}
        </p>
        <button type="button" className="lesson-fold" aria-expanded={!folded} onClick={() => fold(!folded)}>
          {folded ? "Unfold" : "Fold"}
        </button>
        <button type="button" onClick={() => void leaveLesson(keeping, chapter.graph)}>
          Leave
        </button>
      </header>
      <div className="lesson-story">
        <h2 ref={title} tabIndex={-1}>
          {chapter.title}
        </h2>
        <p>
          <CodeText text={chapter.story} />
        </p>
      </div>
      <ol className="lesson-tasks">
        {chapter.tasks.slice(0, tasksDone + 1).map((each, index) => (
          <TaskView
            key={`${id} ${index}`}
            task={each}
            done={index < tasksDone}
            onRight={() => finish(id, index, count)}
          />
        ))}
      </ol>
      <p className="lesson-seen" role="status">
        {done && <CodeText text={chapter.seen} />}
      </p>
      <footer className="lesson-foot" data-done={done || undefined}>
        {before !== undefined && <BarButton label="Back" onClick={() => void openChapter(keeping, before)} />}
        {next === undefined ? (
          done && <BarButton label="Finish" primary onClick={() => void leaveLesson(keeping, chapter.graph)} />
        ) : (
          <BarButton label={done ? "Next" : "Skip"} primary={done} onClick={() => void openChapter(keeping, next)} />
        )}
      </footer>
      <ChapterList current={id} />
    </section>
  );
}
