import { formatDims } from "../../views/formatDims.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { hasGradient } from "../runner/graded.ts";
import { useSession } from "../runner/useSession.ts";
import { TensorPicture } from "../pictures/TensorPicture.tsx";
import type { ParameterReport } from "../../protocol/nodeReport.ts";

interface ParameterViewProps {
  readonly node: string;
  readonly parameter: ParameterReport;
  /** What it is, of what is no parameter but remembered of one, and has no gradient. */
  readonly summary?: string;
}

/** Shows a parameter of a node, and its gradient. */
export function ParameterView({ node, parameter, summary }: ParameterViewProps) {
  const { name, shape, count, accumulates = false } = parameter;
  const graded = useSession(({ status }) => hasGradient(status, node, accumulates)) && summary === undefined;
  return (
    <div className="inspect-tensor">
      <p className="inspect-tensor-head">
        <b>{name}</b>
        <span>
          {formatDims(shape)} = {formatCount(count)}
        </span>
      </p>
      {summary !== undefined && <p className="field-summary">{summary}</p>}
      <TensorPicture node={node} port={name} side="value" shape={shape} />
      {graded && <TensorPicture node={node} port={name} side="grad" shape={shape} />}
    </div>
  );
}
