import { memo } from "react";
import { formatDims } from "../../../views/formatDims.ts";
import type { CardPort, CardPorts } from "../flow/cardPorts.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";

/** Describes a port and where on its card's edge it stands. */
export interface PlacedPort {
  readonly port: CardPort;
  readonly end: "input" | "output";
  /** A CSS length from the card's top or left edge. */
  readonly place: string;
  /** Which of the rows below the title it is in; null when it needs none. */
  readonly row: number | null;
}

/** As in canvas.css. */
const headHeight = 34;
const rowHeight = 24;

/**
 * Places a card's handles. One input at the left and one output at the right stand beside the title; more of them
 * get rows with their names. Those at the top and the bottom share the card's width.
 */
export function placedPorts({ inputs, outputs }: CardPorts): readonly PlacedPort[] {
  const left = inputs.filter(({ side }) => side === "left");
  const right = outputs.filter(({ side }) => side === "right");
  const rows = left.length > 1 || right.length > 1 || left.some(({ optional }) => optional);
  const across = (ports: readonly CardPort[], end: PlacedPort["end"]): PlacedPort[] =>
    ports.map((port, index) => ({ port, end, place: `${(100 * (index + 1)) / (ports.length + 1)}%`, row: null }));
  const down = (ports: readonly CardPort[], end: PlacedPort["end"]): PlacedPort[] =>
    ports.map((port, row) => ({
      port,
      end,
      place: `${rows ? headHeight + rowHeight * (row + 0.5) : headHeight / 2}px`,
      row: rows ? row : null,
    }));
  return [
    ...down(left, "input"),
    ...across(
      inputs.filter(({ side }) => side === "top"),
      "input",
    ),
    ...down(right, "output"),
    ...across(
      outputs.filter(({ side }) => side === "bottom"),
      "output",
    ),
  ];
}

interface CardPortRowsProps {
  readonly node: string;
  readonly placed: readonly PlacedPort[];
  readonly report: NodeReport | undefined;
}

/**
 * Shows the names of a card's ports, where it has several. It also shows the shapes of the parameters that they stand
 * for.
 */
export const CardPortRows = memo(function CardPortRows({ placed, report }: CardPortRowsProps) {
  const count = Math.max(0, ...placed.map(({ row }) => (row === null ? 0 : row + 1)));
  const severalInputs = placed.filter(({ end }) => end === "input").length > 1;
  const inRow = (row: number, end: PlacedPort["end"]): CardPort | undefined =>
    placed.find((other) => other.row === row && other.end === end)?.port;
  return (
    <>
      {Array.from({ length: count }, (_, row) => {
        const input = inRow(row, "input");
        const output = inRow(row, "output");
        const parameter = report?.parameters.find(({ name }) => name === input?.name);
        return (
          <div key={row} className="card-port-row">
            <span className={input?.optional === true ? "card-port-name card-port-quiet" : "card-port-name"}>
              {input?.name}
            </span>
            {parameter !== undefined && (
              <span className="card-port-shape" title={`the node's own ${parameter.name}`}>
                {formatDims(parameter.shape)}
              </span>
            )}
            <span className="card-port-name">{output?.name}</span>
          </div>
        );
      })}
      {severalInputs &&
        placed
          .filter(({ port }) => port.side === "top")
          .map(({ port, place }) => (
            <span key={port.name} className="card-port-above" style={{ left: place }}>
              {port.name}
            </span>
          ))}
    </>
  );
});
