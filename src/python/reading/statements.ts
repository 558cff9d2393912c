import { findNodeType } from "../../nodes/catalogue.ts";
import type { DraftNode } from "../draft/draft.ts";
import { upstream } from "../draft/upstream.ts";
import type { Expr, Stmt } from "../syntax/tree.ts";
import { chosen } from "../values/number.ts";
import { iterate, keyOf } from "../values/iterate.ts";
import { Beyond, opaque, readable } from "../values/beyond.ts";
import { NONE } from "../meanings/none.ts";
import { Scope } from "../values/scope.ts";
import type { ClassValue, FunctionValue, Value } from "../values/value.ts";
import { assignAttribute } from "./attributes.ts";
import { boundNames } from "./bindings.ts";
import { forLoop, trains, whileLoop } from "./loops.ts";
import { numeric, truth } from "./operators.ts";
import { NEXT, type Flow, type Reader } from "./reader.ts";

/** Reads statements one after the other. What is beyond the subset makes what it binds opaque. */
export function run(reader: Reader, statements: readonly Stmt[], scope: Scope): Flow {
  for (const statement of statements) {
    reader.step(statement.at);
    const flow = attempt(reader, statement, scope);
    if (flow.kind !== "next") return flow;
  }
  return NEXT;
}

function attempt(reader: Reader, statement: Stmt, scope: Scope): Flow {
  try {
    const flow = runOne(reader, statement, scope);
    if (reader.own && statement.kind === "assign") noteLost(reader, statement, scope);
    return flow;
  } catch (error) {
    if (!(error instanceof Beyond)) throw error;
    const value = opaque(error.at, error.message);
    if (scope === reader.globals && statement.kind !== "evaluate") reader.note(error.at, error.message);
    if (statement.kind !== "evaluate") for (const name of boundNames([statement])) scope.bind(name, value);
    if (statement.kind === "assign") {
      for (const target of statement.targets) if (target.kind === "attribute") reader.assign(target, value, scope);
    }
    if (statement.kind === "return") return { kind: "return", value };
    if (trains(reader, statement)) throw error;
    if (reader.own && statement.kind === "assign") noteLost(reader, statement, scope);
    return NEXT;
  }
}

/** In a script of ours a tensor that is not read is a part of the graph, also where no loss depends on it. */
function noteLost(reader: Reader, statement: Extract<Stmt, { readonly kind: "assign" }>, scope: Scope): void {
  const [target] = statement.targets;
  const value = target?.kind === "name" && scope === reader.globals ? scope.find(target.name) : undefined;
  if (value?.kind !== "opaque") return;
  const text = reader.source.text.slice(statement.at, statement.end);
  const names = text.match(/(?<![.\w])[A-Za-z_]\w*/g) ?? [];
  const isTensor = names.some((name) => ["tensor", "tensors"].includes(scope.find(name)?.kind ?? ""));
  if (!isTensor && !/\b(?:torch|F)\.(?!load\b)/.test(text)) return;
  reader.note(value.at, value.why);
  reader.lost.add(value.at);
}

function runOne(reader: Reader, statement: Stmt, scope: Scope): Flow {
  const { at } = statement;
  switch (statement.kind) {
    case "evaluate":
      reader.evaluate(statement.value, scope);
      return NEXT;
    case "assign": {
      const value = reader.evaluate(statement.value, scope);
      for (const target of statement.targets) reader.assign(target, value, scope);
      return NEXT;
    }
    case "augment":
      augment(reader, statement, scope);
      return NEXT;
    case "for":
      return forLoop(reader, statement, scope);
    case "while":
      return whileLoop(reader, statement, scope);
    case "if":
      return condition(reader, statement, scope);
    case "with":
      for (const item of statement.items) reader.evaluate(item, scope);
      return reader.run(statement.body, scope);
    case "def":
      define(reader, statement, scope, null);
      return NEXT;
    case "class":
      defineClass(reader, statement, scope);
      return NEXT;
    case "return":
      return { kind: "return", value: statement.value === null ? NONE : reader.evaluate(statement.value, scope) };
    case "import":
      for (const { name, path } of statement.names) scope.bind(name, { kind: "library", path: PATHS[path] ?? path });
      return NEXT;
    case "leave":
      return { kind: statement.how };
    case "nothing":
      return NEXT;
    case "other":
      throw new Beyond(at, `${statement.what} is not read`);
  }
}

