import { useMemo, useRef, useState } from "react";
import type { GraphNode } from "../../../../graph/graph.ts";
import type { NodeReport } from "../../../../protocol/nodeReport.ts";
import { formatCount } from "../../../../base/formatNumber.ts";
import { nearestRows, type Measure } from "../../../../views/map/nearestRows.ts";
import { projectRows } from "../../../../views/map/projectRows.ts";
import { principalComponents } from "../../../../views/principalComponents.ts";
import { Dialog } from "../../../kit/dialog/Dialog.tsx";
import { Section } from "../../../kit/Section.tsx";
import { useReading } from "../../../runner/reading/useReading.ts";
import { AxesChoice, chosenDirections } from "./AxesChoice.tsx";
import "./map.css";
import { NeighbourList } from "./NeighbourList.tsx";
import { PointMap } from "./PointMap.tsx";
import { useRowNames } from "./useRowNames.ts";
import { WordSearch } from "./WordSearch.tsx";

/** Holds what a view of an embedding's table is given, and the table's size. */
export interface TableViewProps {
  readonly node: GraphNode;
  readonly report: NodeReport;
  readonly rows: number;
  readonly columns: number;
}

const neighbourCount = 10;
const nowhere = new Float32Array(0);

/** Shows a table of many rows as a map that can be looked at closely and searched; it moves as it trains. */
export function EmbeddingMap({ node, report, rows, columns }: TableViewProps) {
  const table = { node: node.id, port: "C", side: "value" } as const;
  const { names, order } = useRowNames(table, rows, report);
  const data = useReading("matrix", { tensor: table, named: false })?.answer.data ?? nowhere;
  const [axes, setAxes] = useState<string>(columns > 2 ? "components" : "0 1");
  const [chosen, setChosen] = useState<number | null>(null);
  const [measure, setMeasure] = useState<Measure>("cosine");
  const [large, setLarge] = useState(false);
  const before = useRef<ReturnType<typeof principalComponents> | null>(null);
  const points = useMemo(() => {
    if (axes !== "components") return projectRows(data, columns, chosenDirections(axes, columns));
    before.current = principalComponents(data, columns, before.current);
    return projectRows(data, columns, before.current);
  }, [data, columns, axes]);
  const at = chosen !== null && chosen < points.x.length ? chosen : null;
  const neighbours = useMemo(
    () => (at === null ? [] : nearestRows(data, columns, at, measure, neighbourCount)),
    [data, columns, at, measure],
  );
  const near = useMemo(() => neighbours.map(({ row }) => row), [neighbours]);
  const map = (onEnlarge?: () => void) => (
    <>
      {columns > 2 && <AxesChoice columns={columns} value={axes} onChange={setAxes} />}
      <WordSearch labels={names} onChoose={setChosen} />
      <PointMap
        points={points}
        labels={names}
        order={order}
        chosen={at}
        near={near}
        label={`${formatCount(rows)} rows of ${node.id}.C as points${at === null ? "" : `, ${names[at]} marked`}`}
        onChoose={setChosen}
        {...(onEnlarge === undefined ? {} : { onEnlarge })}
      />
      {at !== null && (
        <NeighbourList
          chosen={names[at] ?? ""}
          labels={names}
          columns={columns}
          measure={measure}
          neighbours={neighbours}
          onMeasure={setMeasure}
          onChoose={setChosen}
        />
      )}
    </>
  );
  return (
    <Section title="Embeddings" aside={`${formatCount(rows)} × ${columns}`}>
      {large ? <p className="field-summary">Shown larger.</p> : map(() => setLarge(true))}
      <p className="field-summary">
        Each token at the place of its vector; click one for those that are most like it. Wheel or + and − zoom, a drag
        or the arrow keys move, 0 shows all.
      </p>
      {large && (
        <Dialog title={`Embeddings of ${node.id}`} wide onClose={() => setLarge(false)}>
          <div className="map-large">{map()}</div>
        </Dialog>
      )}
    </Section>
  );
}
