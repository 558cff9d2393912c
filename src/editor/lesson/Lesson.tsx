import { lazy, Suspense } from "react";
import { useLesson } from "./lessonStore.ts";

const LessonPanel = lazy(async () => ({ default: (await import("./LessonPanel.tsx")).LessonPanel }));

/** The lesson's place on the page. Its code and its texts come when it is opened. */
export function Lesson() {
  const open = useLesson((state) => state.open);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <LessonPanel />
    </Suspense>
  );
}
