import type { SyntaxNode } from "@lezer/common";
import { numberValue } from "./numberValue.ts";
import { deeper, parts, splitAt, textOf, type Reading } from "./parts.ts";
import { stringValue } from "./stringValue.ts";
import type { Argument, Clause, Expr, Param } from "./tree.ts";

/** Returns the expression that a node of the parser's tree is. Throws a DiagnosticError beyond the limit of depth. */
export function expressionOf(node: SyntaxNode, outer: Reading): Expr {
  const reading = deeper(outer, node);
  const at = node.from;
  const nodes = parts(node);
  switch (node.name) {
    case "VariableName":
      return { at, kind: "name", name: textOf(reading, node) };
    case "Number":
      return numberOf(node, reading);
    case "String":
      return { at, kind: "string", value: stringValue(textOf(reading, node)) };
    case "FormatString":
      return { at, kind: "string", value: null };
    case "ContinuedString": {
      const values = nodes.map((part) => (part.name === "String" ? stringValue(textOf(reading, part)) : null));
      return { at, kind: "string", value: values.includes(null) ? null : values.join("") };
    }
    case "Boolean":
      return { at, kind: "literal", value: textOf(reading, node) === "True" };
    case "None":
      return { at, kind: "literal", value: null };
    case "Ellipsis":
      return { at, kind: "ellipsis" };
    case "ParenthesizedExpression":
      return nodes.length === 3 ? expressionOf(nodes[1]!, reading) : other(at, "this");
    case "TupleExpression":
      return { at, kind: "sequence", type: "tuple", items: itemsOf(nodes.slice(1, -1), reading) };
    case "ArrayExpression":
      return { at, kind: "sequence", type: "list", items: itemsOf(nodes.slice(1, -1), reading) };
    case "SetExpression":
      return { at, kind: "sequence", type: "set", items: itemsOf(nodes.slice(1, -1), reading) };
    case "DictionaryExpression":
      return dictOf(node, nodes.slice(1, -1), reading);
    case "ArrayComprehensionExpression":
    case "ComprehensionExpression":
    case "SetComprehensionExpression":
    case "DictionaryComprehensionExpression":
      return comprehensionOf(node, nodes.slice(1, -1), reading);
    case "UnaryExpression":
      return unaryOf(node, nodes, reading);
    case "BinaryExpression":
      return binaryOf(node, nodes, reading);
    case "ConditionalExpression": {
      const [yes, , test, , no] = nodes;
      if (yes === undefined || test === undefined || no === undefined) return other(at, "this condition");
      return {
        at,
        kind: "conditional",
        test: expressionOf(test, reading),
        yes: expressionOf(yes, reading),
        no: expressionOf(no, reading),
      };
    }
    case "MemberExpression":
      return memberOf(node, nodes, reading);
    case "CallExpression":
      return { at, kind: "call", callee: expressionOf(nodes[0]!, reading), args: argumentsOf(nodes[1]!, reading) };
    case "LambdaExpression": {
      const list = nodes.find(({ name }) => name === "ParamList");
      const body = expressionOf(nodes.at(-1)!, reading);
      return { at, kind: "lambda", params: list === undefined ? [] : paramsOf(list, reading), body };
    }
    default:
      return other(at, KINDS[node.name] ?? "this");
  }
}

const KINDS: Readonly<Record<string, string>> = {
  NamedExpression: "an assignment within an expression",
  YieldExpression: "yield",
  AwaitExpression: "await",
};

function other(at: number, what: string): Expr {
  return { at, kind: "other", what };
}

function numberOf(node: SyntaxNode, reading: Reading): Expr {
  const text = textOf(reading, node);
  const value = numberValue(text);
  return value === null
    ? other(node.from, "an imaginary number")
    : { at: node.from, kind: "number", value, text: text.replaceAll("_", "") };
}

/** Returns expressions between commas; `a, b` without parentheses is a tuple. */
export function tupleOf(nodes: readonly SyntaxNode[], reading: Reading): Expr {
  const items = itemsOf(nodes, reading);
  const [first] = items;
  if (items.length === 1 && !nodes.some(({ name }) => name === ",")) return first!;
  return { at: nodes[0]?.from ?? 0, kind: "sequence", type: "tuple", items };
}

function itemsOf(nodes: readonly SyntaxNode[], reading: Reading): Expr[] {
  return splitAt(nodes, ",").map((item) => {
    const [first, second] = item;
    if (first?.name === "*" && second !== undefined) {
      return { at: first.from, kind: "star", value: expressionOf(second, reading) };
    }
    return first === undefined || item.length > 1
      ? other(first?.from ?? nodes[0]?.from ?? 0, "this")
      : expressionOf(first, reading);
  });
}

function dictOf(node: SyntaxNode, nodes: readonly SyntaxNode[], reading: Reading): Expr {
  const pairs = splitAt(nodes, ",");
  if (pairs.some((pair) => pair.length !== 3)) return other(node.from, "this dict");
  const entries = pairs.map(([key, , value]) => [expressionOf(key!, reading), expressionOf(value!, reading)] as const);
  return { at: node.from, kind: "dict", entries };
}

