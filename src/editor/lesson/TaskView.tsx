import { useId, useState, type SubmitEvent } from "react";
import { CodeText } from "../inspector/CodeText.tsx";
import type { Chapter, Task } from "./chapter.ts";
import { useLesson } from "./lessonStore.ts";

interface Props {
  readonly chapter: Chapter;
  readonly done: boolean;
}

/** What the reader is asked to do, or to say. */
export function TaskView({ chapter, done }: Props) {
  const { task } = chapter;
  return (
    <div className="lesson-task" data-done={done || undefined}>
      <p>
        <span className="lesson-mark" role="img" aria-label={done ? "done" : "to do"}>
          {done ? "✓" : "▸"}
        </span>
        <CodeText text={task.text} />
      </p>
      {task.kind === "ask" && !done && <Question chapter={chapter.id} task={task} />}
    </div>
  );
}

interface QuestionProps {
  readonly chapter: string;
  readonly task: Extract<Task, { readonly kind: "ask" }>;
}

function Question({ chapter, task }: QuestionProps) {
  const id = useId();
  const finish = useLesson((state) => state.finish);
  const [answer, setAnswer] = useState("");
  const [wrong, setWrong] = useState(false);
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = answer.trim().toLowerCase();
    if (task.right(said)) finish(chapter);
    else setWrong(said !== "");
  };
  return (
    <form className="lesson-question" onSubmit={onSubmit}>
      <input
        id={id}
        aria-label="Your answer"
        aria-describedby={wrong ? `${id}-hint` : undefined}
        aria-invalid={wrong || undefined}
        autoComplete="off"
        placeholder={`such as ${task.example}`}
        value={answer}
        onChange={(event) => {
          setAnswer(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <button type="submit">Check</button>
      {wrong && (
        <p id={`${id}-hint`} role="status">
          Not quite. <CodeText text={task.hint} />
        </p>
      )}
    </form>
  );
}
