import type { Clause, Expr } from "../syntax/tree.ts";
import { Beyond, opaque } from "../values/beyond.ts";
import { iterate, keyOf } from "../values/iterate.ts";
import { chosen, numberOf } from "../values/number.ts";
import { Scope } from "../values/scope.ts";
import type { Value } from "../values/value.ts";
import { builtins } from "../meanings/builtins.ts";
import { allLines } from "../meanings/textSource.ts";
import type { LinesValue, LineValue } from "../values/dataset.ts";
import { lineOf } from "./lineOf.ts";
import { attribute } from "./attributes.ts";
import { argumentsOf } from "./calls.ts";
import { numeric, truth, unary } from "./operators.ts";
import type { Reader } from "./reader.ts";
import { subscript } from "./subscript.ts";

/** Reads an expression. What is beyond the subset gives an opaque value, or throws Beyond. */
export function evaluate(reader: Reader, expr: Expr, scope: Scope): Value {
  const { at } = expr;
  reader.step(at);
  switch (expr.kind) {
    case "name":
      return nameOf(expr.name, at, scope);
    case "number":
      return numberOf(expr.value, !/[.eE]/.test(expr.text) || /^0[xX]/.test(expr.text));
    case "string":
      return { kind: "string", value: expr.value };
    case "literal":
      return { kind: "literal", value: expr.value };
    case "sequence": {
      const items = expr.items.flatMap((item) =>
        item.kind === "star" ? iterate(reader.evaluate(item.value, scope), at) : [reader.evaluate(item, scope)],
      );
      return { kind: "list", type: expr.type, items };
    }
    case "dict": {
      const entries = new Map<string, Value>();
      for (const [key, value] of expr.entries) {
        entries.set(keyOf(reader.evaluate(key, scope), at), reader.evaluate(value, scope));
      }
      return { kind: "dict", entries };
    }
    case "comprehension":
      return comprehension(reader, expr, scope);
    case "unary":
      return unary(reader, expr.op, reader.evaluate(expr.operand, scope), at);
    case "binary":
      return binaryOf(reader, expr, scope);
    case "conditional": {
      const test = reader.evaluate(expr.test, scope);
      const known = truth(test);
      if (known !== null) return reader.evaluate(known ? expr.yes : expr.no, scope);
      const [yes, no] = [numeric(reader.evaluate(expr.yes, scope)), numeric(reader.evaluate(expr.no, scope))];
      if (test.kind !== "number" || yes === null || no === null) return opaque(at, "this condition is not read");
      return chosen(test, yes, no);
    }
    case "attribute":
      return attribute(reader, reader.evaluate(expr.object, scope), expr.name, at);
    case "subscript":
      return subscript(reader, expr, scope);
    case "call": {
      if (expr.callee.kind === "name" && expr.callee.name === "super") {
        return scope.find("super()") ?? opaque(at, "super() is not read here");
      }
      const callee = reader.evaluate(expr.callee, scope);
      return reader.call(callee, argumentsOf(reader, expr, scope));
    }
    case "lambda":
      return { kind: "function", name: "", params: expr.params, body: expr.body, scope, self: null, owner: null };
    case "span":
    case "ellipsis":
    case "star":
      return opaque(at, "this is not read here");
    case "other":
      return opaque(at, `${expr.what} is not read`);
  }
}

function nameOf(name: string, at: number, scope: Scope): Value {
  const value = scope.find(name);
  if (value !== undefined) return value;
  if (name === "__name__") return { kind: "string", value: "__main__" };
  if (Object.hasOwn(builtins, name) || name === "object") return { kind: "library", path: `builtins.${name}` };
  return opaque(at, `the name ${name} is not known here`);
}

/** Operators of the same strength stand in a row, which may be long: they are read without recursion. */
function binaryOf(reader: Reader, expr: Extract<Expr, { readonly kind: "binary" }>, scope: Scope): Value {
  const left = reader.evaluate(expr.left, scope);
  if (expr.op === "and" || expr.op === "or") {
    const known = truth(left);
    if (known === (expr.op === "or")) return left;
  }
  return reader.binary(expr.op, left, reader.evaluate(expr.right, scope), expr.at);
}

type Comprehension = Extract<Expr, { readonly kind: "comprehension" }>;

