import { useLayoutEffect, useRef } from "react";
import { cellTip } from "../../pictures/cellTipStore.ts";
import { thumbnailHeight } from "./thumbnailHeight.ts";
import { thumbnails } from "../../pictures/thumbnails.ts";
import type { TensorRef } from "../../../protocol/tensorRef.ts";

interface CardPictureProps extends TensorRef {
  readonly flowId: string;
  readonly shape: readonly number[];
  /** How many pictures stand beside each other. */
  readonly across: number;
}

/** Shows the room for a heatmap, which the overlay draws. Hovering it tells the index and the value of the cell. */
export function CardPicture({ flowId, node, port, side, shape, across }: CardPictureProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    return thumbnails.add({ flowId, node, port, side, element: element.current });
  }, [flowId, node, port, side]);
  return (
    <div
      ref={element}
      className="card-picture"
      style={{ height: thumbnailHeight(shape, side, across) }}
      role="img"
      aria-label={`${side === "grad" ? "gradient of " : ""}${node}.${port}, ${shape.join(" by ")}`}
      data-picture={`${side} ${node}.${port}`}
      onPointerMove={(event) => cellTip.show(event, { node, port, side })}
      onPointerLeave={() => cellTip.hide()}
    />
  );
}
