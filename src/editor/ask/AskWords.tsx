import type { AskAnswer, AskedWord } from "../../protocol/askReport.ts";

/** Shows what the model would spell from the typed context on. */
export function AskWords({ answer: { spelled, fault, level } }: { readonly answer: AskAnswer }) {
  if (fault !== null) return <p className="ask-fault">{fault}</p>;
  return (
    <ul
      className="ask-words"
      aria-label="What the model would spell"
      data-tip="Drawn from these probabilities, letter by letter"
    >
      {spelled.map((word, at) => (
        <li key={at}>
          <Word word={word} gap={level === "word" ? " " : ""} />
        </li>
      ))}
    </ul>
  );
}

function Word({ word: { begun, drawn, ended }, gap }: { readonly word: AskedWord; readonly gap: string }) {
  return (
    <>
      <span className="ask-begun">{begun}</span>
      {begun !== "" && drawn !== "" ? gap : ""}
      {drawn}
      {ended ? "" : "…"}
    </>
  );
}
