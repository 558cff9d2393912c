import { nodeTypes } from "./catalogue.ts";

/**
 * The help of each node type, by its name. The built site loads the texts with the part of the page that shows them: there
 * `vite.config.ts` puts this module's result in its place, and leaves them out of the types.
 */
export const nodeHelp: Readonly<Record<string, string>> = Object.fromEntries(
  nodeTypes.map(({ type, help }) => [type, help]),
);
