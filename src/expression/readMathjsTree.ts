import { DiagnosticError } from "../base/diagnostic.ts";
import type { BinaryOperator, ComparisonOperator, ExpressionTree } from "./expressionTree.ts";
import type { Callable } from "./functions.ts";

/** Holds what is read of a node of mathjs. Its type says which of the fields there are. */
export interface MathjsNode {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: unknown;
  /** An operator's name, or the node that a call calls. */
  readonly fn?: unknown;
  readonly implicit?: unknown;
  readonly isPercentage?: unknown;
  readonly args?: readonly MathjsNode[];
  readonly content?: MathjsNode;
  readonly condition?: MathjsNode;
  readonly trueExpr?: MathjsNode;
  readonly falseExpr?: MathjsNode;
  readonly conditionals?: readonly string[];
  readonly params?: readonly MathjsNode[];
}

const BINARY = new Map<unknown, BinaryOperator>([
  ["add", "+"],
  ["subtract", "-"],
  ["multiply", "*"],
  ["divide", "/"],
  ["pow", "^"],
  ["mod", "%"],
  // mathjs has no word for a floor division: this one binds as it does, and is none of ours.
  ["dotDivide", "//"],
]);
const SIGN = new Map<unknown, "+" | "-">([
  ["unaryPlus", "+"],
  ["unaryMinus", "-"],
]);
const COMPARISON = new Map<unknown, ComparisonOperator>([
  ["smaller", "<"],
  ["smallerEq", "<="],
  ["larger", ">"],
  ["largerEq", ">="],
  ["equal", "=="],
  ["unequal", "!="],
]);

/** What names of our language stand for those that mathjs was given in their place. */
type LongNames = ReadonlyMap<string, string>;

/**
 * Reads the tree that mathjs parsed into ours. An allow-list: what it does not name throws a DiagnosticError,
 * so that a form which a later mathjs learns to parse is refused until someone allows it.
 */
export function readMathjsTree(node: MathjsNode, callable: Callable, longNames?: LongNames): ExpressionTree {
  switch (node.type) {
    case "ConstantNode":
      if (typeof node.value === "number") return { kind: "number", value: node.value };
      break;
    case "SymbolNode":
      if (typeof node.name === "string") return { kind: "name", name: longNames?.get(node.name) ?? node.name };
      break;
    case "ParenthesisNode":
      return readMathjsTree(part(node.content), callable, longNames);
    case "OperatorNode":
      return readOperator(node, node.args ?? [], callable, longNames);
    case "RelationalNode":
      return readComparison(node.conditionals ?? [], node.params ?? [], callable, longNames);
    case "ConditionalNode":
      return {
        kind: "conditional",
        condition: readMathjsTree(part(node.condition), callable, longNames),
        yes: readMathjsTree(part(node.trueExpr), callable, longNames),
        no: readMathjsTree(part(node.falseExpr), callable, longNames),
      };
    case "FunctionNode":
      return readCall(node, node.args ?? [], callable, longNames);
    default:
  }
  throw notAllowed(node.type);
}

function readOperator(
  node: MathjsNode,
  args: readonly MathjsNode[],
  callable: Callable,
  longNames?: LongNames,
): ExpressionTree {
  if (node.implicit === true || node.isPercentage === true) throw notAllowed(node.type);
  const [left, right] = args;
  const sign = SIGN.get(node.fn);
  if (sign !== undefined && args.length === 1) {
    return { kind: "sign", operator: sign, operand: readMathjsTree(part(left), callable, longNames) };
  }
  const operator = BINARY.get(node.fn);
  if (operator !== undefined && args.length === 2) {
    return {
      kind: "binary",
      operator,
      left: readMathjsTree(part(left), callable, longNames),
      right: readMathjsTree(part(right), callable, longNames),
    };
  }
  if (typeof node.fn === "string" && COMPARISON.has(node.fn))
    return readComparison([node.fn], args, callable, longNames);
  throw notAllowed(node.type);
}

function readComparison(
  conditionals: readonly string[],
  params: readonly MathjsNode[],
  callable: Callable,
  longNames?: LongNames,
): ExpressionTree {
  const operators = conditionals.map((name) => COMPARISON.get(name));
  if (operators.length === 0 || params.length !== operators.length + 1) throw notAllowed("RelationalNode");
  if (!operators.every((operator) => operator !== undefined)) throw notAllowed("RelationalNode");
  return {
    kind: "comparison",
    operators,
    operands: params.map((operand) => readMathjsTree(operand, callable, longNames)),
  };
}

function readCall(
  node: MathjsNode,
  args: readonly MathjsNode[],
  callable: Callable,
  longNames?: LongNames,
): ExpressionTree {
  const callee = node.fn as MathjsNode | undefined;
  const name = callee?.type === "SymbolNode" && typeof callee.name === "string" ? callee.name : null;
  const called = name !== null && Object.hasOwn(callable, name) ? callable[name] : undefined;
  if (name === null || called === undefined) throw notAllowed(node.type);
  if (args.length < called.minOperands || args.length > called.maxOperands) {
    const { minOperands: least, maxOperands: most } = called;
    const expected = most === Infinity ? `${least} or more operands` : least === 1 ? "1 operand" : `${least} operands`;
    throw DiagnosticError.of(`${name}(…) takes ${expected}, got ${args.length}`);
  }
  return { kind: "call", name, operands: args.map((operand) => readMathjsTree(operand, callable, longNames)) };
}

function part(node: MathjsNode | undefined): MathjsNode {
  if (node === undefined) throw notAllowed("incomplete node");
  return node;
}

function notAllowed(type: string): DiagnosticError {
  return DiagnosticError.of(`this form (${type}) is not allowed in an expression`);
}
