import { formatNumber } from "../../../base/formatNumber.ts";
import { useReading } from "../../runner/reading/useReading.ts";
import { Section } from "../../kit/Section.tsx";
import type { Provenance } from "./whyTypes.ts";
import type { CellRef } from "../../../protocol/tensorRef.ts";

/** More than this is summed up. */
const shown = 24;

/** Shows which examples, of which words, and which letters in them, pushed this cell of a parameter's gradient. */
export function ProvenanceView({ cell }: { readonly cell: CellRef }) {
  const reading = useReading("provenance", { cell });
  if (reading?.isCurrent !== true) return null;
  const { pushes, rest, value, zeros, notes } = reading.answer;
  const listed = pushes.slice(0, shown);
  const others = pushes.slice(shown).reduce((sum, push) => sum + push.value, rest.value);
  const more = pushes.length - listed.length + rest.count;
  const largest = Math.abs(listed[0]?.value ?? 1) || 1;
  return (
    <Section title="Who pushed it" aside={formatNumber(value)}>
      <ol className="provenance">
        {listed.map((push, at) => (
          <li key={at}>
            <PushText push={push} />
            <span className="provenance-word" title={push.text?.word ?? undefined}>
              {push.text?.word}
            </span>
            <span className="provenance-bar">
              <span
                data-sign={push.value < 0 ? "minus" : "plus"}
                style={{ width: `${(100 * Math.abs(push.value)) / largest}%` }}
              />
            </span>
            <span className="wg-number">{formatNumber(push.value)}</span>
          </li>
        ))}
        {more > 0 && (
          <li>
            <span>{`and ${more} more`}</span>
            <span />
            <span />
            <span className="wg-number">{formatNumber(others)}</span>
          </li>
        )}
      </ol>
      <p className="field-summary">
        {zeros === 0
          ? "The parts add up to the cell."
          : `The parts add up to the cell; ${zeros} others pushed nothing.`}
      </p>
      {notes.map((note) => (
        <p key={note} className="why-note">
          {note}
        </p>
      ))}
    </Section>
  );
}

/** `..[e] → m`: the example, with the letter that the push came through marked. */
function PushText({ push: { text, example, position } }: { readonly push: Provenance["pushes"][number] }) {
  if (text === null) {
    return <code>{example === null ? "all examples together" : `example ${example}, ${position.join(", ")}`}</code>;
  }
  const [at] = position.length === 1 ? position : [];
  return (
    <code title={text.line}>
      {text.context.map((token, place) =>
        place === at ? <mark key={place}>{token}</mark> : <span key={place}>{token}</span>,
      )}
      {` → ${text.target}`}
    </code>
  );
}
