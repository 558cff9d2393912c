import { nodeTypes } from "./catalogue.ts";
import { exampleCode } from "./exampleCode.ts";

/** Holds what is read of a node type only where one looks for help: it comes with the part of the page that shows it. */
export interface NodeTexts {
  readonly help: string;
  /** What it is in PyTorch. */
  readonly torch: string;
}

/**
 * The texts of each node type, by its name. For the built site `vite.config.ts` puts this module's result in its place,
 * and leaves the texts out of the types, so that the first screen does without them.
 */
export const nodeTexts: Readonly<Record<string, NodeTexts>> = Object.fromEntries(
  nodeTypes.map((nodeType) => [nodeType.type, { help: nodeType.help, torch: exampleCode(nodeType) }]),
);
