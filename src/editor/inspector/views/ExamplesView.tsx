import { formatCount } from "../../../base/formatNumber.ts";
import { useReading } from "../../runner/reading/useReading.ts";
import { Section } from "../../kit/Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import "./views.css";

/** More than this is scrolled through in the values tab. */
const shown = 200;

/** Shows the examples of a node, context and target, as the notebook prints them. */
export function ExamplesView({ node }: NodeViewProps) {
  const reading = useReading("examples", { node: node.id, start: 0, count: shown });
  if (reading === null) return null;
  const { examples, count } = reading.answer;
  return (
    <Section title="Examples" aside={formatCount(count)}>
      {/* A list that scrolls can be reached with the keyboard. */}
      <ol className="examples" tabIndex={0} aria-label={`examples of ${node.id}`}>
        {examples.map(({ context, target }, row) => (
          <li key={row}>
            <code>{context}</code> <code aria-hidden="true">{"-------->"}</code>
            <span className="wg-hidden">is followed by</span> <code>{target}</code>
          </li>
        ))}
      </ol>
      {count > shown && <p className="field-summary">{`the first ${shown} of ${formatCount(count)}`}</p>}
    </Section>
  );
}
