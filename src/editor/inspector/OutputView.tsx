import type { PortReport } from "../../session/protocol.ts";
import { formatDimNames, formatDims } from "../../views/formatDims.ts";
import { briefPort, describePort } from "../canvas/describePort.ts";
import { isGraded } from "../canvas/graded.ts";
import { useSession } from "../stores/sessionStore.ts";
import { TensorPicture } from "./TensorPicture.tsx";

interface OutputViewProps {
  readonly node: string;
  readonly port: string;
  readonly output: PortReport;
}

/** An output: what it carries, and for a tensor its numbers and its gradient. */
export function OutputView({ node, port, output }: OutputViewProps) {
  const graded = useSession(({ status }) => isGraded(status, node));
  if (output.kind !== "tensor") {
    return (
      <div className="inspect-tensor">
        <p className="inspect-tensor-head">
          <b>{port}</b>
          <span>{briefPort(output)}</span>
        </p>
        <p className="field-summary">{describePort(output)}</p>
      </div>
    );
  }
  const named = output.dims.some((name) => name !== null);
  return (
    <div className="inspect-tensor">
      <p className="inspect-tensor-head">
        <b>{port}</b>
        <span>
          {formatDims(output.shape)} {output.dtype}
        </span>
      </p>
      {named && <p className="field-summary">{formatDimNames(output.shape, output.dims)}</p>}
      <TensorPicture node={node} port={port} side="value" shape={output.shape} />
      {graded && output.dtype === "float32" && (
        <TensorPicture node={node} port={port} side="grad" shape={output.shape} />
      )}
    </div>
  );
}
