import { useSession } from "../../runner/useSession.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";

/** Lines on a card; the inspector has all of them. */
const most = 12;

interface CardLinesProps {
  readonly node: string;
  readonly report: NodeReport;
  readonly brief?: boolean;
}

/**
 * Shows what a node says of its outputs in words: what was known when it was compiled, or what it has made of its
 * numbers. In brief, only the lines that there is room for are seen.
 */
export function CardLines({ node, report, brief = false }: CardLinesProps) {
  const said = useSession(({ lines }) => lines.get(node));
  const lines = said?.lines ?? report.lines;
  return (
    <div className={brief ? "brief-lines" : "card-lines"}>
      {lines.slice(0, most).map((line, index) => (
        <div key={index} title={line}>
          {line === "" ? "\u00a0" : line}
        </div>
      ))}
      {lines.length > most && <div className="card-more">and {lines.length - most} more</div>}
      {said?.fault != null && <div title={said.fault}>{said.fault}</div>}
    </div>
  );
}
