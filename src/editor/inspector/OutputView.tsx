import { formatDimNames, formatDims } from "../../views/formatDims.ts";
import { briefPort, describePort } from "../pictures/describePort.ts";
import { isGraded } from "../runner/graded.ts";
import { outputTensors } from "../runner/outputTensors.ts";
import { useSession } from "../runner/useSession.ts";
import { TensorPicture } from "../pictures/TensorPicture.tsx";
import type { PortReport, TensorReport } from "../../protocol/portReport.ts";

/** So many tensors of a list are shown as pictures; the other pages show each of them. */
const shown = 8;

interface OutputViewProps {
  readonly node: string;
  readonly port: string;
  readonly output: PortReport;
}

/** Shows an output: what it carries, and for a tensor its numbers and its gradient. */
export function OutputView({ node, port, output }: OutputViewProps) {
  if (output.kind === "tensor") return <TensorView node={node} port={port} output={output} />;
  const tensors = outputTensors({ [port]: output });
  return (
    <>
      <div className="inspect-tensor">
        <p className="inspect-tensor-head">
          <b>{port}</b>
          <span>{briefPort(output)}</span>
        </p>
        <p className="field-summary">{describePort(output)}</p>
      </div>
      {tensors.slice(0, shown).map((item) => (
        <TensorView key={item.port} node={node} port={item.port} output={item.report} />
      ))}
      {tensors.length > shown && <p className="field-summary">and {tensors.length - shown} more</p>}
    </>
  );
}

function TensorView({ node, port, output }: OutputViewProps & { readonly output: TensorReport }) {
  const graded = useSession(({ status }) => isGraded(status, node));
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
      {graded && output.grad && <TensorPicture node={node} port={port} side="grad" shape={output.shape} />}
    </div>
  );
}
