import { memo } from "react";
import type { GraphNode } from "../../graph/graph.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";
import { cardSettings, otherFaults } from "./nodeSettings.ts";
import { PlainWords } from "./PlainWords.tsx";
import type { NodeReport } from "../../protocol/nodeReport.ts";

interface CardStatusProps {
  readonly node: GraphNode;
  readonly nodeType: NodeType | undefined;
  readonly report: NodeReport | undefined;
  /** Whether the card shows no fields, at which faults of settings would be told. */
  readonly withoutFields?: boolean;
}

/**
 * Shows why a node cannot run: what is wrong with it, which wire it wants, or what it waits for; of one that can, what
 * is seldom meant.
 */
export const CardStatus = memo(function CardStatus({ node, nodeType, report, withoutFields = false }: CardStatusProps) {
  if (nodeType === undefined) {
    return (
      <p className="card-error-text">
        <Mark />
        This version of Wiregrad does not know the node type “{node.type}”. The node is kept as it is and cannot run.
      </p>
    );
  }
  switch (report?.status) {
    case "error": {
      const shown = withoutFields ? [] : cardSettings(node, nodeType).map(([name]) => name);
      return otherFaults(report.diagnostics, shown).map((fault, index) => (
        <p key={index} className="card-error-text">
          <Mark />
          {fault.field !== undefined && `${fault.field}: `}
          {fault.message}
          <PlainWords of={fault} />
        </p>
      ));
    }
    case "unwired":
      return report.diagnostics.map(({ field, message }, index) => (
        <p key={index} className="card-hint">
          {field === undefined ? message : `wire ${field}: ${nodeType.inputs[field]?.summary ?? message}`}
        </p>
      ));
    case "blocked":
      return <p className="card-hint">waits for {report.blockedBy}</p>;
    default:
      return report?.hints.map((hint) => (
        <p key={hint} className="card-error-text card-warning">
          <Mark name="warning" />
          {hint}
        </p>
      ));
  }
});

/** So that a fault is not told by its colour alone. */
function Mark({ name = "error" }: { readonly name?: string }) {
  return (
    <svg className="card-error-mark" viewBox="0 0 16 16" role="img" aria-label={name}>
      <path d="M8 1.5 15 14H1z" />
      <path className="card-error-stroke" d="M8 6v4M8 11.6v.6" />
    </svg>
  );
}
