/** LIMITS: what a script or notebook may have at most. What is beyond is refused, with the figure. */
export const limits = {
  /** Bytes of a file, as UTF-8; a script that the project writes carries its data, and they may be a few megabytes. */
  fileBytes: 8 * 2 ** 20,
  lines: 20_000,
  /** How deep expressions and blocks may nest. */
  depth: 100,
  /** Expressions and statements that are read, loops and calls counted as often as they are followed. */
  steps: 200_000,
  /** How often a loop that trains nothing is followed. */
  rounds: 1_000,
  /** Nodes of the graph that is read. */
  nodes: 2_000,
  /** Notes that are told. */
  notes: 200,
} as const;
