import { graphNodeId } from "../../document/flowId.ts";

/** Holds both ends of a connection as endpoints. */
export interface ConnectionEnds {
  readonly from: string;
  readonly to: string;
}

/** Returns the endpoint that React Flow means with a node and a handle of it; null when it is no port of a card. */
export function endpointOf(node: string | null | undefined, handle: string | null | undefined): string | null {
  if (node == null || handle == null) return null;
  const id = graphNodeId(node);
  return id === null ? null : `${id}.${handle}`;
}

/** Returns the ends of what React Flow calls a connection or an edge. */
export function connectionEnds(connection: {
  readonly source: string;
  readonly target: string;
  readonly sourceHandle?: string | null | undefined;
  readonly targetHandle?: string | null | undefined;
}): ConnectionEnds | null {
  const from = endpointOf(connection.source, connection.sourceHandle);
  const to = endpointOf(connection.target, connection.targetHandle);
  return from === null || to === null ? null : { from, to };
}
