import { useId, useState, type SubmitEvent } from "react";
import { CodeText } from "../kit/CodeText.tsx";
import type { AskTask, Task } from "./chapters/chapter.ts";
import { showPlace } from "./showPlace.ts";

interface Props {
  readonly task: Task;
  readonly done: boolean;
  /** A question was answered. */
  readonly onRight: () => void;
}

/** Shows what the reader is asked to do, or to say. */
export function TaskView({ task, done, onRight }: Props) {
  return (
    <li className="lesson-task" data-done={done || undefined}>
      <p>
        <span className="lesson-mark" role="img" aria-label={done ? "done" : "to do"}>
          {done ? "✓" : "▸"}
        </span>
        <CodeText text={task.text} />
      </p>
      {!done && (
        <div className="lesson-answer">
          {task.kind === "ask" && <Question task={task} onRight={onRight} />}
          <button type="button" onClick={() => showPlace(task.where)}>
            Show me where
          </button>
        </div>
      )}
    </li>
  );
}

function Question({ task, onRight }: { readonly task: AskTask; readonly onRight: () => void }) {
  const id = useId();
  const [answer, setAnswer] = useState("");
  const [wrong, setWrong] = useState(false);
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = answer.trim().toLowerCase();
    if (task.right(said)) onRight();
    else setWrong(said !== "");
  };
  return (
    <form className="lesson-question" onSubmit={onSubmit}>
      <input
        aria-label="Your answer"
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong || undefined}
        autoComplete="off"
        autoCapitalize="off"
        placeholder={`such as ${task.example}`}
        value={answer}
        onChange={(event) => {
          setAnswer(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <button type="submit">Check</button>
      <p id={`${id}-hint`} role="status">
        {wrong && (
          <>
            Not quite. <CodeText text={task.hint} />
          </>
        )}
      </p>
    </form>
  );
}
