import type { Nested } from "./op.ts";

/** Returns a matrix by its rows: `matrix([1, 2], [3, 4])` stays on one line of an example. */
export const matrix = (...rows: readonly Nested[]): Nested => rows;
