import { useStore, useStoreApi, type ReactFlowState } from "@xyflow/react";
import { useEffect } from "react";
import { applyEdit } from "../../../graph/edits/edit.ts";
import { wireRefusal } from "../../../graph/wireRefusal.ts";
import { useRunner } from "../../runner/useRunner.ts";
import { useDocument } from "../../document/documentStore.ts";
import { endpointOf } from "./connectionEnds.ts";
import { describePort } from "../../pictures/describePort.ts";
import { useWiring, type WiringHint } from "./wiringStore.ts";
import { reportOf } from "../../runner/reportOf.ts";
import { PlainWords } from "../../settings/PlainWords.tsx";
import type { PlanReport } from "../../../protocol/planReport.ts";

/** The pointer may pass over many inputs: one that it rests on for so long is asked about. */
const rest = 60;

const selectTarget = (state: ReactFlowState): string | null => {
  const { connection } = state;
  if (!connection.inProgress) return null;
  return endpointOf(connection.toHandle?.nodeId, connection.toHandle?.id);
};
const selectEnd = ({ connection }: ReactFlowState): string | null =>
  connection.inProgress ? (connection.toHandle?.type ?? null) : null;

/** Says at the pointer what the wire that is drawn would do there. */
export function WiringGuide() {
  const { ask } = useRunner();
  const start = useWiring((state) => state.start);
  const hint = useWiring((state) => state.hint);
  const target = useStore(selectTarget);
  const targetType = useStore(selectEnd);

  useEffect(() => {
    useWiring.setState({ hint: null });
    if (start === null || target === null || target === start.endpoint) return;
    const { graph } = useDocument.getState();
    const sameEnd = (targetType === "source") === (start.end === "output");
    if (sameEnd) {
      const other = start.end === "output" ? "an input" : "an output";
      useWiring.setState({ hint: { tone: "refused", text: `a wire from an ${start.end} leads to ${other}` } });
      return;
    }
    const [from, to] = start.end === "output" ? [start.endpoint, target] : [target, start.endpoint];
    const refusal = wireRefusal(graph, from, to);
    if (refusal !== null) {
      useWiring.setState({ hint: { tone: "refused", text: refusal } });
      return;
    }
    let current = true;
    const timer = setTimeout(() => {
      ask("whatIf", { graph: applyEdit(graph, { type: "connect", from, to }) }).then(
        (plan) => {
          if (current) useWiring.setState({ hint: foretell(plan, to) });
        },
        () => undefined,
      );
    }, rest);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, start, target, targetType]);

  return start === null ? null : <HintAtPointer hint={hint} />;
}

/** What the node that a wire leads to would say. */
function foretell(plan: PlanReport, to: string): WiringHint | null {
  const node = to.slice(0, to.lastIndexOf("."));
  const report = reportOf(plan, node);
  if (report === undefined) return null;
  const [fault] = report.diagnostics;
  if (report.status === "error" && fault !== undefined) {
    return { tone: "warned", text: fault.message, plain: fault.plain };
  }
  if (report.status === "unwired" && fault !== undefined) return { tone: "fits", text: `then ${fault.message}` };
  if (report.status === "blocked") return { tone: "fits", text: `waits for ${report.blockedBy}` };
  const outputs = Object.entries(report.outputs).map(([name, output]) => `${name} ${describePort(output)}`);
  return { tone: "fits", text: outputs.length === 0 ? "fits" : `gives ${outputs.join(", ")}` };
}

/** Follows the pointer without rendering: a wire is drawn at the speed of the hand. */
function HintAtPointer({ hint }: { readonly hint: WiringHint | null }) {
  const store = useStoreApi();
  return (
    <div
      className={hint === null ? "wiring-hint wiring-hint-empty" : `wiring-hint wiring-hint-${hint.tone}`}
      role="status"
      ref={(element) => {
        if (element === null) return;
        const move = (): void => {
          const { connection, width } = store.getState();
          if (!connection.inProgress) return;
          const { x, y } = connection.pointer;
          const left = x > width - 280;
          element.style.transform = `translate(${x + (left ? -16 : 16)}px, ${y + 16}px) translateX(${left ? "-100%" : "0"})`;
        };
        move();
        return store.subscribe(move);
      }}
    >
      {hint?.text}
      <PlainWords of={hint ?? {}} />
    </div>
  );
}
