interface AxesChoiceProps {
  readonly columns: number;
  readonly value: string;
  readonly onChange: (axes: string) => void;
}

/** Chooses what a picture of vectors shows: their principal components, or two of their dimensions. */
export function AxesChoice({ columns, value, onChange }: AxesChoiceProps) {
  const [first = "0", second = "1"] = value === "components" ? [] : value.split(" ");
  const dimension = (label: string, at: string, choose: (axis: string) => void) => (
    <select
      className="inspect-select"
      aria-label={label}
      value={at}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {Array.from({ length: columns }, (_, axis) => (
        <option key={axis} value={axis}>{`dim ${axis}`}</option>
      ))}
    </select>
  );
  return (
    <div className="inspect-choice">
      <select
        className="inspect-select"
        aria-label="axes"
        value={value === "components" ? "components" : "chosen"}
        onChange={(event) => onChange(event.currentTarget.value === "components" ? "components" : "0 1")}
      >
        <option value="components">first two principal components</option>
        <option value="chosen">two dimensions</option>
      </select>
      {value !== "components" && (
        <>
          {dimension("horizontal dimension", first, (axis) => onChange(`${axis} ${second}`))}
          {dimension("vertical dimension", second, (axis) => onChange(`${first} ${axis}`))}
        </>
      )}
    </div>
  );
}

/** Returns the directions of two dimensions that were chosen: `"2 5"`. */
export function chosenDirections(axes: string, columns: number): readonly [number[], number[]] {
  const [first = 0, second = 1] = axes.split(" ").map(Number);
  const unit = (axis: number): number[] => Array.from({ length: columns }, (_, k) => (k === axis ? 1 : 0));
  return [unit(first), unit(second)];
}
