import { Section } from "../../kit/Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";

/** Shows the derivatives of an expression node's formula, whole: a card has room for their beginnings. */
export function DerivativeView({ report }: NodeViewProps) {
  return (
    <Section title={report.lines.length === 1 ? "Derivative" : "Derivatives"}>
      {report.lines.map((line) => (
        <pre key={line} className="inspect-code">
          {line}
        </pre>
      ))}
    </Section>
  );
}
