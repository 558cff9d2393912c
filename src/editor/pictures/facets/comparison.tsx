import { memo, useCallback, useEffect, useId, useSyncExternalStore } from "react";
import { formatBytes } from "../../../views/formatBytes.ts";
import { differenceInWords, differenceNumber, differingCell } from "../../../views/formatDifference.ts";
import { formatCount } from "../../../base/formatNumber.ts";
import { Section } from "../../kit/Section.tsx";
import { useRunner } from "../../runner/useRunner.ts";
import { LiveText } from "../LiveText.tsx";
import type { FacetCardProps, FacetViewProps } from "./facetProps.ts";
import "./comparison.css";
import type { ComparisonNumbers, ComparisonReport } from "../../../protocol/facets/comparison.ts";
import type { Preview } from "../../../protocol/preview.ts";

type Difference = ComparisonNumbers["values"];

/** So many of the tensors that both branches begin with have a line on the card; the inspector has them all. */
const mostShared = 3;

/** Shows on a card how far apart two tensors and their gradients are, and what each branch costs. */
export const Card = memo(function Card({ flowId, node, report }: FacetCardProps) {
  if (report.facets.comparison === undefined) return null;
  const { branches, sent, shared, ends } = report.facets.comparison;
  const line = { flowId, node: node.id };
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

const valuesOf = ({ values }: ComparisonNumbers): Difference => values;
const endsOf = ({ gradients }: ComparisonNumbers): Difference | undefined => gradients?.ends ?? undefined;

/** What a gradient becomes, sent back on either branch, at one tensor that both begin with. */
function SharedLine({ flowId, node, name, index }: Omit<LineProps, "label" | "of"> & { name: string; index: number }) {
  const of = useCallback(({ gradients }: ComparisonNumbers) => gradients?.shared[index], [index]);
  return <DifferenceLine flowId={flowId} node={node} label={`grad at ${name.replace(/\.out$/, "")}`} of={of} />;
}

interface LineProps {
  readonly flowId: string;
  readonly node: string;
  readonly label: string;
  /** The difference in question; the same function from render to render. */
  readonly of: (numbers: ComparisonNumbers) => Difference | undefined;
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
  const numbers = preview?.facets?.comparison;
  const difference = numbers === undefined ? undefined : of(numbers);
  return difference === undefined ? nothing : tell(difference);
}

/** Shows in the inspector how far two tensors and all their gradients are apart, where, and what each branch costs. */
export function View({ node, report }: FacetViewProps) {
  const numbers = useNumbers(node.id);
  const said = report.facets.comparison;
  if (said === undefined) return null;
  const { branches, sent, shared, ends } = said;
  const gradients = numbers?.gradients;
  return (
    <>
      <Section title="Two ways, one number">
        <DifferenceFacts label="max |a − b|" names={["a", "b"]} difference={numbers?.values} />
        {ends && (
          <DifferenceFacts label="max |da − db|" names={["da", "db"]} difference={gradients?.ends ?? undefined} />
        )}
        {shared.map((name, index) => (
          <DifferenceFacts
            key={name}
            label={`grad at ${name}`}
            names={["through a", "through b"]}
            difference={gradients?.shared[index]}
          />
        ))}
        <p className="inspect-help">{explained(sent, shared)}</p>
      </Section>
      <Costs branches={branches} />
    </>
  );
}

function explained(sent: ComparisonReport["sent"], shared: readonly string[]): string {
  if (sent === null) return "No gradient reaches a or b: neither leads to a loss that is minimised.";
  if (shared.length === 0) return "The two ways begin with nothing in common that has a gradient.";
  return (
    `The gradient of ${sent} is sent back on either way by itself. Where it gets to what both begin with, the two ` +
    "results are held against each other: they are equal when the ways are the same function."
  );
}

interface FactsProps {
  readonly label: string;
  readonly names: readonly [string, string];
  readonly difference: Difference | undefined;
}

/** A difference: the number, the words, and where it is greatest with the two numbers there. */
function DifferenceFacts({ label, names, difference }: FactsProps) {
  const cell = difference === undefined ? null : differingCell(difference, names);
  return (
    <div className="comparison-facts">
      <p>
        <span>{label}</span>
        <output aria-live="off">{difference === undefined ? "–" : differenceNumber(difference)}</output>
      </p>
      <p>{difference === undefined ? "not there yet" : differenceInWords(difference)}</p>
      {cell !== null && <p className="comparison-cell">{cell}</p>}
    </div>
  );
}

function Costs({ branches }: Pick<ComparisonReport, "branches">) {
  const counted = branches.some(({ multiplications }) => multiplications !== null);
  const products = branches.map(({ multiplications }) => formatCount(multiplications ?? 0));
  const rows = [
    { label: "instructions", cells: branches.map(({ instructions }) => formatCount(instructions)) },
    { label: "new bytes", cells: branches.map(({ bytes }) => formatBytes(bytes)) },
    ...(counted ? [{ label: "products", cells: products }] : []),
    { label: "storage", cells: branches.map(({ views }) => (views === null ? "its own" : `that of ${views}`)) },
    { label: "nodes", cells: branches.map(({ nodes }) => (nodes.length === 0 ? "none" : nodes.join(", "))) },
  ];
  return (
    <Section title="What each way costs">
      <div className="comparison comparison-wide">
        <BranchTable rows={rows} />
      </div>
      <p className="inspect-help">
        Counted is what leads to one of the two and not to the other: the instructions of the forward pass, the bytes of
        the tensors that they make, {counted && "the numbers that they multiply with each other, "}and whose storage the
        result lies in.
      </p>
    </Section>
  );
}

/** The comparison's newest numbers, asked for also while its card is not on the screen. */
function useNumbers(node: string) {
  const { previews } = useRunner();
  const owner = useId();
  useEffect(() => {
    previews.request(owner, [{ node, port: "out", side: "value", maxRows: 1, maxColumns: 1 }]);
    return () => previews.request(owner, []);
  }, [previews, owner, node]);
  return useSyncExternalStore(previews.subscribe, () => previews.get(node, "out", "value")?.facets?.comparison);
}

/** Describes what is said of both branches in a row. */
interface BranchRow {
  readonly label: string;
  /** What it says of a, and of b. */
  readonly cells: readonly string[];
  /** What their tips say, where they say more. */
  readonly titles?: readonly string[];
}

/** Shows two branches beside one another, a row for each thing that is said of both. */
function BranchTable({ rows }: { readonly rows: readonly BranchRow[] }) {
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">a</th>
          <th scope="col">b</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, cells, titles }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {cells.map((cell, branch) => (
              <td key={branch} title={titles?.[branch]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
