/** Describes a place in a run: before the instruction `cursor` of an iteration; cursor 0 is the iteration's start. */
export interface Position {
  readonly iteration: number;
  readonly cursor: number;
}

/** Is the start of everything. */
export const START: Position = { iteration: 0, cursor: 0 };

export function isBefore(a: Position, b: Position): boolean {
  return a.iteration < b.iteration || (a.iteration === b.iteration && a.cursor < b.cursor);
}

export function isSame(a: Position, b: Position): boolean {
  return a.iteration === b.iteration && a.cursor === b.cursor;
}

/** Returns the later of two. */
export function later(a: Position, b: Position): Position {
  return isBefore(a, b) ? b : a;
}
