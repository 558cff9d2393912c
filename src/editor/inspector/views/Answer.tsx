import { formatNumber } from "../../../base/formatNumber.ts";
import { useNodeReport } from "../../canvas/nodeReport.ts";
import { useDocument } from "../../stores/documentStore.ts";
import { useSession } from "../../stores/sessionStore.ts";
import { PredictionsView } from "./PredictionsView.tsx";

/** What the model says to numbers that were moved by hand: the loss, and how likely each right answer has become. */
export function Answer({ moved, before }: { readonly moved: string; readonly before: number | null }) {
  const loss = useSession(({ status }) => status?.loss?.loss ?? null);
  const lossNode = useSession(({ plan }) => plan?.losses[0]?.node);
  const node = useDocument(({ graph }) => graph.nodes.find(({ id }) => id === lossNode));
  const report = useNodeReport(lossNode ?? "");
  if (loss === null || before === null) return null;
  return (
    <>
      <p role="status">
        <code>{moved}</code>
        {` moved: loss ${formatNumber(before)} → `}
        <b className="wg-number">{formatNumber(loss)}</b>
      </p>
      {node?.type === "cross_entropy" && report !== undefined && <PredictionsView node={node} report={report} />}
    </>
  );
}
