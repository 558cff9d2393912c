import { ask } from "../../runner/sessionLink.ts";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { formatCount } from "../../../base/formatNumber.ts";
import { liveReading } from "../../runner/liveReading.ts";
import { Section } from "../../kit/Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import "./views.css";

/** More than this is scrolled through in the values tab. */
const shown = 200;

/** The examples of a node, context and target, as the notebook prints them. */
export function ExamplesView({ node }: NodeViewProps) {
  const source = useMemo(
    () =>
      liveReading(({ start, count }: { readonly start: number; readonly count: number }) =>
        ask("examples", { node: node.id, start, count }),
      ),
    [node.id],
  );
  const reading = useSyncExternalStore(source.subscribe, source.current);
  useEffect(() => source.want({ start: 0, count: shown }), [source]);
  if (reading === null) return null;
  return (
    <Section title="Examples" aside={formatCount(reading.count)}>
      {/* A list that scrolls can be reached with the keyboard. */}
      <ol className="examples" tabIndex={0} aria-label={`examples of ${node.id}`}>
        {reading.examples.map(({ context, target }, row) => (
          <li key={row}>
            <code>{context}</code> <code aria-hidden="true">{"-------->"}</code>
            <span className="wg-hidden">is followed by</span> <code>{target}</code>
          </li>
        ))}
      </ol>
      {reading.count > shown && (
        <p className="field-summary">{`the first ${shown} of ${formatCount(reading.count)}`}</p>
      )}
    </Section>
  );
}
