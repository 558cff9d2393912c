import { useMemo } from "react";
import { lossBounds } from "../../runner/lossBounds.ts";
import { useDocument } from "../../document/documentStore.ts";
import { useSession } from "../../runner/useSession.ts";
import { Section } from "../../kit/Section.tsx";
import type { FacetViewProps } from "./facetProps.ts";
import type { FloorReport } from "../../../protocol/facets/floor.ts";

/** Shows why the loss cannot reach 0 on these examples: contexts that are followed by different tokens. */
export function View({ node, report }: FacetViewProps) {
  const lowest = useFloor(node.id, report.facets.floor ?? null);
  if (lowest === null) return null;
  return (
    <Section title="The floor under the loss" aside={lowest.entropy.toFixed(4)}>
      <p className="inspect-help">
        {lowest.clashes.length === 0
          ? "Every context is followed by one token only: a model can be right about all of them."
          : "No model can go lower on these examples: the same context is followed by different tokens."}
      </p>
      <ul className="inspect-clashes">
        {lowest.clashes.slice(0, SHOWN).map(({ context, count, targets }) => (
          <li key={context}>
            <code>{context}</code> →{" "}
            {targets
              .slice(0, SHOWN)
              .map(({ token }) => token)
              .join(", ")}
            {targets.length > SHOWN && " …"} <span className="inspect-aside">{count}×</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The floor under the loss that is trained, where that loss asks for these examples: those that it ignores are left out. */
function useFloor(node: string, own: FloorReport | null): FloorReport | null {
  const graph = useDocument((state) => state.graph);
  const plan = useSession((state) => state.plan);
  return useMemo(() => {
    const bound = lossBounds(graph, plan).floor;
    return bound?.node === node ? { entropy: bound.loss, clashes: bound.clashes } : own;
  }, [graph, plan, node, own]);
}

/** Rows, and tokens in a row, that a person reads. */
const SHOWN = 12;
