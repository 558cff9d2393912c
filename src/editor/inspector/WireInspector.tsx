import type { GraphEdge } from "../../graph/graph.ts";
import { deleteSelection } from "../document/edits/actions.ts";
import { briefPort, describePort } from "../pictures/describePort.ts";
import { outputReport } from "../runner/nodeReport.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";

/** Shows all about one wire: where it leads and what flows through it. */
export function WireInspector({ edge }: { readonly edge: GraphEdge }) {
  const report = useSession((state) => outputReport(state.plan, edge.from));
  const goTo = (end: string): void => useDocument.getState().select({ nodes: [end.slice(0, end.lastIndexOf("."))] });
  return (
    <div className="inspect">
      <header className="inspect-head">
        <h2>
          <span className="inspect-title">Wire</span>
          {report !== undefined && <span className="inspect-aside">{briefPort(report)}</span>}
        </h2>
        <p className="inspect-ends">
          <button type="button" className="inspect-link" onClick={() => goTo(edge.from)}>
            {edge.from}
          </button>
          {" → "}
          <button type="button" className="inspect-link" onClick={() => goTo(edge.to)}>
            {edge.to}
          </button>
        </p>
        {report !== undefined && <p className="inspect-summary">{describePort(report)}</p>}
      </header>
      <div className="inspect-actions">
        <button type="button" onClick={deleteSelection}>
          Delete wire
        </button>
      </div>
    </div>
  );
}