function comprehension(reader: Reader, expr: Comprehension, scope: Scope): Value {
  const [clause, ...more] = expr.clauses;
  if (clause?.kind === "for" && more.length === 0) {
    const found = reader.evaluate(clause.iter, scope);
    const over = (found.kind === "list" ? found.lines : undefined) ?? found;
    const table = tableOf(reader, expr, clause, over, scope);
    if (table !== null) return table;
  }
  const items: Value[] = [];
  const entries = new Map<string, Value>();
  const follow = (clauses: readonly Clause[], inner: Scope): void => {
    const [next, ...rest] = clauses;
    if (next === undefined) {
      const [first, second] = expr.element.map((part) => reader.evaluate(part, inner));
      if (second === undefined) items.push(first!);
      else entries.set(keyOf(first!, expr.at), second);
    } else if (next.kind === "if") {
      const known = truth(reader.evaluate(next.test, inner));
      if (known === null) throw new Beyond(expr.at, "this condition is not read");
      if (known) follow(rest, inner);
    } else {
      for (const item of iterate(reader.evaluate(next.iter, inner), expr.at)) {
        const own = new Scope(inner);
        reader.assign(next.target, item, own);
        follow(rest, own);
      }
    }
  };
  follow(expr.clauses, new Scope(scope));
  if (expr.type === "dict") return { kind: "dict", entries };
  return { kind: "list", type: expr.type === "generator" ? "list" : expr.type, items };
}

/** `{s: i + 1 for i, s in enumerate(chars)}`, and `{i: s for s, i in stoi.items()}`. */
function tableOf(
  reader: Reader,
  expr: Comprehension,
  clause: Extract<Clause, { readonly kind: "for" }>,
  over: Value,
  scope: Scope,
): Value | null {
  if (over.kind === "text") return allLines(over.source);
  if (over.kind === "lines" && expr.type !== "dict") return mappedLines(reader, expr, clause, over, scope);
  if (over.kind === "line" && expr.type !== "dict") return mappedLine(reader, expr, clause, over, scope);
  if (over.kind === "permutation") return dealtLines(reader, expr, over, scope);
  if (over.kind !== "tokens" || (over.stage !== "enumerated" && over.stage !== "items")) return null;
  const inner = new Scope(scope);
  over.source.madeAt ??= expr.at;
  over.source.maxVocab ??= over.most ?? null;
  const lines = allLines(over.source);
  const token: Value = { kind: "token", lines, level: over.level, which: "next", indexed: false };
  const ordinal: Value = { kind: "ordinal", offset: over.first };
  const pair = over.stage === "items" ? [token, ordinal] : [ordinal, token];
  reader.assign(clause.target, { kind: "list", type: "tuple", items: pair }, inner);
  const [key, value] = expr.element.map((part) => reader.evaluate(part, inner));
  const isTable = key?.kind === "token" && value?.kind === "ordinal";
  const isBack = key?.kind === "ordinal" && value?.kind === "token";
  if (!isTable && !isBack) return opaque(expr.at, "this table of tokens is not read");
  const found = isTable ? value : key;
  if (found.kind !== "ordinal" || found.offset !== 1) {
    return opaque(expr.at, "tokens are read where they are numbered from 1, and . is 0");
  }
  return { kind: "table", source: over.source, level: over.level, back: isBack };
}

type ForClause = Extract<Clause, { readonly kind: "for" }>;

/** `[[stoi[s] for s in word] for word in words]`; lines that are only cleaned are the text's as they are here. */
function mappedLines(reader: Reader, expr: Comprehension, clause: ForClause, lines: LinesValue, scope: Scope): Value {
  const inner = new Scope(scope);
  reader.assign(clause.target, lineOf(lines), inner);
  const made = reader.evaluate(expr.element[0]!, inner);
  if (made.kind !== "line") return lines;
  return { ...lines, indexed: made.indexed ? made.level : null };
}

/** `[stoi[s] for s in word]`. */
function mappedLine(reader: Reader, expr: Comprehension, clause: ForClause, line: LineValue, scope: Scope): Value {
  const inner = new Scope(scope);
  const { lines, level, indexed } = line;
  reader.assign(clause.target, { kind: "token", lines, level, which: "next", indexed }, inner);
  const made = reader.evaluate(expr.element[0]!, inner);
  if (made.kind !== "token") return opaque(expr.at, "this list of a word's tokens is not read");
  return { ...line, indexed: made.indexed };
}

/** `[words[i] for i in perm[:n1]]`. */
function dealtLines(
  reader: Reader,
  expr: Comprehension,
  over: Extract<Value, { kind: "permutation" }>,
  scope: Scope,
): Value {
  const element = expr.element[0];
  const found = element?.kind === "subscript" ? reader.evaluate(element.object, scope) : null;
  const object = found?.kind === "list" ? found.lines : found;
  if (object?.kind !== "lines") return opaque(expr.at, "this list by torch.randperm is not read");
  object.source.permuted = { seed: over.seed, at: over.at };
  return { ...over.lines, indexed: object.indexed };
}
