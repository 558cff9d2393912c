/** LIMITS: what a graph may have at most. What is within them must work; what is beyond is refused, with the figure. */
export const limits = {
  /** Bytes of a file, as UTF-8. */
  fileBytes: 10 * 2 ** 20,
  /** How deep lists and objects of a file may nest. */
  depth: 64,
  /** Texts, numbers, lists and objects of a file, in unknown fields too. */
  values: 500_000,
  nodes: 5_000,
  edges: 20_000,
  variables: 1_000,
  comments: 1_000,
  /** Settings of one node. */
  settings: 100,
  /** UTF-16 code units of any text. */
  text: 64 * 2 ** 10,
  /** UTF-16 code units of a node's id and of its type. */
  id: 128,
  /** UTF-16 code units of a title and of a comment. */
  label: 1_000,
  /** The largest coordinate and size on the canvas, in pixels, either way. */
  coordinate: 10_000_000,
} as const;
