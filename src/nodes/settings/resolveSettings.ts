import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Expression, Scope } from "../../expression/expression.ts";
import { nonFiniteNumber } from "../../expression/nonFiniteNumber.ts";
import { parseExpression } from "../../expression/parseExpression.ts";
import { parseExpressionList } from "../../expression/parseExpressionList.ts";
import { readTable, type Table } from "../../expression/table.ts";
import { variableFault } from "../../expression/variableFault.ts";
import { MAX_RANK } from "../../tensor/shape.ts";
import type {
  IntegerSetting,
  ScheduleSetting,
  Setting,
  Settings,
  ShapeSetting,
  SettingValue,
} from "../contract/setting.ts";
import type { ResolvedFormula, ResolvedShape } from "../contract/resolvedSettings.ts";
import { spelledNumber } from "./spelledNumber.ts";
import { wholeNumber } from "./wholeNumber.ts";

type ResolvedValue =
  | number
  | null
  | string
  | boolean
  | ResolvedShape
  | readonly number[]
  | Table
  | ResolvedFormula
  | ((iteration: number) => number);

export interface ResolvedNodeSettings {
  /** By setting, as a node type's `build` takes them. */
  readonly values: Readonly<Record<string, ResolvedValue>>;
  /** Expressions, evaluated, as text for people. */
  readonly texts: Readonly<Record<string, string>>;
  /** What of the settings decides the node's numbers; a schedule does not. Plain data. */
  readonly identity: readonly unknown[];
  /** What of them decides how it goes on from iteration to iteration: schedules, and when something is computed. */
  readonly pace: readonly unknown[];
}

/** The names that expressions may use. */
export interface Names {
  readonly values: Scope;
  /** Variables without a value, each with what is wrong with it. */
  readonly faulty: ReadonlyMap<string, string>;
}

/** Evaluates a node's settings. Throws a DiagnosticError that names every setting that is wrong. */
export function resolveSettings(
  settings: Settings,
  given: Readonly<Record<string, SettingValue>>,
  scope: Names,
): ResolvedNodeSettings {
  const values: Record<string, ResolvedValue> = {};
  const texts: Record<string, string> = {};
  const identity: unknown[] = [];
  const pace: unknown[] = [];
  const diagnostics = [];
  for (const [name, setting] of Object.entries(settings)) {
    const raw = Object.hasOwn(given, name) ? given[name]! : setting.default;
    try {
      const { value, text, same } = resolve(setting, raw, scope);
      values[name] = value;
      if (text !== undefined) texts[name] = text;
      const paces = setting.kind === "schedule" || setting.inert === true;
      if (same !== undefined) (paces ? pace : identity).push(same);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      diagnostics.push(...error.diagnostics.map(({ message }) => ({ field: name, message })));
    }
  }
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return { values, texts, identity, pace };
}

interface One {
  readonly value: ResolvedValue;
  readonly text?: string;
  readonly same?: unknown;
}

function resolve(setting: Setting, raw: SettingValue, scope: Names): One {
  switch (setting.kind) {
    case "integer": {
      const value = resolveInteger(setting, raw, scope);
      return { value, same: value, ...(value === null ? {} : { text: String(value) }) };
    }
    case "number": {
      const text = expressionText(raw);
      if (text === "" && setting.optional === true) return { value: null, same: null };
      const named = setting.nonFinite === true ? nonFiniteNumber(text) : null;
      // JSON, in which settings are compared, has no such number.
      if (named !== null) return { value: named, same: text };
      const value = parsed(text, scope).evaluate(scope.values);
      return { value, text: String(value), same: value };
    }
    case "schedule":
      return resolveSchedule(setting, raw, scope);
    case "shape": {
      const value = resolveShape(setting, String(raw), scope);
      return { value, text: value.sizes.join(", "), same: value.sizes };
    }
    case "numbers": {
      const value = parsedList(String(raw), scope).map((expression) => expression.evaluate(scope.values));
      return { value, text: value.join(", "), same: value };
    }
    case "table": {
      const value = readTable(String(raw), (entry) => parsed(entry, scope).evaluate(scope.values));
      const all = value.rows.flat();
      // JSON has no nan and no inf, which would all be one.
      const same = all.every(Number.isFinite) ? value.rows : value.rows.map((row) => row.map(String));
      return { value, same, ...(value.rows.length > 1 ? {} : { text: all.map(spelledNumber).join(", ") }) };
    }
    case "formula": {
      const value = resolveFormula(expressionText(raw), scope);
      return { value, same: [value.expression.text, value.variables] };
    }
    case "choice":
      if (typeof raw !== "string" || !setting.options.includes(raw)) {
        throw DiagnosticError.of(`expected one of ${quoted(setting.options)}, got ${JSON.stringify(raw)}`);
      }
      return { value: raw, same: raw };
    case "boolean":
      if (typeof raw !== "boolean") throw DiagnosticError.of(`expected true or false, got ${JSON.stringify(raw)}`);
      return { value: raw, same: raw };
    case "text":
    case "file":
      if (typeof raw !== "string") throw DiagnosticError.of(`expected a text, got ${JSON.stringify(raw)}`);
      return { value: raw, same: raw };
  }
}