const COMPREHENSIONS = {
  ArrayComprehensionExpression: "list",
  SetComprehensionExpression: "set",
  DictionaryComprehensionExpression: "dict",
} as const;

function comprehensionOf(node: SyntaxNode, nodes: readonly SyntaxNode[], reading: Reading): Expr {
  const start = nodes.findIndex(({ name }) => name === "for");
  const element = splitAt(nodes.slice(0, start), ":").map((part) => tupleOf(part, reading));
  const clauses: Clause[] = [];
  let at = start;
  while (at >= 0 && at < nodes.length) {
    const end = nodes.findIndex(({ name }, place) => place > at && (name === "for" || name === "if"));
    const clause = nodes.slice(at + 1, end < 0 ? undefined : end);
    const inAt = clause.findIndex(({ name }) => name === "in");
    if (nodes[at]!.name === "if") clauses.push({ kind: "if", test: tupleOf(clause, reading) });
    else {
      const [target, iter] = [clause.slice(0, inAt), clause.slice(inAt + 1)];
      clauses.push({ kind: "for", target: tupleOf(target, reading), iter: tupleOf(iter, reading) });
    }
    at = end;
  }
  const type = COMPREHENSIONS[node.name as keyof typeof COMPREHENSIONS] ?? "generator";
  return { at: node.from, kind: "comprehension", type, element, clauses };
}

function unaryOf(node: SyntaxNode, nodes: readonly SyntaxNode[], reading: Reading): Expr {
  const operand = nodes.at(-1)!;
  return { at: node.from, kind: "unary", op: textOf(reading, nodes[0]!), operand: expressionOf(operand, reading) };
}

function binaryOf(node: SyntaxNode, nodes: readonly SyntaxNode[], reading: Reading): Expr {
  const [left, right] = [nodes[0]!, nodes.at(-1)!];
  const op = nodes
    .slice(1, -1)
    .map((part) => textOf(reading, part))
    .join(" ");
  const comparison = /^(<|>|==|!=|<=|>=)$/;
  const inner = left.name === "BinaryExpression" ? parts(left) : [];
  if (comparison.test(op) && inner.length === 3 && comparison.test(textOf(reading, inner[1]!))) {
    return other(node.from, "a comparison of three");
  }
  return { at: node.from, kind: "binary", op, left: expressionOf(left, reading), right: expressionOf(right, reading) };
}

function memberOf(node: SyntaxNode, nodes: readonly SyntaxNode[], reading: Reading): Expr {
  const object = expressionOf(nodes[0]!, reading);
  const last = nodes.at(-1)!;
  if (last.name === "PropertyName") {
    return { at: node.from, kind: "attribute", object, name: textOf(reading, last) };
  }
  const items = splitAt(nodes.slice(2, -1), ",").map((item) => subscriptOf(item, node, reading));
  return { at: node.from, kind: "subscript", object, items };
}

function subscriptOf(item: readonly SyntaxNode[], node: SyntaxNode, reading: Reading): Expr {
  if (!item.some(({ name }) => name === ":")) {
    return item.length === 1 ? expressionOf(item[0]!, reading) : other(item[0]?.from ?? node.from, "this index");
  }
  const found: [Expr | null, Expr | null, Expr | null] = [null, null, null];
  let at = 0;
  for (const part of item) {
    if (part.name === ":") at += 1;
    else if (at < 3) found[at] = expressionOf(part, reading);
  }
  return { at: item[0]!.from, kind: "span", parts: found };
}

function argumentsOf(list: SyntaxNode, reading: Reading): Argument[] {
  const nodes = parts(list).slice(1, -1);
  if (nodes.some(({ name }) => name === "for")) {
    return [{ name: null, value: comprehensionOf(list, nodes, reading) }];
  }
  return splitAt(nodes, ",").map((item) => {
    const [first, second, third] = item;
    const at = first?.from ?? list.from;
    if (first?.name === "*" && second !== undefined) {
      return { name: null, value: { at, kind: "star", value: expressionOf(second, reading) } };
    }
    if (second?.name === "AssignOp" && third !== undefined) {
      return { name: textOf(reading, first!), value: expressionOf(third, reading) };
    }
    return { name: null, value: item.length === 1 ? expressionOf(first!, reading) : other(at, "this argument") };
  });
}

/** Returns the parameters of a function; those behind a star are named `*args`, `**kwargs`. */
export function paramsOf(list: SyntaxNode, reading: Reading): Param[] {
  const nodes = parts(list).filter(({ name }) => name !== "(" && name !== ")");
  return splitAt(nodes, ",").flatMap((item) => {
    const star = item[0]?.name === "*" || item[0]?.name === "**" ? item[0].name : "";
    const name = item.find((part) => part.name === "VariableName");
    // A star alone says that what follows is given by name.
    if (name === undefined) return [];
    const equals = item.findIndex((part) => part.name === "AssignOp");
    const value = equals < 0 ? undefined : item[equals + 1];
    return [{ name: star + textOf(reading, name), value: value === undefined ? null : expressionOf(value, reading) }];
  });
}
