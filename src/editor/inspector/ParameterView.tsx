import type { ParameterReport } from "../../session/protocol.ts";
import { formatDims } from "../../views/formatDims.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { isGraded } from "../canvas/graded.ts";
import { useSession } from "../stores/sessionStore.ts";
import { TensorPicture } from "./TensorPicture.tsx";

interface ParameterViewProps {
  readonly node: string;
  readonly parameter: ParameterReport;
  /** True for what is no parameter but remembered of one, and has no gradient. */
  readonly buffer?: boolean;
}

/** A parameter of a node, and its gradient. */
export function ParameterView({ node, parameter, buffer = false }: ParameterViewProps) {
  const graded = useSession(({ status }) => isGraded(status, node)) && !buffer;
  const { name, shape, count } = parameter;
  return (
    <div className="inspect-tensor">
      <p className="inspect-tensor-head">
        <b>{name}</b>
        <span>
          {formatDims(shape)} = {formatCount(count)}
        </span>
      </p>
      <TensorPicture node={node} port={name} side="value" shape={shape} />
      {graded && <TensorPicture node={node} port={name} side="grad" shape={shape} />}
    </div>
  );
}
