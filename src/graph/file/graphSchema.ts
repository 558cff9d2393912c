import * as z from "zod/mini";

/*
 * The form of a file: which fields there are and of what type. What the values must be (limits, ids, circles)
 * is in `checkGraph`, which edits are held to as well. Every object is loose: unknown fields are kept.
 */

// Zod would otherwise try `new Function` once, which our content security policy forbids and reports.
z.config({ jitless: true });

const position = z.looseObject({ x: z.number(), y: z.number() });
const size = z.looseObject({ width: z.number(), height: z.number() });

/** Holds the form of a node. */
export const nodeSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  position: z.optional(position),
  settings: z._default(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), {}),
});
/** Holds the form of a wire. */
export const edgeSchema = z.looseObject({ from: z.string(), to: z.string() });
/** Holds the form of a comment. */
export const commentSchema = z.looseObject({ text: z.string(), position, size });

/**
 * Holds the form of a graph file of version 2 but for what is in its lists. Only nodes are required; format and version
 * are checked before.
 */
export const fileSchema = z.looseObject({
  format: z.literal("wiregrad/graph"),
  version: z.literal(2),
  title: z._default(z.string(), ""),
  description: z._default(z.string(), ""),
  seed: z._default(z.number(), 2147483647),
  variables: z._default(z.record(z.string(), z.string()), {}),
  nodes: z.array(z.unknown()),
  edges: z._default(z.array(z.unknown()), []),
  comments: z._default(z.array(z.unknown()), []),
});

/** Describes a graph file of the right form, its lists apart. Known and unknown fields stand side by side. */
export interface GraphFile {
  readonly fields: z.output<typeof fileSchema>;
  readonly nodes: readonly z.output<typeof nodeSchema>[];
  readonly edges: readonly z.output<typeof edgeSchema>[];
  readonly comments: readonly z.output<typeof commentSchema>[];
}
