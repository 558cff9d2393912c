import { isGraded } from "../../runner/graded.ts";
import { outputTensors } from "../../runner/outputTensors.ts";
import { useInspected } from "../../runner/inspectedStore.ts";
import { useSession } from "../../runner/useSession.ts";
import { Section } from "../../kit/Section.tsx";
import { SideChoice } from "../../pictures/TensorChoice.tsx";
import { BroadcastView } from "../why/BroadcastView.tsx";
import type { NodeViewProps } from "./nodeViewProps.ts";
import "../why/why.css";

/** Shows where the node's ops repeat an operand: its ghosts, and in the backward pass what comes back through them. */
export function BroadcastsView({ node, report: { broadcasts, outputs } }: NodeViewProps) {
  const wanted = useInspected((state) => state.side);
  const differentiable = outputTensors(outputs).some((output) => output.report.grad);
  const graded = useSession(({ status }) => isGraded(status, node.id)) && differentiable;
  const side = wanted === "grad" && graded ? "grad" : "value";
  return (
    <Section title="Broadcast">
      {broadcasts.map((broadcast) => (
        // Of a node that is more than this op the reader wants other things first.
        <BroadcastView
          key={broadcast.ordinal}
          node={node.id}
          broadcast={broadcast}
          side={side}
          open={broadcast.op === node.type}
        >
          <div className="broadcast-sides">
            <SideChoice side={side} graded={graded} />
          </div>
        </BroadcastView>
      ))}
    </Section>
  );
}
