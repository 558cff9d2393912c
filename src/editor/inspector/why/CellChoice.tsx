import { useId } from "react";
import { useInspected } from "../../runner/inspectedStore.ts";
import type { CellRef } from "../../../protocol/tensorRef.ts";

interface Props {
  readonly cell: CellRef;
  readonly shape: readonly number[];
}

/** Shows which cell is asked about, by its index. The same cell is selected in the values. */
export function CellChoice({ cell, shape }: Props) {
  const id = useId();
  const showCell = useInspected((state) => state.showCell);
  if (shape.length === 0) return null;
  return (
    <div className="why-choice">
      <span>cell [</span>
      {shape.map((size, axis) => (
        <input
          key={axis}
          id={`${id}-${axis}`}
          className="inspect-input inspect-mono"
          type="number"
          aria-label={`index along dimension ${axis}`}
          min={0}
          max={size - 1}
          value={cell.index[axis] ?? 0}
          onChange={(event) => {
            const at = event.currentTarget.valueAsNumber;
            if (!Number.isInteger(at) || at < 0 || at >= size) return;
            showCell({ ...cell, index: cell.index.map((other, k) => (k === axis ? at : other)) });
          }}
        />
      ))}
      <span>]</span>
    </div>
  );
}
