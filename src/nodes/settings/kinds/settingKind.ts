import { DiagnosticError } from "../../../base/diagnostic.ts";
import type { Expression, Scope } from "../../../expression/expression.ts";
import { parseExpression } from "../../../expression/parseExpression.ts";
import { parseExpressionList } from "../../../expression/parseExpressionList.ts";
import { variableFault } from "../../../expression/variableFault.ts";

/** Describes a setting's value in the document. Numeric settings hold expressions (strings) or plain numbers. */
export type SettingValue = string | number | boolean;

/** Holds what a setting of any kind says of itself. */
export interface SettingBase<Kind = string, Default = SettingValue> {
  readonly kind: Kind;
  readonly default: Default;
  /** What it does, in a few words. */
  readonly summary: string;
  /** True where changing it makes no number stale: it decides when something is computed, or what a Reset draws. */
  readonly inert?: boolean;
  /** The setting of kind `file` that this one says something about: it is set and shown together with that one. */
  readonly about?: string;
  /** The card has no room for it while it is as it comes. */
  readonly minor?: boolean;
  /** What an empty field of an optional setting means, in a word. It then stays on the card while it is empty. */
  readonly whenEmpty?: string;
}

/** Describes the names that expressions may use. */
export interface Names {
  readonly values: Scope;
  /** Variables without a value, each with what is wrong with it. */
  readonly faulty: ReadonlyMap<string, string>;
}

/** Describes a setting's value once its expressions are evaluated. */
export interface Evaluated<V> {
  readonly value: V;
  /** What its expressions give, as text for people. */
  readonly text?: string;
  /** What of it decides numbers, as plain data in which two can be compared. */
  readonly same?: unknown;
}

/** Describes a kind of setting: what a node type can ask of its reader, how it is edited and what it gives. */
export interface SettingKind<S extends SettingBase, V> {
  /** What it is edited with. */
  readonly field: "line" | "lines" | "table" | "schedule" | "choice" | "switch" | "file";
  /** The expressions in its text; absent for a kind that holds none. */
  readonly expressions?: (text: string) => readonly string[];
  /** True where its value changes from iteration to iteration, and makes no number stale. */
  readonly paces?: true;
  /** Its value. Throws a DiagnosticError that says what came and what was expected. */
  readonly resolve: (setting: S, raw: SettingValue, names: Names) => Evaluated<V>;
}

/** Declares a kind of setting. Its line in `settingKinds` makes it known. */
export function defineSettingKind<S extends SettingBase, V>(kind: SettingKind<S, V>): SettingKind<S, V> {
  return kind;
}

/** Returns the one expression of a setting's text. */
export const oneExpression = (text: string): readonly string[] => [text.trim()];

/** Returns the text of a setting that is an expression. Throws a DiagnosticError for a truth value. */
export function expressionText(raw: SettingValue): string {
  if (typeof raw === "boolean") throw DiagnosticError.of(`expected an expression, got ${raw}`);
  return String(raw).trim();
}

/**
 * Returns an expression that uses no variable without a value. Throws a DiagnosticError where the fault is to be
 * mended.
 */
export function parsed(text: string, names: Names): Expression {
  return withoutFaulty(parseExpression(text), names);
}

/** Returns the same of expressions that commas separate. */
export function parsedList(text: string, names: Names): readonly Expression[] {
  return parseExpressionList(text).map((expression) => withoutFaulty(expression, names));
}

function withoutFaulty(expression: Expression, { values, faulty }: Names): Expression {
  const name = expression.names.find((used) => faulty.has(used) && !Object.hasOwn(values, used));
  if (name === undefined) return expression;
  throw DiagnosticError.of(variableFault(name, faulty.get(name)!));
}

/** Returns a value, with the expression that gave it where that is written otherwise. */
export function described(text: string, value: number): string {
  return text === String(value) ? text : `${value} (${text})`;
}
