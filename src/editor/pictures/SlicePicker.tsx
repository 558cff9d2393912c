import { useId } from "react";

interface Props {
  readonly shape: readonly number[];
  readonly dims: readonly (string | null)[];
  /** The slice that is seen, by dimension; a dimension that is not there is at 0. */
  readonly slice: readonly number[];
  readonly onChange: (slice: readonly number[]) => void;
}

/** Shows which slice of a tensor of three dimensions and more is on the grid: `[4, :, :]`. */
export function SlicePicker({ shape, dims, slice, onChange }: Props) {
  const id = useId();
  const sliced = shape.slice(0, -2);
  const at = (axis: number): number => Math.min(slice[axis] ?? 0, Math.max(0, shape[axis]! - 1));
  const change = (axis: number, value: number): void => {
    if (!Number.isInteger(value) || value < 0 || value >= shape[axis]!) return;
    onChange(sliced.map((_, other) => (other === axis ? value : at(other))));
  };
  return (
    <div className="inspect-slice">
      {sliced.map((size, axis) => (
        <div key={axis} className="inspect-slice-axis">
          <label htmlFor={`${id}-${axis}`}>{dims[axis] ?? `dim ${axis}`}</label>
          <input
            type="range"
            aria-label={`${dims[axis] ?? `dimension ${axis}`}, slice`}
            min={0}
            max={Math.max(0, size - 1)}
            value={at(axis)}
            onChange={(event) => change(axis, event.currentTarget.valueAsNumber)}
          />
          <input
            id={`${id}-${axis}`}
            className="inspect-input inspect-mono"
            type="number"
            min={0}
            max={Math.max(0, size - 1)}
            value={at(axis)}
            onChange={(event) => change(axis, event.currentTarget.valueAsNumber)}
          />
        </div>
      ))}
      <p className="field-summary">{`[${[...sliced.map((_, axis) => at(axis)), ":", ":"].join(", ")}]`}</p>
    </div>
  );
}
