import { useMemo, useRef, useState } from "react";
import type { ScatterPoint } from "../../../views/paintScatter.ts";
import { principalComponents } from "../../../views/principalComponents.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { useReading } from "../../runner/reading/useReading.ts";
import { Section } from "../../kit/Section.tsx";
import { Answer } from "./Answer.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import { Scatter, type PointDrag } from "./Scatter.tsx";
import "./views.css";
import type { Status } from "../../../protocol/status.ts";
import type { TensorRegion } from "../../../protocol/tensorRegion.ts";

/** Rows of the table that are drawn; of a larger vocabulary the first. */
const most = 2000;

/** A row that is being moved by hand, or was. */
interface Dragged {
  readonly label: string;
  /** The undo step that this is. */
  readonly step: string;
  readonly before: Status;
}

type Directions = readonly [number[], number[]];

/** Shows the rows of the table C as points with their tokens, moving as it trains. */
export function EmbeddingView({ node, report }: NodeViewProps) {
  const [rows = 0, columns = 0] = report.parameters.find(({ name }) => name === "C")?.shape ?? [];
  const runner = useRunner();
  const table = { node: node.id, port: "C", side: "value" } as const;
  const region = { start: [0, 0], size: [Math.min(rows, most), columns] };
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
    return pointsOf(reading, columns, axes === "components" ? before.current : unitDirections(axes, columns));
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

function AxesChoice({
  columns,
  value,
  onChange,
}: {
  readonly columns: number;
  readonly value: string;
  readonly onChange: (axes: string) => void;
}) {
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

function unitDirections(axes: string, columns: number): Directions {
  const [first = 0, second = 1] = axes.split(" ").map(Number);
  const unit = (axis: number): number[] => Array.from({ length: columns }, (_, k) => (k === axis ? 1 : 0));
  return [unit(first), unit(second)];
}

function pointsOf(
  { data, size, labels }: TensorRegion,
  columns: number,
  directions: Directions | null,
): ScatterPoint[] {
  if (directions === null) return [];
  const project = (row: number, direction: readonly number[]): number =>
    direction.reduce((sum, share, column) => sum + share * data[row * columns + column]!, 0);
  return Array.from({ length: size[0]! }, (_, row) => ({
    x: project(row, directions[0]),
    y: project(row, directions[1]),
    label: labels?.[0]?.[row] ?? String(row),
  }));
}
