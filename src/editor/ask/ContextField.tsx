import { useId } from "react";
import { useAsked } from "../runner/asking/askedStore.ts";

interface Props {
  readonly typed: string;
  readonly level: "char" | "word";
  /** What the model sees of it, where that is something else. */
  readonly note: string | null;
}

/** Characters that can be typed: more than any model here looks at. */
const most = 1000;

/** Shows the field in which a context is typed, and what the model sees of it. */
export function ContextField({ typed, level, note }: Props) {
  const id = useId();
  const context = useAsked((state) => state.context);
  const value = context ?? typed;
  return (
    <span className="ask-context">
      <label
        htmlFor={id}
        data-tip={
          level === "char"
            ? "Type letters: the model says which comes next"
            : "Type words: the model says which comes next"
        }
      >
        After
      </label>
      <input
        id={id}
        className="wg-field wg-number"
        data-level={level}
        value={value}
        placeholder="the beginning"
        maxLength={most}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        aria-describedby={note === null ? undefined : `${id}-note`}
        onChange={(event) => useAsked.getState().type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      {note !== null && (
        <small id={`${id}-note`} data-tip={`The model sees ${note}`}>
          <span className="wg-hidden">the model sees </span>
          {note}
        </small>
      )}
    </span>
  );
}
