import { nodeTypes } from "../../../nodes/catalogue.ts";
import type { NodeType } from "../../../nodes/contract/nodeType.ts";
import type { PortKind, Ports } from "../../../nodes/contract/port.ts";

/** Describes a node type that a loose wire could lead to, and the port that it would take. */
export interface FittingNode {
  readonly nodeType: NodeType;
  readonly port: string;
}

/** Returns the node types that could stand at a wire's loose end, each with the first port that fits. */
export function fittingNodes(kind: PortKind | null, end: "output" | "input"): readonly FittingNode[] {
  return nodeTypes.flatMap((nodeType) => {
    const ports: Ports = end === "output" ? nodeType.inputs : nodeType.outputs;
    // A required input is what a node is for; an optional one only if there is no other.
    const fitting = Object.entries(ports).filter(([, port]) => kind === null || port.kind === kind);
    const port = fitting.find(([, { optional }]) => optional !== true) ?? fitting[0];
    return port === undefined ? [] : [{ nodeType, port: port[0] }];
  });
}
