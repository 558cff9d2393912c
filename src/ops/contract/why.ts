import type { Cells } from "./cells.ts";
import type { Box, Where } from "./fold.ts";
import type { Subscript, Term } from "./term.ts";

export type Index = readonly number[];

type Attributes = Readonly<Record<string, unknown>>;

/**
 * Holds what the reasons for a number are worked out from: the cells of one use of an op, and how to add up many of
 * them.
 */
export interface Workings<Input extends string = string, A = Attributes> {
  /** The inputs. Those of an op that broadcasts are named by the result's index. */
  readonly inputs: Readonly<Record<Input, Cells>>;
  /** The result. */
  readonly y: Cells;
  /** The gradient of the result, from upstream. */
  readonly dy: Cells;
  readonly saved: Readonly<Record<string, Cells>>;
  readonly attributes: A;
  /** Σ of the terms over a box, or over those of its indices where something holds. The term itself when nothing runs. */
  readonly sum: (box: Box, term: (subscripts: readonly Subscript[]) => Term, where?: Where) => Term;
  /** The largest of the terms; a nan is the largest. */
  readonly max: (box: Box, term: (subscripts: readonly Subscript[]) => Term) => Term;
  /** Which of the terms is the largest, counted from 0. */
  readonly argmax: (box: Box, term: (subscripts: readonly Subscript[]) => Term) => Term;
}

/**
 * Says how single numbers of an op came to be: plain data, worked out in double from the numbers in the tensors, which
 * agrees with what the kernels made of them but for rounding. Each cell is named by its full index.
 */
export interface Why<Input extends string = string, A = Attributes> {
  /** A cell of the result. */
  forward(at: Index, from: Workings<Input, A>): Term;
  /**
   * What the op adds to a cell of an input's gradient: over all cells of the result that it had a part in, the upstream
   * gradient times the local derivative. Absent when the op has no derivative.
   */
  backward?(input: Input, at: Index, from: Workings<Input, A>): Term;
  /** A cell of a saved tensor. Only of those that the other two name. */
  saved?(name: string, at: Index, from: Workings<Input, A>): Term;
}
