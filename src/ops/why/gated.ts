import type { ExpressionTree } from "../../expression/expressionTree.ts";
import type { Attributes } from "../contract/op.ts";
import type { Cells } from "../contract/cells.ts";
import { ghosts } from "./elementwise.ts";
import { filled, treeOf } from "./formula.ts";
import { literal, type Subscript, type Term } from "../contract/term.ts";
import type { Why } from "../contract/why.ts";

/** Holds what an elementwise op that lets a gradient pass, or not, states of itself. */
export interface Gated<A extends Attributes> {
  /** Its formula over the inputs' names and the attributes'. */
  readonly value: string | ((attributes: A) => string);
  /** What of the upstream gradient `d` reaches an input, over the same names: `"x > 0 ? d : 0"`. */
  readonly passes?: Readonly<Record<string, string | ((attributes: A) => string)>>;
  /** What the attributes are called in the formulas. */
  readonly numbers?: (attributes: A) => Readonly<Record<string, number | null | undefined>>;
}

/**
 * Returns the why of an elementwise op that chooses. Where it does not let the gradient pass the part is 0 whatever the
 * gradient is, which is why it is no product with a slope of 0: that would be nan for an infinite gradient.
 */
export function gated<A extends Attributes = Attributes>({
  value,
  passes = {},
  numbers = () => ({}),
}: Gated<A>): Why<string, A> {
  const names = (inputs: Readonly<Record<string, Cells>>, attributes: A, subscripts: readonly Subscript[]) => {
    const known: Record<string, Term> = {};
    for (const [name, value] of Object.entries(numbers(attributes))) if (value != null) known[name] = literal(value);
    for (const [name, cells] of Object.entries(inputs)) known[name] = cells.at(subscripts);
    return known;
  };
  const forward: Why<string, A>["forward"] = (at, { inputs, attributes }) =>
    filled(treeFor(value, attributes), names(inputs, attributes, at));
  if (Object.keys(passes).length === 0) return { forward };
  return {
    forward,
    backward: (input, at, { inputs, attributes, dy, sum }) =>
      sum(ghosts(inputs[input]!, at), (subscripts) =>
        filled(treeFor(passes[input]!, attributes), { ...names(inputs, attributes, subscripts), d: dy.at(subscripts) }),
      ),
  };
}

const trees = new Map<string, () => ExpressionTree>();

function treeFor<A>(text: string | ((attributes: A) => string), attributes: A): ExpressionTree {
  const formula = typeof text === "string" ? text : text(attributes);
  const known = trees.get(formula) ?? treeOf(formula);
  trees.set(formula, known);
  return known();
}
