import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Scope } from "../../expression/expression.ts";
import { applyBinary, applyComparison } from "../../expression/evaluateTree.ts";
import { operandsOf, type ComparisonOperator, type ExpressionTree } from "../../expression/expressionTree.ts";
import { findConstant, findFunction, functions, type Callable } from "../../expression/functions.ts";
import { namesOf, parseTree } from "../../expression/parseExpression.ts";
import { scanExpression } from "../../expression/scanExpression.ts";
import { elementsOf } from "../../tensor/elementsOf.ts";
import { elements } from "../../base/stridedLayout.ts";
import { formatShape, sameShape, type Shape } from "../../tensor/shape.ts";
import { reductions } from "./reductions.ts";
import { resolveReference, type ResolvedTensor } from "./resolveReference.ts";
import { faultAt, readReference } from "../../protocol/condition/tensorReference.ts";
import type { NamedTensor, TensorScope } from "./tensorScope.ts";

/** Describes the numbers that every condition may name, as they are when it is asked. */
export interface Moment {
  /** The newest loss; nan before there is one. */
  readonly loss: number;
  readonly iteration: number;
}

/** Says when a breakpoint stops, ready to be asked. */
export interface Condition {
  readonly text: string;
  /** What it names of the moment and of the tensors, as it is written. */
  readonly names: readonly string[];
  /** The tensors that it names. */
  readonly tensors: readonly NamedTensor[];
  /** Those of its names that are gradients. */
  readonly gradients: ReadonlySet<string>;
  readonly holds: (moment: Moment) => boolean;
}

/** What the names of a condition mean, as they are written. */
interface Meanings {
  readonly tensors: ReadonlyMap<string, ResolvedTensor>;
  readonly variables: Scope;
}

/** A number, or a tensor's elements in row-major order. */
type Value = number | Float64Array;

/** A part of a condition. `shape` is null for a plain number. */
interface Part {
  readonly shape: Shape | null;
  readonly read: (moment: Moment) => Value;
}

const elementwise: Readonly<Record<string, (x: number) => number>> = {
  isfinite: (x) => (Number.isFinite(x) ? 1 : 0),
  isnan: (x) => (Number.isNaN(x) ? 1 : 0),
};

const one = { minOperands: 1, maxOperands: 1 };
const callable: Callable = {
  ...Object.fromEntries([...Object.keys(reductions), ...Object.keys(elementwise)].map((name) => [name, one])),
  ...functions,
};

/**
 * Compiles a condition in the language of expressions, `max(abs(grad)) > 10`: numbers, `loss`, `iteration`, the graph's
 * variables, and tensors, which are computed with element by element and reduced to one number by `max`, `min`, `mean`,
 * `sum`, `std`, `any` and `all`. It holds when it gives another number than 0 or nan. By itself `isnan(out)` means any
 * element, `isfinite(out)` all. Tensors are named as {@link readReference} and {@link resolveReference} say: `W[0, 3]`,
 * `hidden.W.grad`.
 *
 * @throws DiagnosticError one sentence with the place, or with what came and what was expected.
 */
export function compileCondition(text: string, scope: TensorScope): Condition {
  const tree = parseTree(text, callable, endOfReference);
  const names = namesOf(tree);
  const tensors = new Map<string, ResolvedTensor>();
  for (const name of names) {
    if (name === "loss" || name === "iteration" || isVariable(name, scope)) continue;
    const place = scanExpression(text, endOfReference).find((token) => token.text === name)?.start ?? 0;
    const reference = readReference(name, 0) ?? { parts: [name], brackets: [] };
    tensors.set(
      name,
      faultAt(place, () => resolveReference(reference, scope)),
    );
  }
  const part = asNumber(compile(tree, { tensors, variables: scope.variables.values }), tree);
  return {
    text,
    names,
    tensors: [...tensors.values()],
    gradients: new Set(names.filter((name) => tensors.get(name)?.gradient === true)),
    holds: (moment) => {
      const value = part.read(moment);
      return value !== 0 && !Number.isNaN(value);
    },
  };
}

/** Whether a name is that of a variable with a value. A tensor of the condition's own node comes first. */
function isVariable(name: string, { own, variables }: TensorScope): boolean {
  return Object.hasOwn(variables.values, name) && own(name) === undefined;
}

/** Where a reference to a tensor ends that is more than a plain name. */
function endOfReference(text: string, start: number): number | null {
  return readReference(text, start)?.end ?? null;
}

