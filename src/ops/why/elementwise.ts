import { product } from "../../expression/algebra.ts";
import { gradient, UPSTREAM } from "../../expression/gradient.ts";
import type { ExpressionTree } from "../../expression/expressionTree.ts";
import type { Attributes } from "../contract/op.ts";
import type { Cells } from "../contract/cells.ts";
import type { Box } from "../contract/fold.ts";
import { filled, treeOf } from "./formula.ts";
import type { Subscript, Term } from "../contract/term.ts";
import type { Index, Why, Workings } from "../contract/why.ts";

/**
 * Returns the why of an op that does the same to every element, from its formula over the inputs' names:
 * `elementwise("a * b")`. `slopes` are the derivatives by an input, over the inputs and the result `y`, where they are
 * not what calculus makes of the formula, or say it better: `elementwise("tanh(x)", { x: "1 - y ^ 2" })`.
 */
export function elementwise(text: string, slopes: Readonly<Record<string, string>> = {}): Why {
  const value = treeOf(text);
  const stated = new Map(Object.entries(slopes).map(([input, slope]) => [input, treeOf(slope)]));
  return elementwiseOf({
    value,
    gradient(input) {
      const slope = stated.get(input)?.();
      return slope === undefined ? gradient(value(), input) : passedOn(slope);
    },
    names: ({ inputs, y }, subscripts) => ({ ...cellsAt(inputs, subscripts), y: y.at(subscripts) }),
  });
}

/** Returns the upstream gradient times the local derivative. */
export function passedOn(slope: ExpressionTree): ExpressionTree {
  return product({ kind: "name", name: UPSTREAM }, slope);
}

/** Holds what an elementwise op states of itself. */
export interface Elementwise<A extends Attributes> {
  value(attributes: A): ExpressionTree;
  /** What an input gets of the upstream gradient, which is called {@link UPSTREAM} in it. */
  gradient(input: string, attributes: A): ExpressionTree;
  /** What the names in both stand for, at an index of the result. */
  names(from: Workings<string, A>, subscripts: readonly Subscript[]): Readonly<Record<string, Term>>;
}

/** Returns the why of an elementwise op whose formula depends on its attributes. */
export function elementwiseOf<A extends Attributes>(op: Elementwise<A>): Why<string, A> {
  return {
    forward: (at, from) => filled(op.value(from.attributes), op.names(from, at)),
    backward(input, at, from) {
      const tree = op.gradient(input, from.attributes);
      return from.sum(ghosts(from.inputs[input]!, at), (subscripts) => {
        return filled(tree, { ...op.names(from, subscripts), [UPSTREAM]: from.dy.at(subscripts) });
      });
    },
  };
}

/**
 * Returns the cells of a result that one cell of a broadcast operand is repeated to: along each dimension of the result
 * its own index, or all.
 */
export function ghosts({ own, shape }: Pick<Cells, "own" | "shape">, at: Index): Box {
  const added = shape.length - own.length;
  return shape.map((size, axis) => {
    if (size === 1) return 0;
    return axis < added || own[axis - added] === 1 ? { size } : at[axis - added]!;
  });
}

/** A tensor's cells at one index, by the inputs' names. */
function cellsAt(inputs: Readonly<Record<string, Cells>>, subscripts: readonly Subscript[]): Record<string, Term> {
  return Object.fromEntries(Object.entries(inputs).map(([name, cells]) => [name, cells.at(subscripts)]));
}
