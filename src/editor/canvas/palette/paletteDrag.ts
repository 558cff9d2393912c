/*
 * A node type that is dragged from the palette. Its name is part of the drag's type, since a page may not read what
 * is dragged before it is dropped.
 */
const prefix = "application/x-wiregrad-node-";

export function dragNodeType(transfer: DataTransfer, type: string): void {
  transfer.setData(prefix + type, type);
  transfer.effectAllowed = "copy";
}

/** Returns the name of the node type that is dragged, or null when something else is. */
export function draggedNodeType(transfer: DataTransfer): string | null {
  const found = transfer.types.find((type) => type.startsWith(prefix));
  return found === undefined ? null : found.slice(prefix.length);
}
