import { lazyPart } from "../kit/lazyPart.tsx";
import { useCellTip } from "./cellTipStore.ts";

const PointedCellTip = lazyPart(
  "The number of the cell",
  async () => (await import("./PointedCellTip.tsx")).PointedCellTip,
);

/** Shows the tooltip of all heatmaps. Its code comes with the first cell that is pointed at. */
export function CellTip() {
  const pointed = useCellTip((state) => state.pointed);
  return pointed === null ? null : <PointedCellTip pointed={pointed} />;
}