const PATHS: Readonly<Record<string, string>> = { numpy: "numpy" };

/** Binds a value to a target: a name, an attribute, an item, or several of them. */
export function assign(reader: Reader, target: Expr, value: Value, scope: Scope): void {
  const { at } = target;
  switch (target.kind) {
    case "name":
      reader.bind(target.name, value, scope, at);
      return;
    case "sequence": {
      if (value.kind === "opaque") {
        for (const item of target.items) reader.assign(item, value, scope);
        return;
      }
      const items = value.kind === "tensors" ? null : iterate(value, at);
      target.items.forEach((item, place) => {
        const own = items === null ? opaque(at, "a list of tensors is read with an index: parts[0]") : items[place];
        reader.assign(item, own ?? opaque(at, "there are fewer values than names"), scope);
      });
      return;
    }
    case "attribute":
      assignAttribute(reader, reader.evaluate(target.object, scope), target.name, value, at);
      return;
    case "subscript": {
      const object = readable(reader.evaluate(target.object, scope));
      const [item] = target.items;
      if (object.kind === "dict" && item !== undefined) {
        const key = keyOf(reader.evaluate(item, scope), at);
        if (object.optimizer !== undefined && key === "slr" && value.kind === "number") object.optimizer.lr = value;
        object.entries.set(key, value);
        return;
      }
      // stoi["."] = 0
      if (object.kind === "table") return;
      throw new Beyond(at, "an assignment to an item is not read here");
    }
    default:
      throw new Beyond(at, "this assignment is not read");
  }
}

function augment(reader: Reader, statement: Extract<Stmt, { readonly kind: "augment" }>, scope: Scope): void {
  const { target, op, at } = statement;
  const before = reader.evaluate(target, scope);
  const value = reader.evaluate(statement.value, scope);
  const parameter = before.kind === "update" && before.what === "data" ? before.parameter : before;
  if (value.kind === "update" && value.what === "grad" && parameter.kind === "tensor" && (op === "+" || op === "-")) {
    reader.moved(parameter, op === "-" ? value.factor : reader.negative(value.factor), value.parameter, at);
    return;
  }
  // W.data *= 0.1 and W *= 0.1, before anything is trained, draw it smaller.
  if (!reader.training && parameter.kind === "tensor" && parameter.node?.draw != null && value.kind === "number") {
    if (reader.rescaled(parameter, op, value, at)) return;
  }
  if (before.kind === "list" && op === "+" && value.kind === "list") {
    before.items.push(...value.items);
    reader.changed();
    return;
  }
  reader.assign(target, reader.binary(op, before, value, at), scope);
}

function define(
  reader: Reader,
  statement: Extract<Stmt, { readonly kind: "def" }>,
  scope: Scope,
  owner: ClassValue | null,
): FunctionValue {
  const { name, params, body } = statement;
  const made: FunctionValue = { kind: "function", name, params, body, scope, self: null, owner };
  if (trains(reader, statement)) reader.trainers.add(name);
  scope.bind(name, made);
  reader.changed();
  return made;
}

function defineClass(reader: Reader, statement: Extract<Stmt, { readonly kind: "class" }>, scope: Scope): void {
  const members = new Map<string, Value>();
  const bases = statement.bases.map((base) => reader.evaluate(base, scope));
  const made: ClassValue = { kind: "class", name: statement.name, members, bases };
  const inner = new Scope(scope);
  for (const part of statement.body) {
    if (part.kind === "def") {
      // Methods do not see the names of their class.
      const own = new Scope(scope);
      members.set(part.name, { ...define(reader, part, own, made), scope });
    } else reader.run([part], inner);
  }
  for (const [name, value] of inner.names) members.set(name, value);
  scope.bind(statement.name, made);
}

