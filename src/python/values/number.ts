import { MAX_EXPRESSION_LENGTH } from "../../expression/expression.ts";
import { findFunction } from "../../expression/functions.ts";

/** How strongly the outermost operator of an expression binds, for parentheses. */
export const BINDS = { condition: 0, comparison: 1, sum: 2, product: 3, sign: 4, power: 5, atom: 6 } as const;

/** Holds a number: the expression that gives it in the graph, and its value where that is known. */
export interface NumberValue {
  readonly kind: "number";
  /** In the graph's language, over its variables, `vocab_size`, `N` and `iteration`. */
  readonly text: string;
  readonly binds: number;
  readonly value: number | null;
  /** Whether it changes from iteration to iteration. */
  readonly moving: boolean;
  /** Whether it is one of Python's whole numbers. */
  readonly whole: boolean;
  /** Whether it uses `vocab_size` or `N`, which only nodes know. */
  readonly known: boolean;
}

export function numberOf(value: number, whole = Number.isInteger(value)): NumberValue {
  const text = writtenNumber(value);
  return {
    kind: "number",
    text,
    binds: value < 0 ? BINDS.sign : BINDS.atom,
    value,
    moving: false,
    whole,
    known: false,
  };
}

/** A name of the graph's: a variable's, with its value, or one that nodes know. */
export function named(name: string, value: number | null, { known = false, whole = true } = {}): NumberValue {
  return { kind: "number", text: name, binds: BINDS.atom, value, moving: false, whole, known };
}

export const ITERATION: NumberValue = {
  kind: "number",
  text: "iteration",
  binds: BINDS.atom,
  value: null,
  moving: true,
  whole: true,
  known: false,
};

/** Writes a number as the graph's language has it. */
function writtenNumber(value: number): string {
  return String(value).replace("e+", "e").replace("Infinity", "inf").replace("NaN", "nan");
}

type Operator = readonly [written: string, binds: number, apply: (a: number, b: number) => number];

const OPERATORS: Readonly<Record<string, Operator>> = {
  "+": ["+", BINDS.sum, (a, b) => a + b],
  "-": ["-", BINDS.sum, (a, b) => a - b],
  "*": ["*", BINDS.product, (a, b) => a * b],
  "/": ["/", BINDS.product, (a, b) => a / b],
  "//": ["//", BINDS.product, (a, b) => Math.floor(a / b)],
  "%": ["%", BINDS.product, (a, b) => a - b * Math.floor(a / b)],
  "**": ["^", BINDS.power, (a, b) => a ** b],
  "<": ["<", BINDS.comparison, (a, b) => Number(a < b)],
  "<=": ["<=", BINDS.comparison, (a, b) => Number(a <= b)],
  ">": [">", BINDS.comparison, (a, b) => Number(a > b)],
  ">=": [">=", BINDS.comparison, (a, b) => Number(a >= b)],
  "==": ["==", BINDS.comparison, (a, b) => Number(a === b)],
  "!=": ["!=", BINDS.comparison, (a, b) => Number(a !== b)],
};

/** Returns `left op right`, or null for an operator that the graph's language does not have. */
export function combined(op: string, left: NumberValue, right: NumberValue): NumberValue | null {
  const operator = Object.hasOwn(OPERATORS, op) ? OPERATORS[op] : undefined;
  if (operator === undefined) return null;
  const [written, binds, apply] = operator;
  const isPower = binds === BINDS.power;
  const a = within(left, isPower ? BINDS.atom : binds === BINDS.comparison ? BINDS.sum : binds);
  const b = within(right, isPower ? BINDS.atom : binds === BINDS.comparison ? BINDS.sum : binds + 1);
  const text = `${a} ${written} ${b}`;
  const result = made(text, binds, [left, right], apply);
  return op === "/" ? { ...result, whole: false } : result;
}

/** Returns `-x`; of a number that is one already, without its sign. */
export function negated(x: NumberValue): NumberValue {
  if (x.binds === BINDS.sign && x.text.startsWith("-")) {
    const text = x.text.slice(1);
    return { ...x, text, binds: BINDS.power, value: x.value === null ? null : -x.value };
  }
  return made(`-${within(x, BINDS.product)}`, BINDS.sign, [x], (value) => -value);
}

/** Returns a call of the graph's language: `sqrt(x)`. */
export function called(name: string, operands: readonly NumberValue[]): NumberValue {
  const text = `${name}(${operands.map((operand) => operand.text).join(", ")})`;
  const result = made(text, BINDS.atom, operands, findFunction(name)?.apply ?? (() => Number.NaN));
  return { ...result, whole: ["floor", "ceil", "round"].includes(name) };
}

/** Returns `test ? yes : no`. */
export function chosen(test: NumberValue, yes: NumberValue, no: NumberValue): NumberValue {
  const text = `${within(test, BINDS.comparison)} ? ${within(yes, BINDS.comparison)} : ${no.text}`;
  return made(text, BINDS.condition, [test, yes, no], (a, b, c) => (a === 0 ? c : b));
}

/** The text of an operand, in parentheses where it binds less. */
function within(x: NumberValue, least: number): string {
  return x.binds >= least ? x.text : `(${x.text})`;
}

/** Characters of an expression that are kept: more than any setting may have. */
const LONGEST = 2 * MAX_EXPRESSION_LENGTH;

function made(
  text: string,
  binds: number,
  operands: readonly NumberValue[],
  apply: (...values: [number, number, number]) => number,
): NumberValue {
  const moving = operands.some((operand) => operand.moving);
  const known = operands.some((operand) => operand.known);
  const values = operands.map(({ value }) => value);
  const whole = operands.every((operand) => operand.whole);
  const value = values.includes(null) ? null : apply(...(values as [number, number, number]));
  const finite = value !== null && Number.isFinite(value) ? value : null;
  if (text.length <= LONGEST) return { kind: "number", text, binds, value: finite, moving, whole, known };
  // No setting may be as long: what has a value is that value, anything else is refused where it is used.
  if (finite !== null) return numberOf(finite, whole);
  return { kind: "number", text: text.slice(0, LONGEST), binds, value: null, moving, whole, known };
}
