import type { Connection, FinalConnectionState, HandleType, OnConnectStartParams } from "@xyflow/react";
import { useMemo, useRef } from "react";
import { parseEndpoint } from "../../../base/endpoint.ts";
import { wireRefusal } from "../../../graph/wireRefusal.ts";
import { findNodeType } from "../../../nodes/catalogue.ts";
import { useDocument } from "../../document/documentStore.ts";
import { connect, replug } from "../../document/edits/actions.ts";
import { useCanvasUi } from "../../document/canvasUi.ts";
import { flowView } from "../flow/flowView.ts";
import { connectionEnds, endpointOf } from "./connectionEnds.ts";
import type { WireEdge } from "../flow/flowTypes.ts";
import { nodeOf } from "../../document/graphIndex.ts";
import { useWiring, type WiringStart } from "./wiringStore.ts";

/** Returns what React Flow asks and tells while wires are drawn and put elsewhere. */
export function useWiringHandlers() {
  // React Flow tells of a wire that is put elsewhere as of a new one too.
  const replugging = useRef(false);
  return useMemo(
    () => ({
      isValidConnection: (connection: Connection | WireEdge): boolean => {
        const ends = connectionEnds(connection);
        return ends !== null && wireRefusal(useDocument.getState().graph, ends.from, ends.to) === null;
      },
      onConnectStart: (_event: unknown, { nodeId, handleId, handleType }: OnConnectStartParams): void => {
        useWiring.setState({ start: wiringStart(endpointOf(nodeId, handleId), handleType), hint: null });
      },
      onConnect: (connection: Connection): void => {
        const ends = connectionEnds(connection);
        if (ends !== null && isDrawn()) connect(ends.from, ends.to);
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: Omit<FinalConnectionState, "inProgress">): void => {
        const { start } = useWiring.getState();
        useWiring.setState({ start: null, hint: null });
        if (start === null || replugging.current || state.toHandle !== null) return;
        const pointer = "changedTouches" in event ? event.changedTouches[0] : event;
        const place = pointer === undefined ? null : flowView.placeAt(pointer.clientX, pointer.clientY);
        // Only over the empty canvas: a wire that is dropped on a card is given up.
        if (pointer === undefined || place === null || !isEmptyAt(pointer.clientX, pointer.clientY)) return;
        const { endpoint, end } = start;
        useCanvasUi.setState({ menu: { x: pointer.clientX, y: pointer.clientY, place, endpoint, end } });
      },
      onReconnectStart: (): void => {
        replugging.current = true;
      },
      onReconnect: (edge: WireEdge, connection: Connection): void => {
        const ends = connectionEnds(connection);
        if (ends !== null && isDrawn()) replug(edge.id, ends.from, ends.to);
      },
      onReconnectEnd: (): void => {
        replugging.current = false;
      },
    }),
    [],
  );
}

/** Whether a wire is being drawn still: one that was given up before it was let go leads nowhere. */
const isDrawn = (): boolean => useWiring.getState().start !== null;

function wiringStart(endpoint: string | null, type: HandleType | null): WiringStart | null {
  const port = endpoint === null ? null : parseEndpoint(endpoint);
  if (endpoint === null || port === null) return null;
  const end = type === "target" ? "input" : "output";
  const node = nodeOf(useDocument.getState().graph, port.node);
  const nodeType = node === undefined ? undefined : findNodeType(node.type);
  const ports = end === "output" ? nodeType?.outputs : nodeType?.inputs;
  const kind = ports !== undefined && Object.hasOwn(ports, port.port) ? ports[port.port]?.kind : undefined;
  return { endpoint, end, kind: kind ?? null };
}

function isEmptyAt(x: number, y: number): boolean {
  const under = document.elementFromPoint(x, y);
  return under !== null && under.closest(".react-flow__pane") !== null;
}
