import { formatNumber } from "../../../base/formatNumber.ts";
import { hasRole } from "../../../nodes/catalogue.ts";
import { useNodeReport } from "../../runner/nodeReport.ts";
import { useDocument } from "../../document/documentStore.ts";
import { useSession } from "../../runner/useSession.ts";
import { PredictionsView } from "./PredictionsView.tsx";
import type { Status } from "../../../protocol/status.ts";

interface Props {
  /** What was moved, for people. */
  readonly moved: string;
  /** The undo step that it made. */
  readonly gesture: string;
  /** How the run stood before. */
  readonly before: Pick<Status, "iteration" | "loss">;
}

/**
 * Shows what the model says to numbers that were moved by hand: the loss, and how likely each right answer has become.
 * Until that is undone, or the loss has other reasons.
 */
export function Answer({ moved, gesture, before }: Props) {
  const stands = useDocument(({ history }) => history.past.at(-1)?.gesture === gesture);
  const sameIteration = useSession(({ status }) => status?.iteration === before.iteration);
  const loss = useSession(({ status }) => status?.loss?.loss ?? null);
  const lossNode = useSession(({ plan }) => plan?.losses[0]?.node);
  const node = useDocument(({ graph }) => graph.nodes.find(({ id }) => id === lossNode));
  const report = useNodeReport(lossNode ?? "");
  if (!stands || !sameIteration || loss === null || before.loss === null) return null;
  return (
    <>
      <p role="status">
        <code>{moved}</code>
        {` moved: loss ${formatNumber(before.loss.loss)} → `}
        <b className="wg-number">{formatNumber(loss)}</b>
      </p>
      {node !== undefined && hasRole(node, "predictions") && report !== undefined && (
        <PredictionsView node={node} report={report} />
      )}
    </>
  );
}
