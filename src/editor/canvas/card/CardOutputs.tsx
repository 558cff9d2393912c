import { Fragment, memo, useCallback, useLayoutEffect, type CSSProperties } from "react";
import { elements } from "../../../base/stridedLayout.ts";
import { formatBriefly, formatNumber } from "../../../base/formatNumber.ts";
import { outputTensors, type OutputTensor } from "../../runner/outputTensors.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { useSession } from "../../runner/useSession.ts";
import { CardPicture } from "./CardPicture.tsx";
import { GradSum, useGradSum } from "./GradSum.tsx";
import { hasBackward, isGraded } from "../../runner/graded.ts";
import { LiveText } from "../../pictures/LiveText.tsx";
import { mostNumbers } from "../../pictures/cellNumbers.ts";
import { thumbnails } from "../../pictures/thumbnails.ts";
import { mostAcross, mostHeight, thumbnailHeight } from "./thumbnailHeight.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import type { PortReport } from "../../../protocol/portReport.ts";
import type { Preview } from "../../../protocol/preview.ts";
import type { Side } from "../../../protocol/tensorRef.ts";

/**
 * Says how outputs are shown: as a whole card has them; as large as the rest of a card leaves room for; or only as the
 * room that they take on a whole card.
 */
type Look = "whole" | "brief" | "room";

interface CardOutputsProps {
  readonly flowId: string;
  readonly node: string;
  readonly report: NodeReport;
  readonly look: Look;
}

/** Shows what comes out of a node: a small picture of each tensor and of its gradient, or the one number that it is. */
export const CardOutputs = memo(function CardOutputs({ flowId, node, report, look }: CardOutputsProps) {
  const graded = useSession(({ status }) => isGraded(status, node));
  const learns = useSession(({ plan }) => hasBackward(plan));
  const outputs = Object.entries(report.outputs);
  // Whether gradients are there, and of what they are the sum, moves pictures on the card.
  useLayoutEffect(() => thumbnails.moved(flowId));
  return outputs.map(([port, output]) => {
    const tensors = outputTensors({ [port]: output });
    const [first] = tensors;
    if (first === undefined) return null;
    if (output.kind === "tensor" && output.shape.length === 0) {
      return (
        <Fragment key={port}>
          <BigNumber flowId={flowId} node={node} port={port} side="value" look={look} />
          {output.grad &&
            (graded ? (
              <BigNumber flowId={flowId} node={node} port={port} side="grad" look={look} />
            ) : (
              learns && <div className="card-grad card-room" aria-hidden="true" />
            ))}
        </Fragment>
      );
    }
    if (isSaidInWords(report, output)) return null;
    const row = { flowId, node, tensors: tensors.slice(0, mostAcross), inList: output.kind === "tensors", look };
    return (
      <div key={port} className="card-output">
        {outputs.length > 1 && <span className="card-output-name">{port}</span>}
        <PictureRow {...row} side="value" />
        {tensors.length > mostAcross && <p className="card-more">and {tensors.length - mostAcross} more</p>}
        {first.report.grad && (graded || learns) && <Grad {...row} output={port} whole={graded} />}
      </div>
    );
  });
});

/** Says whether there is nothing of an output to be seen but words: a data node has them for the integers that it holds. */
export function isSaidInWords({ lines }: NodeReport, output: PortReport): boolean {
  const [first] = outputTensors({ output });
  if (first === undefined) return true;
  return lines.length > 0 && first.report.dtype === "int32" && first.report.shape.length > 0;
}

interface RowProps {
  readonly look: Look;
  readonly flowId: string;
  readonly node: string;
  readonly tensors: readonly OutputTensor[];
  readonly inList: boolean;
}

interface GradProps extends RowProps {
  /** The port that the tensors come out of. */
  readonly output: string;
  /** Whether the backward pass has got to the node. Before, a sum is shown as far as it has come. */
  readonly whole: boolean;
}

