import { parseEndpoint, type Endpoint } from "../../../base/endpoint.ts";
import { outputTensors } from "../../runner/outputTensors.ts";
import { outputReport } from "../../runner/nodeReport.ts";
import type { PlanReport } from "../../../protocol/planReport.ts";
import type { Status } from "../../../protocol/status.ts";

type Now = {
  readonly plan: Pick<PlanReport, "nodes" | "instructions"> | null;
  readonly status: Pick<Status, "phase" | "cursor" | "next"> | null;
};

/**
 * Says what flows along a wire now: forward into the node at the cursor, backward out of it to where its input came from.
 * Undefined where nothing does.
 *
 * @param from the output that the wire comes from, `context.y`.
 * @param to the input that it leads to.
 */
export function flowAlong({ plan, status }: Now, from: string, to: string): "forward" | "backward" | undefined {
  const still = status?.phase === "idle" || status?.phase === "playing";
  const next = still && status.cursor > 0 ? status.next : null;
  if (next === null || next === undefined || next.pass === "update" || plan === null) return undefined;
  if (parseEndpoint(to)?.node !== next.node) return undefined;
  if (next.pass === "forward") return "forward";
  const source = parseEndpoint(from);
  return source !== null && carriesGrad(plan, source, status!.cursor) ? "backward" : undefined;
}

/**
 * Whether the node at the cursor adds to a gradient of what comes out there: labels and indices get none, and neither does
 * a model that is only applied again.
 */
function carriesGrad(plan: NonNullable<Now["plan"]>, { node, port }: Endpoint, cursor: number): boolean {
  const report = outputReport(plan, `${node}.${port}`);
  const tensors = report === undefined ? [] : outputTensors({ [port]: report });
  if (tensors.every(({ report: tensor }) => !tensor.grad)) return false;
  // A parameter's gradient is known by the parameter's name.
  if (tensors.some(({ report: tensor }) => tensor.parameter !== undefined)) return true;
  const names = tensors.map((tensor) => tensor.port);
  const first = plan.instructions[cursor];
  for (let at = cursor; at < plan.instructions.length; at++) {
    const { pass, node: ran, results } = plan.instructions[at]!;
    if (pass !== first?.pass || ran !== first.node) break;
    if (results.some((result) => result.side === "grad" && result.node === node && names.includes(result.port))) {
      return true;
    }
  }
  return false;
}
