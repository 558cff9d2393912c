import { memo, useLayoutEffect, useRef } from "react";
import type { NodeReport, PortReport, Side } from "../../session/protocol.ts";
import { formatBriefly, formatNumber } from "../../views/formatNumber.ts";
import { previews } from "../previews.ts";
import { useSession } from "../stores/sessionStore.ts";
import { cellTip } from "./cellTip.ts";
import { isGraded } from "./graded.ts";
import { thumbnails } from "./thumbnails.ts";
import { thumbnailHeight } from "./thumbnailHeight.ts";

type TensorReport = Extract<PortReport, { kind: "tensor" }>;

interface CardOutputsProps {
  readonly flowId: string;
  readonly node: string;
  readonly report: NodeReport;
}

/** What comes out of a node: a small picture of each tensor and of its gradient, or the one number that it is. */
export const CardOutputs = memo(function CardOutputs({ flowId, node, report }: CardOutputsProps) {
  const graded = useSession(({ status }) => isGraded(status, node));
  const outputs = Object.entries(report.outputs);
  return outputs.map(([port, output]) => {
    if (output.kind !== "tensor") return null;
    if (output.shape.length === 0) return <BigNumber key={port} flowId={flowId} node={node} port={port} />;
    // A data node says in words what integers it holds.
    if (report.lines.length > 0 && output.dtype === "int32") return null;
    const withGrad = graded && output.dtype === "float32";
    return (
      <div key={port} className="card-output">
        {outputs.length > 1 && <span className="card-output-name">{port}</span>}
        <Picture flowId={flowId} node={node} port={port} side="value" output={output} />
        {withGrad && (
          <>
            <div className="card-grad">
              <span>grad</span>
              <LargestGrad flowId={flowId} node={node} port={port} />
            </div>
            <Picture flowId={flowId} node={node} port={port} side="grad" output={output} />
          </>
        )}
      </div>
    );
  });
});

interface PictureProps {
  readonly flowId: string;
  readonly node: string;
  readonly port: string;
  readonly side: Side;
  readonly output: TensorReport;
}

/** The room for a heatmap, which the overlay draws. Hovering it tells the index and the value of the cell. */
function Picture({ flowId, node, port, side, output }: PictureProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    return thumbnails.add({ flowId, node, port, side, element: element.current });
  }, [flowId, node, port, side]);
  return (
    <div
      ref={element}
      className="card-picture"
      style={{ height: thumbnailHeight(output.shape, side) }}
      role="img"
      aria-label={`${side === "grad" ? "gradient of " : ""}${node}.${port}, ${output.shape.join(" by ")}`}
      data-picture={`${side} ${node}.${port}`}
      onPointerMove={(event) => cellTip.show(event, { node, port, side })}
      onPointerLeave={() => cellTip.hide()}
    />
  );
}

interface NumberProps {
  readonly flowId: string;
  readonly node: string;
  readonly port: string;
}

/** A tensor of one number, such as a loss. Written without React: it changes with every frame of a training. */
function BigNumber({ flowId, node, port }: NumberProps) {
  const element = useRef<HTMLOutputElement>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    return thumbnails.add({
      flowId,
      node,
      port,
      side: "value",
      element: element.current,
      noPicture: true,
      write: (target) => {
        const preview = previews.get(node, port, "value");
        const value = preview?.data[0];
        setText(target, preview === undefined || value === undefined ? "–" : formatNumber(value, preview.dtype));
      },
    });
  }, [flowId, node, port]);
  return (
    <div className="card-number">
      <span>{port}</span>
      <output ref={element} aria-live="off">
        –
      </output>
    </div>
  );
}

/** The greatest size in the gradient, next to its picture: pictures alone are scaled each to its own. */
function LargestGrad({ flowId, node, port }: NumberProps) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    return thumbnails.add({
      flowId,
      node,
      port,
      side: "grad",
      element: element.current,
      noPicture: true,
      write: (target) => {
        const preview = previews.get(node, port, "grad");
        setText(target, preview === undefined ? "" : formatBriefly(preview.maxAbs));
      },
    });
  }, [flowId, node, port]);
  return <span ref={element} title="largest |grad|" />;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