/** What is computed in every so-manieth iteration is measured so often; when its inputs are measured is theirs to say. */
function measured(nodes: readonly DraftNode[], test: Value): void {
  if (test.kind !== "number") return;
  const numbers = conditionsOf(test.text).map((part) => /^iteration % ([\w.]+) == 0$/.exec(part)?.[1]);
  for (const node of nodes) {
    const usual = usualInterval(node);
    if (usual === undefined) continue;
    const sources = upstream([node]).filter((source) => source !== node);
    const others = new Set(sources.map((source) => source.settings["every"] ?? usualInterval(source)));
    const own = numbers.find((number) => number !== undefined && !others.has(number));
    const every = own ?? (numbers.includes(usual) ? usual : numbers[0]);
    if (every !== undefined && every !== usual) node.settings["every"] = every;
  }
}

/** How often a node is measured that does not say so; undefined for one that cannot. */
function usualInterval({ type }: DraftNode): string | undefined {
  const usual = findNodeType(type)?.settings["every"]?.default;
  return typeof usual === "string" ? usual : undefined;
}

/** Whether what is bound under a condition is known under another one: that, or that among others. */
function isPartOf(condition: string, other: string): boolean {
  const others = new Set(conditionsOf(other));
  return conditionsOf(condition).every((part) => others.has(part));
}

/** The conditions of which one must hold: the graph's language writes `a or b` as `a ? 1 : b`. */
function conditionsOf(text: string): readonly string[] {
  return text.split(" ? 1 : ");
}

type If = Extract<Stmt, { readonly kind: "if" }>;

/** Reads the branch that is taken; where that changes with the iteration, numbers become conditions. */
function condition(reader: Reader, { branches, otherwise, at }: If, scope: Scope): Flow {
  const [first, ...rest] = branches;
  if (first === undefined) return reader.run(otherwise, scope);
  const test = reader.evaluate(first.test, scope);
  const known = truth(test);
  const others = (): Flow =>
    rest.length === 0
      ? reader.run(otherwise, scope)
      : condition(reader, { kind: "if", branches: rest, otherwise, at, end: at }, scope);
  if (known !== null) return known ? reader.run(first.body, scope) : others();
  const before = new Map(scope.names);
  let left = false;
  const branch = (read: () => Flow): Map<string, Value> => {
    reader.sometimes(() => {
      const flow = read();
      left ||= flow.kind === "break";
    });
    const after = new Map(scope.names);
    scope.names.clear();
    before.forEach((value, name) => scope.names.set(name, value));
    return after;
  };
  const start = reader.nodes.length;
  const text = test.kind === "number" ? test.text : null;
  const yes = branch(() => {
    for (const [name, value] of scope.names) {
      if (value.kind !== "opaque" || value.under === undefined || text === null) continue;
      if (isPartOf(value.under.condition, text)) scope.names.set(name, value.under.value);
    }
    return reader.run(first.body, scope);
  });
  measured(reader.nodes.slice(start), test);
  const no = branch(others);
  for (const name of new Set([...yes.keys(), ...no.keys()])) {
    const [a, b] = [yes.get(name), no.get(name)];
    if (a === b) continue;
    const [m, n] = [a === undefined ? null : numeric(a), b === undefined ? null : numeric(b)];
    // A vocabulary that is cut where it is too long.
    if (a?.kind === "tokens" && b?.kind === "tokens") scope.bind(name, a.most === undefined ? b : a);
    else if (test.kind === "number" && m !== null && n !== null) scope.bind(name, chosen(test, m, n));
    else {
      const known = text === null || a === undefined ? {} : { under: { condition: text, value: a } };
      scope.bind(name, { ...opaque(at, `${name} is bound under a condition that is not known here`), ...known });
    }
  }
  if (left) reader.ends(test.kind === "number" ? reader.lastRound(test) : null);
  return NEXT;
}
