import * as z from "zod/mini";

/*
 * The form of a file: which fields there are and of what type. What the values must be (limits, ids, circles)
 * is in `checkGraph`, which edits are held to as well. Every object is loose: unknown fields are kept.
 */

// Zod would otherwise try `new Function` once, which our content security policy forbids and reports.
z.config({ jitless: true });

const position = z.looseObject({ x: z.number(), y: z.number() });
const size = z.looseObject({ width: z.number(), height: z.number() });

const node = z.looseObject({
  id: z.string(),
  type: z.string(),
  position: z.optional(position),
  settings: z._default(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), {}),
});
const edge = z.looseObject({ from: z.string(), to: z.string() });
const comment = z.looseObject({ text: z.string(), position, size });

/** The form of a graph file of version 1. Only nodes are required; format and version are checked before. */
export const graphSchema = z.looseObject({
  format: z.literal("wiregrad/graph"),
  version: z.literal(1),
  title: z._default(z.string(), ""),
  description: z._default(z.string(), ""),
  seed: z._default(z.number(), 2147483647),
  variables: z._default(z.record(z.string(), z.string()), {}),
  nodes: z.array(node),
  edges: z._default(z.array(edge), []),
  comments: z._default(z.array(comment), []),
});

/** A graph file as the schema gives it: known and unknown fields side by side. */
export type GraphFile = z.output<typeof graphSchema>;