function resolveInteger(setting: IntegerSetting, raw: SettingValue, scope: Names): number | null {
  const text = expressionText(raw);
  if (text === "") {
    if (setting.optional === true) return null;
    throw DiagnosticError.of(`expected ${expectedInteger(setting)}, got nothing`);
  }
  const value = parsed(text, scope).evaluate(scope.values);
  const whole = wholeNumber(value);
  if (whole === null || whole < setting.min) {
    throw DiagnosticError.of(`expected ${expectedInteger(setting)}, got ${described(text, value)}`);
  }
  return whole;
}

/** "a whole number of at least 1"; where every int32 is allowed, without the bound. */
function expectedInteger({ min }: IntegerSetting): string {
  return min <= -(2 ** 31) ? "a whole number" : `a whole number of at least ${min}`;
}

function resolveSchedule(_setting: ScheduleSetting, raw: SettingValue, scope: Names): One {
  const text = expressionText(raw);
  const expression = parsed(text, scope);
  const own = { ...scope.values, iteration: 0 };
  const rate = (iteration: number): number => {
    own.iteration = iteration;
    return expression.evaluate(own);
  };
  const names = expression.names.filter((name) => Object.hasOwn(scope.values, name));
  return { value: rate, text: String(rate(0)), same: [text, names.map((name) => scope.values[name])] };
}

function resolveShape(setting: ShapeSetting, text: string, scope: Names): ResolvedShape {
  const expressions = parsedList(text, scope);
  if (expressions.length > MAX_RANK) {
    throw DiagnosticError.of(`expected at most ${MAX_RANK} sizes, got ${expressions.length}`);
  }
  if (expressions.length === 0 && setting.optional !== true) {
    throw DiagnosticError.of('expected sizes separated by commas, such as "-1, 6", got nothing');
  }
  const sizes = expressions.map((expression) => {
    const size = expression.evaluate(scope.values);
    const whole = wholeNumber(size);
    if (whole === null) throw DiagnosticError.of(`expected whole numbers, got ${described(expression.text, size)}`);
    return whole;
  });
  return { sizes, texts: expressions.map((expression) => expression.text) };
}

function resolveFormula(text: string, scope: Names): ResolvedFormula {
  const expression = parsed(text, scope);
  const variables: Record<string, number> = {};
  for (const name of expression.names) {
    if (name === "x" || name === "y") continue;
    if (!Object.hasOwn(scope.values, name)) {
      const known = ["x", "y", ...Object.keys(scope.values)].slice(0, 10).join(", ");
      throw DiagnosticError.of(`the name ${JSON.stringify(name)} is not known here, known are ${known}`);
    }
    variables[name] = scope.values[name]!;
  }
  return { expression, variables };
}

function parsed(text: string, names: Names): Expression {
  return withoutFaulty(parseExpression(text), names);
}

function parsedList(text: string, names: Names): readonly Expression[] {
  return parseExpressionList(text).map((expression) => withoutFaulty(expression, names));
}

/** Refuses an expression that uses a variable without a value: that is where the fault is to be mended. */
function withoutFaulty(expression: Expression, { values, faulty }: Names): Expression {
  const name = expression.names.find((used) => faulty.has(used) && !Object.hasOwn(values, used));
  if (name === undefined) return expression;
  throw DiagnosticError.of(variableFault(name, faulty.get(name)!));
}

function expressionText(raw: SettingValue): string {
  if (typeof raw === "boolean") throw DiagnosticError.of(`expected an expression, got ${raw}`);
  return String(raw).trim();
}

function described(text: string, value: number): string {
  return text === String(value) ? text : `${value} (${text})`;
}

function quoted(options: readonly string[]): string {
  return options.map((option) => JSON.stringify(option)).join(", ");
}
