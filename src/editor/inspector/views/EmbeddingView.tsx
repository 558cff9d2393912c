import { useMemo, useRef, useState } from "react";
import type { ScatterPoint } from "../../../views/paintScatter.ts";
import { principalComponents } from "../../../views/principalComponents.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { useReading } from "../../runner/reading/useReading.ts";
import { Section } from "../../kit/Section.tsx";
import { projectRows } from "../../../views/map/projectRows.ts";
import { Answer } from "./Answer.tsx";
import { AxesChoice, chosenDirections } from "./map/AxesChoice.tsx";
import { EmbeddingMap, type TableViewProps } from "./map/EmbeddingMap.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import { Scatter, type PointDrag } from "./Scatter.tsx";
import "./views.css";
import type { Status } from "../../../protocol/status.ts";
import type { TensorRegion } from "../../../protocol/tensorRegion.ts";

/** A row's name is its point up to so many rows; more are dots on a map. */
const named = 200;

/** A row that is being moved by hand, or was. */
interface Dragged {
  readonly label: string;
  /** The undo step that this is. */
  readonly step: string;
  readonly before: Status;
}

type Directions = readonly [number[], number[]];

/** Shows the rows of the table C as points with their tokens, moving as it trains. */
export function EmbeddingView(props: NodeViewProps) {
  const [rows = 0, columns = 0] = props.report.parameters.find(({ name }) => name === "C")?.shape ?? [];
  if (rows > named && columns >= 2) return <EmbeddingMap {...props} rows={rows} columns={columns} />;
  return <TokenScatter {...props} rows={rows} columns={columns} />;
}

/** Shows a table of few rows: their names are the points, and can be dragged. */
function TokenScatter({ node, rows, columns }: TableViewProps) {
  const runner = useRunner();
  const table = { node: node.id, port: "C", side: "value" } as const;
  const region = { start: [0, 0], size: [rows, columns] };
  const reading = useReading("read", { tensor: table, region })?.answer ?? null;
  const [axes, setAxes] = useState<string>(columns > 2 ? "components" : "0 1");
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const drag = ({ row, x, y, gesture }: PointDrag): void => {
    const step = `drag ${gesture}`;
    const { status } = runner.session.getState();
    if (dragged?.step !== step && status !== null) {
      setDragged({ label: reading?.labels?.[0]?.[row] ?? String(row), step, before: status });
    }
    const [first = 0, second = 1] = axes.split(" ").map(Number);
    const cells = [
      { index: [row, first], value: x },
      { index: [row, second], value: y },
    ];
    runner.cells.write(node.id, "C", cells, step);
  };
  const before = useRef<Directions | null>(null);
  const points = useMemo(() => {
    if (reading === null || columns === 0) return [];
    if (axes === "components") before.current = principalComponents(reading.data, columns, before.current);
    return pointsOf(reading, columns, axes === "components" ? before.current : chosenDirections(axes, columns));
  }, [reading, columns, axes]);
  return (
    <Section title="Embeddings" aside={columns > 2 ? `${columns} dimensions` : undefined}>
      {columns > 2 && <AxesChoice columns={columns} value={axes} onChange={setAxes} />}
      <Scatter
        points={points}
        label={`${rows} rows of ${node.id}.C as points`}
        onDrag={columns < 2 || axes === "components" ? null : drag}
      />
      <p className="field-summary">
        {columns < 2
          ? "Each token's one number."
          : "Each token at the place of its vector. Tokens that are used alike move together. "}
        {columns >= 2 && axes !== "components" && (
          <>Drag one, or type its numbers under Values, and see what the model says; undo brings it back.</>
        )}
      </p>
      {dragged !== null && (
        <Answer key={dragged.step} moved={dragged.label} gesture={dragged.step} before={dragged.before} />
      )}
    </Section>
  );
}

function pointsOf(
  { data, size, labels }: TensorRegion,
  columns: number,
  directions: Directions | null,
): ScatterPoint[] {
  if (directions === null) return [];
  const { x, y } = projectRows(data, columns, directions);
  return Array.from({ length: size[0]! }, (_, row) => ({
    x: x[row]!,
    y: y[row]!,
    label: labels?.[0]?.[row] ?? String(row),
  }));
}
