import { createPortal } from "react-dom";
import { useCellTip } from "./cellTipStore.ts";
import "../kit/floating.css";

/** The tooltip of all heatmaps. */
export function CellTip() {
  const { x, y, text, tensor } = useCellTip();
  if (text === null) return null;
  // Beside the pointer, on the side where there is room.
  const left = x > window.innerWidth - 240;
  const above = y > window.innerHeight - 80;
  return createPortal(
    <div
      className="cell-tip"
      role="tooltip"
      style={{
        left: x + (left ? -14 : 14),
        top: y + (above ? -14 : 16),
        transform: `translate(${left ? "-100%" : "0"}, ${above ? "-100%" : "0"})`,
      }}
    >
      <span className="cell-tip-value">{text}</span>
      <span className="cell-tip-tensor">{tensor}</span>
    </div>,
    document.body,
  );
}
