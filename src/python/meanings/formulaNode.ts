import type { Output } from "../draft/draft.ts";
import { Beyond } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { formulaDims } from "../values/dims.ts";
import { called, chosen, combined, named, negated, type NumberValue } from "../values/number.ts";
import type { Elementwise, TensorValue } from "../values/value.ts";
import { nodeTypeOf, operationNodes } from "./tensorWords.ts";

type Operation = Extract<Elementwise, { readonly kind: "op" }>;

const COMPARISONS = new Set(["<", "<=", ">", ">=", "==", "!="]);

/** Returns the dtype of a formula's result. */
export function formulaDtype(formula: Elementwise): TensorValue["dtype"] {
  if (formula.kind === "leaf") return formula.tensor.dtype;
  if (formula.kind === "number") return formula.number.whole ? "int" : "float";
  if (COMPARISONS.has(formula.op)) return "bool";
  if (!["+", "-", "*", "max", "min", "where"].includes(formula.op)) return "float";
  const dtypes = formula.operands.slice(formula.op === "where" ? 1 : 0).map(formulaDtype);
  return dtypes.every((dtype) => dtype === "int") ? "int" : "float";
}

/**
 * Gives a formula its nodes and returns the output: one node of its own for a single operation of tensors, a formula for what
 * is written over one or two tensors, and else a node for each operation. `numbers`: a comparison gives 1 and 0.
 */
export function formulaNode(context: Context, formula: Elementwise, at: number, numbers = false): Output {
  if (formula.kind === "leaf") return context.output(formula.tensor, at);
  if (formula.kind === "number")
    return constantNode(context, formula.number, formula.number.whole ? "int32" : "float32", at);
  const leaves = leavesOf(formula);
  // What is written of one or two tensors is one formula.
  const single = formula.operands.every(({ kind }) => kind === "leaf");
  const [first, second] = formula.operands;
  if (!numbers && COMPARISONS.has(formula.op) && first?.kind === "leaf" && second?.kind === "number") {
    const type = operationNodes[`${formula.op} 2`]!;
    const node = context.node(type, { other: second.number.text }, { a: context.output(first.tensor, at) }, at);
    return { node, port: "out" };
  }
  const whole = leaves.every((leaf) => leaf.dtype === "int") && formulaDtype(formula) === "int";
  if ((single && !numbers) || leaves.length > 2 || whole) return operationNode(context, formula, at, whole);
  const text = formulaText(formula, leaves);
  const inputs = leaves.map((leaf, place) => [place === 0 ? "x" : "y", context.output(leaf, at)] as const);
  const node = context.node(nodeTypeOf.formula, { formula: text.text }, Object.fromEntries(inputs), at);
  return { node, port: "out" };
}

function operationNode(context: Context, formula: Operation, at: number, whole: boolean): Output {
  const type = operationNodes[`${formula.op} ${formula.operands.length}`];
  if (type === undefined) {
    const leaves = leavesOf(formula);
    // A function without a node of its own, of one tensor that is made first.
    const inner = formula.operands.map((operand) => leafOf(context, operand, at));
    if (leaves.length <= 2 || inner.length > 2) throw new Beyond(at, `${formula.op} is not read here`);
    return formulaNode(context, { ...formula, operands: inner }, at);
  }
  const ports = formula.op === "where" ? ["condition", "x", "y"] : formula.operands.length === 1 ? ["x"] : ["a", "b"];
  const inputs = formula.operands.map((operand, place) => {
    const output =
      operand.kind === "number" && whole
        ? constantNode(context, operand.number, "int32", at)
        : formulaNode(context, operand, at);
    return [ports[place]!, output] as const;
  });
  return { node: context.node(type, {}, Object.fromEntries(inputs), at), port: "out" };
}

/** The operand as one tensor. */
function leafOf(context: Context, operand: Elementwise, at: number): Elementwise {
  if (operand.kind !== "op") return operand;
  const { node, port } = formulaNode(context, operand, at);
  const tensor = context.tensor(node, formulaDims(operand), formulaDtype(operand), port);
  return { kind: "leaf", tensor };
}

function constantNode(context: Context, number: NumberValue, dtype: "float32" | "int32", at: number): Output {
  const settings = { values: number.text, shape: "", ...(dtype === "int32" ? { dtype } : {}) };
  return { node: context.node(nodeTypeOf.numbers, settings, {}, at), port: "out" };
}

/** The tensors of a formula, each once. */
function leavesOf(formula: Elementwise): TensorValue[] {
  if (formula.kind === "number") return [];
  if (formula.kind === "op") return [...new Set(formula.operands.flatMap(leavesOf))];
  return [formula.tensor];
}

function formulaText(formula: Elementwise, leaves: readonly TensorValue[]): NumberValue {
  if (formula.kind === "number") return formula.number;
  if (formula.kind === "leaf") return named(leaves.indexOf(formula.tensor) === 0 ? "x" : "y", null);
  const operands = formula.operands.map((operand) => formulaText(operand, leaves));
  const [a, b, c] = operands as [NumberValue, NumberValue, NumberValue];
  if (formula.op === "where") return chosen(a, b, c);
  if (formula.op === "float") return a;
  if (formula.op === "-" && operands.length === 1) return negated(a);
  const infix = operands.length === 2 ? combined(formula.op, a, b) : null;
  return infix ?? called(formula.op, operands);
}
