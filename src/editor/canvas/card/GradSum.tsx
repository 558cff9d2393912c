import { parseEndpoint } from "../../../base/endpoint.ts";
import { derived } from "../../../base/derived.ts";
import { useDocument } from "../../document/documentStore.ts";
import { useSession } from "../../runner/useSession.ts";
import { standingOf, type Standing } from "../../runner/runStanding.ts";
import type { InstructionReport } from "../../../protocol/instructionReport.ts";

/**
 * Says that a gradient is the sum of what several nodes hand back, and who has by now. Empty where a tensor feeds one
 * node only.
 *
 * @param whole whether the backward pass has got to the tensor's own node.
 */
export function useGradSum(node: string, port: string, whole: boolean): string {
  const consumers = useDocument(({ graph }) => consumersOf(graph.edges, `${node}.${port}`));
  return useSession((state) => {
    // Only what the backward pass goes through hands a gradient back.
    const graders = state.plan === null ? null : gradersIn(state.plan.instructions);
    const graded = consumers.split("\n").filter((id) => graders?.has(id));
    const standing = new Map(graded.map((id) => [id, standingOf(state, id).backward]));
    return gradSum(standing, whole);
  });
}

/** Shows the sum that a gradient is, below its picture. */
export function GradSum({ text }: { readonly text: string }) {
  return (
    <p className="card-grad-sum" title="The gradients that come back from several nodes add up.">
      {text}
    </p>
  );
}

/**
 * Returns the sum as text, `= a + b …`: who has still to hand a gradient back is followed by dots. Empty where there is
 * one node only, and before the first has.
 *
 * @param standing of each node's backward pass; undefined while nothing is stepped through.
 */
export function gradSum(standing: ReadonlyMap<string, Standing | undefined>, whole: boolean): string {
  const begun = whole || [...standing.values()].includes("done");
  if (standing.size < 2 || !begun) return "";
  return `= ${[...standing].map(([id, at]) => (at === undefined || at === "done" ? id : `${id} …`)).join(" + ")}`;
}

/** As one text, which stays the same as long as the nodes do. */
function consumersOf(edges: readonly { readonly from: string; readonly to: string }[], output: string): string {
  const nodes = edges.filter(({ from }) => from === output).map(({ to }) => parseEndpoint(to)?.node ?? "");
  return [...new Set(nodes)].join("\n");
}

/** The nodes that add to the gradient of anything: one that only looks, a comparison, does not. */
const gradersIn = derived((instructions: readonly InstructionReport[]): ReadonlySet<string> => {
  const adding = instructions.filter(({ pass, results }) => pass === "backward" && results.length > 0);
  return new Set(adding.map(({ node }) => node));
});
