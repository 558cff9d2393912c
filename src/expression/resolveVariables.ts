import { DiagnosticError, type Diagnostic } from "../base/diagnostic.ts";
import type { Expression } from "./expression.ts";
import { findConstant, findFunction } from "./functions.ts";
import { parseExpression } from "./parseExpression.ts";
import { isReservedWord } from "./scanExpression.ts";

/** Names that the graph itself gives a meaning: what is known at a node, and the iteration of a learning rate. */
const KNOWN_NAMES: readonly string[] = ["vocab_size", "N", "iteration"];

/** LIMITS: characters of a variable's name. */
const MAX_NAME_LENGTH = 128;

/** Variables by name, each an expression that may use the others. */
export type VariableTexts = Readonly<Record<string, string>>;

/** Holds what the variables come to. A variable without a value is in no `values` and has a diagnostic. */
export interface ResolvedVariables {
  readonly values: Readonly<Record<string, number>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Says why a variable cannot have this name, in one sentence, or null when it can. */
export function variableNameRefusal(name: string): string | null {
  const quoted = JSON.stringify(name);
  if (name.length > MAX_NAME_LENGTH) {
    return `the name has ${name.length} characters, at most ${MAX_NAME_LENGTH} are allowed`;
  }
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return `${quoted} is not a name, expected letters, digits and _, not beginning with a digit`;
  }
  if (findFunction(name) !== undefined) return `${quoted} is the name of a function`;
  if (findConstant(name) !== undefined) return `${quoted} is the name of a constant`;
  if (KNOWN_NAMES.includes(name)) return `${quoted} is a name that the graph itself gives a value`;
  if (isReservedWord(name) || ["__proto__", "constructor", "prototype"].includes(name)) {
    return `${quoted} is not allowed as a name`;
  }
  return null;
}

/**
 * Evaluates variables that may use each other. A circle is said once, `variables go in a circle: a → b → a`,
 * at the first variable in it; every variable without a value gets one diagnostic, field `variables.a`.
 */
export function resolveVariables(variables: VariableTexts): ResolvedVariables {
  const diagnostics: Diagnostic[] = [];
  const values: Record<string, number> = {};
  const report = (name: string, message: string) => diagnostics.push({ field: `variables.${name}`, message });

  const parsed = new Map<string, Expression>();
  for (const [name, text] of Object.entries(variables)) {
    const refusal = variableNameRefusal(name);
    const expression = refusal === null ? tryParse(text) : refusal;
    if (typeof expression === "string") report(name, expression);
    else parsed.set(name, expression);
  }
  const { order, circle } = orderByUse(parsed);
  if (circle !== null) report(circle[0]!, circleMessage(circle));
  for (const name of order) {
    if (name === circle?.[0]) continue;
    const expression = parsed.get(name)!;
    const missing = expression.names.find((used) => Object.hasOwn(variables, used) && !Object.hasOwn(values, used));
    if (missing !== undefined) {
      report(name, `uses ${JSON.stringify(missing)}, which has no value`);
      continue;
    }
    const value = tryEvaluate(expression, values);
    if (typeof value === "string") report(name, value);
    else values[name] = value;
  }
  return { values, diagnostics };
}

/**
 * Returns the names of the first circle of variables, `["a", "b", "a"]`, or null. Texts that do not parse and names
 * that are not allowed use nothing.
 */
export function variableCircle(variables: VariableTexts): readonly string[] | null {
  const parsed = new Map<string, Expression>();
  for (const [name, text] of Object.entries(variables)) {
    const expression = tryParse(text);
    if (typeof expression !== "string") parsed.set(name, expression);
  }
  return orderByUse(parsed).circle;
}

/** Returns the sentence that says a circle; of a long one the first and last names. */
export function circleMessage(circle: readonly string[]): string {
  if (circle.length <= 12) return `variables go in a circle: ${circle.join(" → ")}`;
  const shown = [...circle.slice(0, 8), `… (${circle.length - 11} more)`, ...circle.slice(-3)];
  return `variables go in a circle: ${shown.join(" → ")}`;
}

function tryParse(text: string): Expression | string {
  try {
    return parseExpression(text);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.message;
    throw error;
  }
}

function tryEvaluate(expression: Expression, scope: Readonly<Record<string, number>>): number | string {
  try {
    return expression.evaluate(scope);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.message;
    throw error;
  }
}

/**
 * Variables in an order in which each comes after those it uses, without recursion: a chain may be as long
 * as there are variables. What is in a circle, or uses one, comes last, in the document's order.
 */
function orderByUse(parsed: ReadonlyMap<string, Expression>): {
  readonly order: readonly string[];
  readonly circle: readonly string[] | null;
} {
  const usesOf = (name: string) => parsed.get(name)!.names.filter((used) => parsed.has(used));
  const users = new Map<string, string[]>();
  const waitsFor = new Map<string, number>();
  for (const name of parsed.keys()) {
    const uses = usesOf(name);
    waitsFor.set(name, uses.length);
    for (const used of uses) {
      const list = users.get(used);
      if (list === undefined) users.set(used, [name]);
      else list.push(name);
    }
  }
  const order = [...parsed.keys()].filter((name) => waitsFor.get(name) === 0);
  for (const name of order) {
    for (const user of users.get(name) ?? []) {
      const rest = waitsFor.get(user)! - 1;
      waitsFor.set(user, rest);
      if (rest === 0) order.push(user);
    }
  }
  if (order.length === parsed.size) return { order, circle: null };
  const done = new Set(order);
  const left = [...parsed.keys()].filter((name) => !done.has(name));
  return { order: [...order, ...left], circle: findCircle(left, usesOf) };
}

/** Each of `left` uses another of them, so that following the first use must come round. */
function findCircle(left: readonly string[], usesOf: (name: string) => readonly string[]): readonly string[] {
  const among = new Set(left);
  const path: string[] = [];
  let name = left[0]!;
  while (!path.includes(name)) {
    path.push(name);
    name = usesOf(name).find((used) => among.has(used))!;
  }
  return [...path.slice(path.indexOf(name)), name];
}
