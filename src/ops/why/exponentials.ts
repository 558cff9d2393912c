import type { Shape } from "../../tensor/shape.ts";
import type { Cells } from "../contract/cells.ts";
import { formula } from "./formula.ts";
import { lineThrough } from "./reducedBox.ts";
import { literal, type Subscript, type Term } from "../contract/term.ts";
import type { Index, Workings } from "../contract/why.ts";

/** Beyond this e to the power of it is no double; the largest is then subtracted first, as the kernels always do. */
const STEEP = 700;

const power = formula("exp(x)");
const shiftedPower = formula("exp(x - m)");
const logarithm = formula("x - log(s)");
const shiftedLogarithm = formula("x - m - log(s)");

/** Holds eˣ of a cell and the sum of such along a dimension. Beside them is x less the logarithm of that sum. */
export interface Exponentials {
  readonly power: Term;
  readonly sum: Term;
  readonly logProbability: Term;
}

/** Returns the parts of a softmax along `axis`, at one cell. A 0-d tensor has no dimension to go along. */
export function exponentials(
  x: Cells,
  axis: number,
  at: Index,
  { sum, max }: Pick<Workings, "sum" | "max">,
): Exponentials {
  const line = lineThrough(x.shape satisfies Shape, axis, at);
  const largest = max(line, (subscripts) => x.at(subscripts)).value;
  const m = Math.abs(largest) > STEEP ? literal(largest) : null;
  const powerAt = (subscripts: readonly Subscript[]): Term =>
    m === null ? power({ x: x.at(subscripts) }) : shiftedPower({ x: x.at(subscripts), m });
  const s = sum(line, powerAt);
  const cell = x.at(at);
  return {
    power: powerAt(at),
    sum: s,
    logProbability: m === null ? logarithm({ x: cell, s }) : shiftedLogarithm({ x: cell, m, s }),
  };
}
