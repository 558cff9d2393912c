import { memo } from "react";
import { parseEndpoint } from "../../base/endpoint.ts";
import type { InstructionReport } from "../../session/protocol.ts";
import { useDocument } from "../stores/documentStore.ts";
import { useSession } from "../stores/sessionStore.ts";
import { standingOf } from "./runStanding.ts";

interface Props {
  readonly node: string;
  readonly port: string;
}

/** Where a tensor feeds several nodes: that its gradient is the sum of what they hand back, and who has by now. */
export const GradSum = memo(function GradSum({ node, port }: Props) {
  const consumers = useDocument(({ graph }) => consumersOf(graph.edges, `${node}.${port}`));
  const text = useSession((state) => {
    // Only what the backward pass goes through hands a gradient back.
    const graded = consumers.split("\n").filter((id) => gradesIn(state.plan?.instructions, id));
    if (graded.length < 2) return "";
    return graded
      .map((id) => {
        const standing = standingOf(state, id).backward;
        return standing === undefined || standing === "done" ? id : `${id} …`;
      })
      .join(" + ");
  });
  if (text === "") return null;
  return (
    <p className="card-grad-sum" title="The gradients that come back from several nodes add up.">
      = {text}
    </p>
  );
});

/** As one text, which stays the same as long as the nodes do. */
function consumersOf(edges: readonly { readonly from: string; readonly to: string }[], output: string): string {
  const nodes = edges.filter(({ from }) => from === output).map(({ to }) => parseEndpoint(to)?.node ?? "");
  return [...new Set(nodes)].join("\n");
}

const graders = new WeakMap<object, ReadonlySet<string>>();

/** Whether a node adds to the gradient of anything: one that only looks, a comparison, does not. */
function gradesIn(instructions: readonly InstructionReport[] | undefined, id: string): boolean {
  if (instructions === undefined) return false;
  let set = graders.get(instructions);
  if (set === undefined) {
    const adding = instructions.filter(({ pass, results }) => pass === "backward" && results.length > 0);
    set = new Set(adding.map(({ node }) => node));
    graders.set(instructions, set);
  }
  return set.has(id);
}
