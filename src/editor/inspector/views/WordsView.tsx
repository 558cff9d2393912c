import { formatCount } from "../../../base/formatNumber.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { useSession } from "../../runner/useSession.ts";
import { Section } from "../../kit/Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import "./views.css";

/** Shows the words that a model made up, and how to have them from the model as it is now. */
export function WordsView({ node, report }: NodeViewProps) {
  const { commands } = useRunner();
  const said = useSession(({ lines }) => lines.get(node.id));
  const words = said?.lines;
  const training = useSession(({ status }) => status?.phase === "training");
  const every = report.resolved["every"] ?? "";
  return (
    <Section title="Words" aside={words === undefined ? undefined : formatCount(words.length)}>
      {words !== undefined && (
        // A list that scrolls can be reached with the keyboard.
        <ol className="words" tabIndex={0} aria-label={`words of ${node.id}`}>
          {words.map((word, index) => (
            <li key={index}>
              <code>{word}</code>
              {word === "" && <span className="wg-hidden">an empty word</span>}
            </li>
          ))}
        </ol>
      )}
      {said?.fault != null && <p className="field-fault">{said.fault}</p>}
      <p className="field-summary">
        {training
          ? `Drawn anew in every ${every}th iteration.`
          : "The same model draws the same words: change the seed for others."}
      </p>
      <div className="inspect-actions">
        <button type="button" disabled={training} onClick={() => commands.evaluate()}>
          Draw from the model as it is
        </button>
      </div>
    </Section>
  );
}
