import { lazy, Suspense } from "react";

const LessonPanel = lazy(async () => ({ default: (await import("./LessonPanel.tsx")).LessonPanel }));

/** The lesson's place on the page. Its code and its texts come when it is opened. */
export function Lesson({ chapter }: { readonly chapter: string }) {
  return (
    <Suspense fallback={null}>
      <LessonPanel id={chapter} />
    </Suspense>
  );
}
