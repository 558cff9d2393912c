/*
 * React Flow writes ids into CSS selectors, so a node's id, which may be any text, is encoded there. An id of
 * letters, digits, `-` and `_` stays as it is; no encoded id can start with `#`, which leaves that for comments.
 */

/** Returns React Flow's id of a graph node. */
export function flowNodeId(id: string): string {
  return encodeURIComponent(id.replaceAll(/\p{Surrogate}/gu, "\uFFFD"));
}

/** Returns the graph node's id behind React Flow's; null when it is a comment's. */
export function graphNodeId(flowId: string): string | null {
  return flowId.startsWith("#") ? null : decodeURIComponent(flowId);
}

/** Returns React Flow's id of the comment at an index. */
export function flowCommentId(index: number): string {
  return `#${index}`;
}

/** Returns the comment's index behind React Flow's id; null when it is a node's. */
export function graphCommentIndex(flowId: string): number | null {
  return flowId.startsWith("#") ? Number(flowId.slice(1)) : null;
}
