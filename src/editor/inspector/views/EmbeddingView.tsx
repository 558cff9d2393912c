import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Region, TensorRegion } from "../../../session/protocol.ts";
import { paintScatter, type ScatterPoint } from "../../../views/paintScatter.ts";
import { principalComponents } from "../../../views/principalComponents.ts";
import { readTensor } from "../../sessionQuestions.ts";
import { useColourScheme } from "../../stores/colourScheme.ts";
import { liveReading } from "../liveReading.ts";
import { Section } from "../Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import "./views.css";

/** Rows of the table that are drawn; of a larger vocabulary the first. */
const most = 2000;
type Directions = readonly [number[], number[]];

/** The rows of the table C as points with their tokens, moving as it trains. */
export function EmbeddingView({ node, report }: NodeViewProps) {
  const [rows = 0, columns = 0] = report.parameters.find(({ name }) => name === "C")?.shape ?? [];
  const source = useMemo(
    () => liveReading((region: Region) => readTensor({ node: node.id, port: "C", side: "value" }, region)),
    [node.id],
  );
  const reading = useSyncExternalStore(source.subscribe, source.current);
  const [axes, setAxes] = useState<string>(columns > 2 ? "components" : "0 1");
  useEffect(() => source.want({ start: [0, 0], size: [Math.min(rows, most), columns] }), [source, rows, columns]);
  const before = useRef<Directions | null>(null);
  const points = useMemo(() => {
    if (reading === null || columns === 0) return [];
    if (axes === "components") before.current = principalComponents(reading.data, columns, before.current);
    return pointsOf(reading, columns, axes === "components" ? before.current : unitDirections(axes, columns));
  }, [reading, columns, axes]);
  return (
    <Section title="Embeddings" aside={columns > 2 ? `${columns} dimensions` : undefined}>
      {columns > 2 && <AxesChoice columns={columns} value={axes} onChange={setAxes} />}
      <Scatter points={points} label={`${rows} rows of ${node.id}.C as points`} />
      <p className="field-summary">
        {columns < 2
          ? "Each token's one number."
          : "Each token at the place of its vector. Tokens that are used alike move together."}
      </p>
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

function Scatter({ points, label }: { readonly points: readonly ScatterPoint[]; readonly label: string }) {
  const element = useRef<HTMLCanvasElement>(null);
  const scheme = useColourScheme((state) => state.scheme);
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const style = getComputedStyle(canvas);
    const value = (name: string): string => style.getPropertyValue(name).trim();
    const width = Math.round(canvas.clientWidth * devicePixelRatio);
    const height = Math.round(canvas.clientHeight * devicePixelRatio);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const colours = {
      ink: value("--wg-text"),
      point: value("--wg-accent"),
      line: value("--wg-line"),
      font: value("--wg-mono"),
    };
    paintScatter(canvas, points, colours, devicePixelRatio);
  }, [points, scheme]);
  return <canvas ref={element} className="embedding-plot" role="img" aria-label={label} />;
}
