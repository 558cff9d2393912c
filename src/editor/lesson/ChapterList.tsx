import { chapters } from "./chapters/chapters.ts";
import { useLesson } from "./lessonStore.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { openChapter } from "./openChapter.ts";

/** Shows all chapters, to go to any of them; those that were done once have a tick. */
export function ChapterList({ current }: { readonly current: string }) {
  const keeping = useKeeping();
  const done = useLesson((state) => state.done);
  return (
    <details className="lesson-list">
      <summary>{`Chapters, ${chapters.filter(({ id }) => done.includes(id)).length} of ${chapters.length} done`}</summary>
      <ol>
        {chapters.map((chapter) => (
          <li key={chapter.id}>
            <button
              type="button"
              aria-current={chapter.id === current ? "true" : undefined}
              onClick={() => void openChapter(keeping, chapter)}
            >
              <span>{chapter.title}</span>
              {done.includes(chapter.id) && (
                <span role="img" aria-label="done">
                  ✓
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
