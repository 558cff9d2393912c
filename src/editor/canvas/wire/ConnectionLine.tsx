import type { ConnectionLineComponentProps } from "@xyflow/react";
import type { FlowNode } from "../flow/flowTypes.ts";
import { useWiring } from "./wiringStore.ts";
import { wireEnd } from "./wireEnd.ts";
import { wirePath } from "../flow/wirePath.ts";

/** Shows the wire that is being drawn. React Flow gives the middle of the handle where it starts. */
export function ConnectionLine(props: ConnectionLineComponentProps<FlowNode>) {
  const { fromX, fromY, toX, toY, fromPosition, toPosition, fromHandle } = props;
  const tone = useWiring((state) => state.hint?.tone ?? "open");
  const from = { ...wireEnd(fromX, fromY, fromPosition), x: fromX, y: fromY };
  const to = { ...wireEnd(toX, toY, toPosition), x: toX, y: toY };
  const path = fromHandle.type === "source" ? wirePath(from, to) : wirePath(to, from);
  return <path className={`connection-line connection-${tone}`} d={path.d} fill="none" />;
}