/** The gradients of what comes out of a node, and from where the parts of a sum come. */
function Grad({ output, whole, ...row }: GradProps) {
  const sum = useGradSum(row.node, output, whole);
  const whenWhole = useGradSum(row.node, output, true);
  if (!whole && sum === "") return <GradRoom {...row} sum={whenWhole} />;
  return (
    <>
      <div className="card-grad">
        <span>grad</span>
        {row.look !== "room" && <LargestGrad {...row} />}
      </div>
      <PictureRow {...row} side="grad" />
      {sum !== "" && <GradSum text={sum} />}
    </>
  );
}

/** The room that the gradient will take, so that no card grows over what is below it when a backward pass comes. */
function GradRoom({ sum, ...row }: RowProps & { readonly sum: string }) {
  return (
    <div className="card-room" aria-hidden="true">
      <div className="card-grad">grad</div>
      <PictureRow {...row} side="grad" look={row.look === "brief" ? "brief" : "room"} isRoom />
      {sum !== "" && <GradSum text={sum} />}
    </div>
  );
}

/** The picture of a tensor, or those of a list's first ones with their places. */
function PictureRow({ flowId, node, tensors, inList, look, isRoom = false, side }: PictureRowProps) {
  const across = tensors.length;
  const maxHeight =
    look === "brief" ? Math.max(...tensors.map(({ report }) => mostHeight(report.shape, side, across))) : undefined;
  return (
    <div
      className="card-pictures"
      data-side={side}
      style={{ maxHeight, "--rows-of-numbers": look === "brief" ? rowsOfNumbers(tensors) : undefined } as CSSProperties}
    >
      {tensors.map(({ port, report: { shape } }, index) => (
        <div key={port}>
          {isRoom || look === "room" ? (
            <div style={{ height: look === "brief" ? undefined : thumbnailHeight(shape, side, across) }} />
          ) : (
            <CardPicture
              flowId={flowId}
              node={node}
              port={port}
              side={side}
              shape={shape}
              {...(look === "brief" ? {} : { height: thumbnailHeight(shape, side, across) })}
            />
          )}
          {inList && side === "value" && <span className="card-output-name">[{index}]</span>}
        </div>
      ))}
    </div>
  );
}

/** In how many rows cells bear their numbers; 0 where there are too many for that. */
function rowsOfNumbers(tensors: readonly OutputTensor[]): number {
  const rows = tensors.map(({ report: { shape } }) => {
    if (elements(shape) > mostNumbers) return 0;
    return shape.length < 2 ? 1 : (shape[0] ?? 1);
  });
  return Math.max(...rows);
}

interface PictureRowProps extends RowProps {
  readonly side: Side;
  /** Whether only its room is kept. */
  readonly isRoom?: boolean;
}

interface BigNumberProps {
  readonly look: Look;
  readonly flowId: string;
  readonly node: string;
  readonly port: string;
  readonly side: Side;
}

/** A tensor of one number, such as a loss, or its gradient. */
function BigNumber({ flowId, node, port, side, look }: BigNumberProps) {
  return (
    <div className={side === "grad" ? "card-grad" : "card-number"}>
      <span>{side === "grad" ? "grad" : port}</span>
      {look === "room" ? (
        <output>–</output>
      ) : (
        <LiveText flowId={flowId} node={node} port={port} side={side} text={numberText} />
      )}
    </div>
  );
}

function numberText(preview: Preview | undefined): string {
  const value = preview?.data[0];
  return preview === undefined || value === undefined ? "–" : formatNumber(value, preview.dtype);
}

/** The greatest size in the gradients, next to their pictures: pictures alone are scaled each to its own. */
function LargestGrad({ flowId, node, tensors }: RowProps) {
  const { previews } = useRunner();
  const names = tensors.map(({ port }) => port).join(" ");
  const text = useCallback(() => {
    const found = names.split(" ").flatMap((port) => previews.get(node, port, "grad") ?? []);
    return found.length === 0 ? "" : formatBriefly(Math.max(...found.map(({ maxAbs }) => maxAbs)));
  }, [previews, node, names]);
  return (
    <LiveText flowId={flowId} node={node} port={tensors[0]!.port} side="grad" text={text} title="largest |grad|" />
  );
}
