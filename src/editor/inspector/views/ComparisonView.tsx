import { useEffect, useId, useSyncExternalStore } from "react";
import { formatBytes } from "../../../views/formatBytes.ts";
import { differenceInWords, differenceNumber, differingCell } from "../../../views/formatDifference.ts";
import { formatCount } from "../../../base/formatNumber.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { BranchTable } from "../../pictures/BranchTable.tsx";
import { Section } from "../../kit/Section.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import "../../pictures/facets/comparison.css";
import type { ComparisonNumbers, ComparisonReport } from "../../../protocol/facets/comparison.ts";

type Difference = ComparisonNumbers["values"];

/**
 * Shows two branches to one tensor: how far their numbers and their gradients are apart, and what each branch costs.
 */
export function ComparisonView({
  node,
  report: {
    facets: { comparison },
  },
}: NodeViewProps) {
  if (comparison === undefined) return null;
  return (
    <>
      <Differences node={node.id} comparison={comparison} />
      <Costs comparison={comparison} />
    </>
  );
}

interface DifferencesProps {
  readonly node: string;
  readonly comparison: ComparisonReport;
}

function Differences({ node, comparison: { sent, shared, ends } }: DifferencesProps) {
  const numbers = useComparison(node);
  const gradients = numbers?.gradients;
  return (
    <Section title="Two ways, one number">
      <DifferenceFacts label="max |a − b|" names={["a", "b"]} difference={numbers?.values} />
      {ends && <DifferenceFacts label="max |da − db|" names={["da", "db"]} difference={gradients?.ends ?? undefined} />}
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

function Costs({ comparison: { branches } }: { readonly comparison: ComparisonReport }) {
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
function useComparison(node: string) {
  const { previews } = useRunner();
  const owner = useId();
  useEffect(() => {
    previews.request(owner, [{ node, port: "out", side: "value", maxRows: 1, maxColumns: 1 }]);
    return () => previews.request(owner, []);
  }, [previews, owner, node]);
  return useSyncExternalStore(previews.subscribe, () => previews.get(node, "out", "value")?.facets?.comparison);
}
