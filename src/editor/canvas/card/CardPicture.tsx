import { useLayoutEffect, useRef } from "react";
import { cellTip } from "../../pictures/cellTipStore.ts";
import { thumbnails } from "../../pictures/thumbnails.ts";
import type { TensorRef } from "../../../protocol/tensorRef.ts";

interface CardPictureProps extends TensorRef {
  readonly flowId: string;
  readonly shape: readonly number[];
  /** Given where its height is its own, and not that of the row that it fills. */
  readonly height?: number;
}

/** Shows the room for a heatmap, which the overlay draws. Hovering it tells the index and the value of the cell. */
export function CardPicture({ flowId, node, port, side, shape, height }: CardPictureProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    return thumbnails.add({ flowId, node, port, side, element: element.current });
  }, [flowId, node, port, side]);
  return (
    <div
      ref={element}
      className="card-picture"
      style={{ height }}
      role="img"
      aria-label={`${side === "grad" ? "gradient of " : ""}${node}.${port}, ${shape.join(" by ")}`}
      data-picture={`${side} ${node}.${port}`}
      onPointerMove={(event) => cellTip.show(event, { node, port, side })}
      onPointerLeave={() => cellTip.hide()}
    />
  );
}
