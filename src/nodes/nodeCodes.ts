import { nodeTypes } from "./catalogue.ts";
import type { NodeType } from "./contract/nodeType.ts";

/** Holds what a node type says of its PyTorch code: needed by what writes code, and by nothing that runs. */
export type NodeTypeCode = Pick<NodeType, "torch" | "module" | "pythonNames" | "byRows">;

/** The code of each node type, by its name. */
export const nodeCodes: ReadonlyMap<string, NodeTypeCode> = new Map(nodeTypes.map((type) => [type.type, type]));
