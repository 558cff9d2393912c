import type { SyntaxNode } from "@lezer/common";
import { expressionOf, paramsOf, tupleOf } from "./expressionOf.ts";
import { deeper, parts, splitAt, textOf, type Reading } from "./parts.ts";
import type { Branch, Expr, Imported, Stmt } from "./tree.ts";

type Place = Pick<Stmt, "at" | "end">;

/** Returns the statements below a node of the parser's tree: a script, or the body of one. */
export function statementsOf(node: SyntaxNode, outer: Reading): Stmt[] {
  const reading = deeper(outer, node);
  return parts(node)
    .filter(({ name }) => name !== ":")
    .flatMap((part) => (part.name === "StatementGroup" ? parts(part).filter(({ name }) => name !== ";") : [part]))
    .map((part) => statementOf(part, reading));
}

function statementOf(node: SyntaxNode, reading: Reading): Stmt {
  const place: Place = { at: node.from, end: node.to };
  const nodes = parts(node);
  const body = (): Stmt[] => bodyOf(nodes, reading);
  switch (node.name) {
    case "ExpressionStatement":
      return { ...place, kind: "evaluate", value: tupleOf(nodes, reading) };
    case "AssignStatement":
      return assignOf(place, nodes, reading);
    case "UpdateStatement": {
      const [target, op, ...value] = nodes;
      const operator = textOf(reading, op!).slice(0, -1);
      const read = tupleOf(value, reading);
      return { ...place, kind: "augment", target: expressionOf(target!, reading), op: operator, value: read };
    }
    case "ForStatement": {
      const inAt = nodes.findIndex(({ name }) => name === "in");
      const bodyAt = nodes.findIndex(({ name }) => name === "Body");
      const start = nodes.findIndex(({ name }) => name === "for") + 1;
      const target = tupleOf(nodes.slice(start, inAt), reading);
      return { ...place, kind: "for", target, iter: tupleOf(nodes.slice(inAt + 1, bodyAt), reading), body: body() };
    }
    case "WhileStatement":
      return { ...place, kind: "while", test: expressionOf(nodes[1]!, reading), body: body() };
    case "IfStatement":
      return ifOf(place, nodes, reading);
    case "WithStatement":
      return { ...place, kind: "with", items: withItems(nodes, reading), body: body() };
    case "TryStatement":
      // What is tried is read as if it went well.
      return { ...place, kind: "with", items: [], body: body() };
    case "FunctionDefinition": {
      const name = nodes.find((part) => part.name === "VariableName");
      const list = nodes.find((part) => part.name === "ParamList");
      const params = list === undefined ? [] : paramsOf(list, reading);
      return { ...place, kind: "def", name: name === undefined ? "" : textOf(reading, name), params, body: body() };
    }
    case "ClassDefinition":
      return classOf(place, nodes, reading);
    case "DecoratedStatement":
      return statementOf(nodes.at(-1)!, deeper(reading, node));
    case "ReturnStatement":
      return { ...place, kind: "return", value: nodes.length > 1 ? tupleOf(nodes.slice(1), reading) : null };
    case "ImportStatement":
      return { ...place, kind: "import", names: importsOf(nodes, reading) };
    case "BreakStatement":
      return { ...place, kind: "leave", how: "break" };
    case "ContinueStatement":
      return { ...place, kind: "leave", how: "continue" };
    case "PassStatement":
    case "AssertStatement":
    case "ScopeStatement":
    case "DeleteStatement":
    case "RaiseStatement":
      return { ...place, kind: "nothing" };
    default:
      return { ...place, kind: "other", what: `a ${node.name}` };
  }
}

function bodyOf(nodes: readonly SyntaxNode[], reading: Reading): Stmt[] {
  const body = nodes.find(({ name }) => name === "Body");
  return body === undefined ? [] : statementsOf(body, reading);
}

function assignOf(place: Place, nodes: readonly SyntaxNode[], reading: Reading): Stmt {
  const groups = splitAt(
    nodes.filter(({ name }) => name !== "TypeDef"),
    "AssignOp",
  );
  // `x: int` alone binds nothing.
  if (groups.length < 2) return { ...place, kind: "nothing" };
  const read = groups.map((group) => tupleOf(group, reading));
  return { ...place, kind: "assign", targets: read.slice(0, -1), value: read.at(-1)! };
}

function ifOf(place: Place, nodes: readonly SyntaxNode[], reading: Reading): Stmt {
  const branches: Branch[] = [];
  let otherwise: Stmt[] = [];
  nodes.forEach((node, at) => {
    const body = nodes.slice(at).find(({ name }) => name === "Body");
    if (body === undefined) return;
    if (node.name === "if" || node.name === "elif") {
      branches.push({ test: expressionOf(nodes[at + 1]!, reading), body: statementsOf(body, reading) });
    } else if (node.name === "else") otherwise = statementsOf(body, reading);
  });
  return { ...place, kind: "if", branches, otherwise };
}

function withItems(nodes: readonly SyntaxNode[], reading: Reading): Expr[] {
  const items = splitAt(
    nodes.filter(({ name }) => !["with", "async", "Body"].includes(name)),
    ",",
  );
  return items.flatMap(([first]) => (first === undefined ? [] : [expressionOf(first, reading)]));
}

function classOf(place: Place, nodes: readonly SyntaxNode[], reading: Reading): Stmt {
  const name = nodes.find((part) => part.name === "VariableName");
  const list = nodes.find((part) => part.name === "ArgList");
  const given = list === undefined ? [] : splitAt(parts(list).slice(1, -1), ",");
  const bases = given.flatMap((item) => (item.length === 1 ? [expressionOf(item[0]!, reading)] : []));
  const body = bodyOf(nodes, reading);
  return { ...place, kind: "class", name: name === undefined ? "" : textOf(reading, name), bases, body };
}

/** Reads `import a.b as c, d` and `from a import b as c`. */
function importsOf(nodes: readonly SyntaxNode[], reading: Reading): Imported[] {
  const importAt = nodes.findIndex(({ name }) => name === "import");
  const from = nodes[0]?.name === "from" ? pathOf(nodes.slice(1, importAt), reading) : null;
  return splitAt(
    nodes.slice(importAt + 1).filter(({ name }) => name !== "(" && name !== ")"),
    ",",
  ).flatMap((item) => {
    const asAt = item.findIndex(({ name }) => name === "as");
    const path = pathOf(asAt < 0 ? item : item.slice(0, asAt), reading);
    const alias = asAt < 0 ? undefined : item[asAt + 1];
    if (path === "") return [];
    if (from !== null) return [{ name: alias === undefined ? path : textOf(reading, alias), path: `${from}.${path}` }];
    // `import a.b` binds a.
    const [first] = path.split(".");
    return [alias === undefined ? { name: first!, path: first! } : { name: textOf(reading, alias), path }];
  });
}

function pathOf(nodes: readonly SyntaxNode[], reading: Reading): string {
  return nodes.map((node) => textOf(reading, node)).join("");
}
