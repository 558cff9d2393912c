import type { Measure, Neighbour } from "../../../../views/map/nearestRows.ts";

interface NeighbourListProps {
  readonly chosen: string;
  readonly labels: readonly string[];
  readonly columns: number;
  readonly measure: Measure;
  readonly neighbours: readonly Neighbour[];
  readonly onMeasure: (measure: Measure) => void;
  readonly onChoose: (row: number) => void;
}

/** Lists the tokens whose vectors are most like a chosen one's, and says by which measure. */
export function NeighbourList({
  chosen,
  labels,
  columns,
  measure,
  neighbours,
  onMeasure,
  onChoose,
}: NeighbourListProps) {
  return (
    <div className="map-neighbours" role="group" aria-label={`nearest to ${chosen}`}>
      <div className="map-neighbours-head">
        <span>
          Nearest to <code>{chosen}</code>, in all {columns} dimensions:
        </span>
        <select
          className="inspect-select"
          aria-label="measure"
          value={measure}
          onChange={(event) => onMeasure(event.currentTarget.value === "cosine" ? "cosine" : "euclidean")}
        >
          <option value="cosine">largest cosine</option>
          <option value="euclidean">least Euclidean distance</option>
        </select>
      </div>
      <ol className="map-words">
        {neighbours.map(({ row, value }) => (
          <li key={row}>
            <button type="button" onClick={() => onChoose(row)}>
              {labels[row]} <span className="wg-number">{value.toPrecision(3)}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
