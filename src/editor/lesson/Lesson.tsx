import { lazyPart } from "../kit/lazyPart.tsx";

const LessonPanel = lazyPart("The lesson", async () => (await import("./LessonPanel.tsx")).LessonPanel);

/** Is the lesson's place on the page. Its code and its texts come when it is opened. */
export function Lesson({ chapter }: { readonly chapter: string }) {
  return <LessonPanel id={chapter} />;
}