/** What a condition as a whole must be. */
function asNumber(part: Part, tree: ExpressionTree): Part {
  const { shape, read } = part;
  if (shape === null) return part;
  const called = tree.kind === "call" ? tree.name : null;
  if (called === "isnan") return reduce(part, "any");
  if (called === "isfinite") return reduce(part, "all");
  if (elements(shape) === 1) return { shape: null, read: (moment) => (read(moment) as Float64Array)[0]! };
  throw DiagnosticError.of(
    `expected one number, got a tensor of shape ${formatShape(shape)}: reduce it with ${Object.keys(reductions).join(", ")}`,
  );
}

function compile(tree: ExpressionTree, meanings: Meanings): Part {
  const operands = operandsOf(tree).map((operand) => compile(operand, meanings));
  switch (tree.kind) {
    case "number":
      return { shape: null, read: () => tree.value };
    case "name":
      return compileName(tree.name, meanings);
    case "sign":
      return lift(operands, tree.operator === "-" ? (x) => -x : (x) => x);
    case "binary":
      return lift(operands, (x, y) => applyBinary(tree.operator, x, y));
    case "comparison":
      return lift(operands, (...values) => (chainHolds(tree.operators, values) ? 1 : 0));
    case "conditional":
      return lift(operands, (condition, yes, no) => (condition !== 0 ? yes : no));
    case "call":
      return compileCall(tree.name, operands);
  }
}

function compileName(name: string, { tensors, variables }: Meanings): Part {
  const constant = findConstant(name);
  if (constant !== undefined) return { shape: null, read: () => constant };
  if (name === "loss" || name === "iteration") return { shape: null, read: (moment) => moment[name] };
  const tensor = tensors.get(name)?.part;
  if (tensor === undefined) {
    const value = variables[name]!;
    return { shape: null, read: () => value };
  }
  return { shape: tensor.shape, read: () => elementsOf(tensor) };
}

function compileCall(name: string, operands: readonly Part[]): Part {
  const [first, ...rest] = operands;
  // `max(a, b)` is the larger of two, element by element; `max(a)` the largest of all.
  if (Object.hasOwn(reductions, name) && rest.length === 0) return reduce(first!, name);
  const apply = Object.hasOwn(elementwise, name) ? elementwise[name]! : findFunction(name)!.apply;
  return lift(operands, apply);
}

function reduce({ read }: Part, name: string): Part {
  const reduction = reductions[name]!;
  return {
    shape: null,
    read: (moment) => {
      const value = read(moment);
      return reduction(typeof value === "number" ? Float64Array.of(value) : value);
    },
  };
}

/** Applies a function of numbers element by element; numbers stand beside tensors of one shape. */
function lift(operands: readonly Part[], apply: (...values: readonly number[]) => number): Part {
  const shape = commonShape(operands);
  if (shape === null) {
    return { shape, read: (moment) => apply(...operands.map(({ read }) => read(moment) as number)) };
  }
  return {
    shape,
    read: (moment) => {
      const values = operands.map(({ read }) => read(moment));
      const result = new Float64Array(elements(shape));
      // One and two operands are most of all; spreading a list for each element takes its time.
      const [a = 0, b = 0] = values;
      if (values.length === 1) for (let i = 0; i < result.length; i++) result[i] = apply(at(a, i));
      else if (values.length === 2) for (let i = 0; i < result.length; i++) result[i] = apply(at(a, i), at(b, i));
      else for (let i = 0; i < result.length; i++) result[i] = apply(...values.map((value) => at(value, i)));
      return result;
    },
  };
}

function at(value: Value, i: number): number {
  return typeof value === "number" ? value : value[i]!;
}

function commonShape(operands: readonly Part[]): Shape | null {
  const shapes = operands.flatMap(({ shape }) => (shape === null ? [] : [shape]));
  const [first] = shapes;
  if (first === undefined) return null;
  const other = shapes.find((shape) => !sameShape(shape, first));
  if (other === undefined) return first;
  throw DiagnosticError.of(`expected tensors of one shape, got ${formatShape(first)} and ${formatShape(other)}`);
}

function chainHolds(operators: readonly ComparisonOperator[], values: readonly number[]): boolean {
  return operators.every((operator, at) => applyComparison(operator, values[at]!, values[at + 1]!));
}
