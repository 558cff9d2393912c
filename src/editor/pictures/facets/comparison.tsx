import { memo, useCallback } from "react";
import { formatBytes } from "../../../views/formatBytes.ts";
import { differenceInWords, differenceNumber } from "../../../views/formatDifference.ts";
import { formatCount } from "../../../base/formatNumber.ts";
import { BranchTable, type BranchRow } from "../BranchTable.tsx";
import { LiveText } from "../LiveText.tsx";
import type { CardFacetProps } from "./cardFacetProps.ts";
import "./comparison.css";
import type { ComparisonNumbers, ComparisonReport } from "../../../protocol/facets/comparison.ts";
import type { Preview } from "../../../protocol/preview.ts";

type Difference = ComparisonNumbers["values"];

/** So many of the tensors that both branches begin with have a line on the card; the inspector has them all. */
const mostShared = 3;

/**
 * Shows what a node that compares says: how far apart its two tensors and their gradients are, and what each branch
 * cost.
 */
export const CardComparison = memo(function CardComparison({ flowId, node, said }: CardFacetProps<ComparisonReport>) {
  const { branches, sent, shared, ends } = said;
  const line = { flowId, node };
  return (
    <div className="comparison">
      <DifferenceLine {...line} label="max |a − b|" of={valuesOf} />
      {sent === null && <p className="comparison-words">no gradient reaches a or b</p>}
      {shared.length === 0 && ends && <DifferenceLine {...line} label="max |da − db|" of={endsOf} />}
      {shared.slice(0, mostShared).map((name, index) => (
        <SharedLine key={name} {...line} name={name} index={index} />
      ))}
      <BranchTable rows={branchRows(branches)} />
    </div>
  );
});

/** The storage has a row where one of them is a view. */
function branchRows(branches: ComparisonReport["branches"]): readonly BranchRow[] {
  const bytes = branches.map((branch) => branch.bytes);
  const views = branches.map((branch) => branch.views);
  const storage = {
    label: "storage",
    cells: views.map((view) => (view === null ? "own" : "shared")),
    titles: views.map((view) => (view === null ? "numbers of its own" : `the numbers of ${view}, none was copied`)),
  };
  return [
    { label: "new bytes", cells: bytes.map(cellOfBytes), titles: bytes.map(formatBytes) },
    { label: "instructions", cells: branches.map(({ instructions }) => formatCount(instructions)) },
    ...(views.some((view) => view !== null) ? [storage] : []),
  ];
}

/** A card's cell has room for five digits; the row says that they are bytes. */
function cellOfBytes(bytes: number): string {
  return bytes < 100_000 ? formatCount(bytes) : formatBytes(bytes);
}

const valuesOf = ({ facets }: Preview): Difference | undefined => facets?.comparison?.values;
const endsOf = ({ facets }: Preview): Difference | undefined => facets?.comparison?.gradients?.ends ?? undefined;

/** What a gradient becomes, sent back on either branch, at one tensor that both begin with. */
function SharedLine({ flowId, node, name, index }: Omit<LineProps, "label" | "of"> & { name: string; index: number }) {
  const of = useCallback(({ facets }: Preview) => facets?.comparison?.gradients?.shared[index], [index]);
  return <DifferenceLine flowId={flowId} node={node} label={`grad at ${name.replace(/\.out$/, "")}`} of={of} />;
}

interface LineProps {
  readonly flowId: string;
  readonly node: string;
  readonly label: string;
  /** The difference in question; the same function from render to render. */
  readonly of: (preview: Preview) => Difference | undefined;
}

/** A difference as a number and in words. */
function DifferenceLine({ flowId, node, label, of }: LineProps) {
  const written = { flowId, node, port: "out", side: "value" } as const;
  const number = useCallback((preview?: Preview) => textOf(preview, of, differenceNumber, "–"), [of]);
  const words = useCallback((preview?: Preview) => textOf(preview, of, differenceInWords, ""), [of]);
  return (
    <>
      <div className="card-number" title={label}>
        <span>{label}</span>
        <LiveText {...written} text={number} />
      </div>
      <p className="comparison-words">
        <LiveText {...written} text={words} />
      </p>
    </>
  );
}

function textOf(
  preview: Preview | undefined,
  of: LineProps["of"],
  tell: (difference: Difference) => string,
  nothing: string,
): string {
  const difference = preview === undefined ? undefined : of(preview);
  return difference === undefined ? nothing : tell(difference);
}
