import { contiguousStride } from "../base/stridedLayout.ts";
import { operandsOf, type ExpressionTree } from "../expression/expressionTree.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import { elementwiseStride } from "../tensor/elementwiseStride.ts";
import { sameShape, type Shape } from "../tensor/shape.ts";
import type { Tensor } from "../tensor/tensor.ts";

type Layout = Pick<Tensor, "shape" | "stride">;

/**
 * Returns the strides of a formula's result: PyTorch applies its operations one after the other, each in the order of
 * its operands.
 */
export function formulaStride(
  tree: ExpressionTree,
  tensors: Readonly<Record<string, Layout | undefined>>,
  shape: Shape,
): readonly number[] {
  const found = layoutOf(tree, tensors);
  // A formula that names only the smaller of two tensors repeats it.
  return sameShape(found.shape, shape) ? found.stride : contiguousStride(shape);
}

/** A number, which is no tensor, is one of no dimensions beside one. */
const NUMBER: Layout = { shape: [], stride: [] };

function layoutOf(tree: ExpressionTree, tensors: Readonly<Record<string, Layout | undefined>>): Layout {
  if (tree.kind === "name") return tensors[tree.name] ?? NUMBER;
  if (tree.kind === "sign" && tree.operator === "+") return layoutOf(tree.operand, tensors);
  const operands = operandsOf(tree).map((operand) => layoutOf(operand, tensors));
  if (operands.every((operand) => operand === NUMBER)) return NUMBER;
  // To the power of a number is an operation on one tensor.
  if (isPower(tree) && operands[1] === NUMBER) return made(operands.slice(0, 1));
  // A chain of comparisons, and the largest of several, go two by two.
  const inPairs = tree.kind === "comparison" || (tree.kind === "call" && operands.length > 2);
  return inPairs ? operands.reduce((left, right) => made([left, right])) : made(operands);
}

function isPower(tree: ExpressionTree): boolean {
  return (tree.kind === "binary" && tree.operator === "^") || (tree.kind === "call" && tree.name === "pow");
}

function made(operands: readonly Layout[]): Layout {
  const shape = operands.map((operand) => operand.shape).reduce((a, b) => broadcastShape(a, b));
  return { shape, stride: elementwiseStride(shape, operands) };
}
