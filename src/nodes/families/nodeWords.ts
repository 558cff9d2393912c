import type { NodeType } from "../contract/nodeType.ts";

/** Holds what a node type of a family says for itself. */
export type NodeWords = Pick<NodeType, "title" | "summary" | "help">;
