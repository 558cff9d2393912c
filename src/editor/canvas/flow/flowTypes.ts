import type { Edge, Node } from "@xyflow/react";
import type { GraphComment, GraphNode } from "../../../graph/graph.ts";
import type { CardPorts } from "./cardPorts.ts";

/** Describes a graph node as React Flow has it. Only what the document says: live numbers never pass through here. */
export type CardNode = Node<{ node: GraphNode; ports: CardPorts }, "card">;

/** Describes a comment as React Flow has it. */
export type CommentNode = Node<{ comment: GraphComment; index: number }, "comment">;

export type FlowNode = CardNode | CommentNode;

/** Describes a wire as React Flow has it; its id is the endpoint that it leads to. */
export type WireEdge = Edge<{ from: string; to: string }, "wire">;
