import { DiagnosticError } from "../base/diagnostic.ts";
import type { Callable } from "./functions.ts";
import { expressionFault, isReservedWord, type Token } from "./scanExpression.ts";

/**
 * Refuses, by its place, what mathjs would read in a way that surprises: products without a sign, percentages,
 * ranges, words that are operators. Throws a DiagnosticError.
 */
export function checkTokens(tokens: readonly Token[], text: string, callable: Callable): void {
  if (tokens.length === 0) throw DiagnosticError.of("the expression is empty, expected a number");
  tokens.forEach((token, i) => {
    if (token.kind === "name") checkName(token, tokens[i + 1], callable);
    if (token.kind === "number" && !Number.isFinite(Number(token.text))) {
      throw expressionFault(token.start, `the number ${token.text} is too large`);
    }
    if (token.kind === "number" && !isExact(token.text)) {
      const taken = BigInt(Number(token.text));
      throw expressionFault(
        token.start,
        `the number ${token.text} has too many digits to be held exactly: it would be ${taken}`,
      );
    }
  });
  checkConditions(tokens);
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    const before = tokens[i - 1];
    if (token.text === "%" && (before === undefined || !endsOperand(before))) throw unexpected(token);
    if (token.text === "%" && (next === undefined || !startsOperand(next))) {
      throw expressionFault(token.start, '"%" is the remainder, as in 7 % 3; a percentage is not allowed');
    }
    if (next !== undefined && isProductWithoutSign(token, next)) {
      const place = JSON.stringify(text.slice(token.start, next.start + next.text.length));
      throw expressionFault(next.start, `${place} lacks an operator; write a product with "*"`);
    }
  });
}

/** Whether a whole number is the one that its digits say: beyond 2⁵³ a double skips some. */
function isExact(digits: string): boolean {
  if (!/^\d{16,}$/.test(digits)) return true;
  const value = Number(digits);
  // As a program writes it: in the fewest digits that lead back to it.
  return BigInt(value) === BigInt(digits) || String(value) === digits;
}

/** mathjs reads a `:` without its `?` as a range, and does not read `a ? b ? 1 : 2 : 3` without parentheses. */
function checkConditions(tokens: readonly Token[]): void {
  /** Whether a `?` waits for its `:`, for each parenthesis that is open. */
  const waits = [false];
  for (const { text, start } of tokens) {
    const last = waits.length - 1;
    if (text === "(") waits.push(false);
    if (text === ")" && last > 0) waits.pop();
    if (text === "?") {
      if (waits[last] === true) throw expressionFault(start, 'put a "? :" between "?" and ":" into parentheses');
      waits[last] = true;
    }
    if (text === ":") {
      if (waits[last] !== true) throw expressionFault(start, '":" without a "?" before it; ranges are not allowed');
      waits[last] = false;
    }
  }
}

/** Returns the error for a word where an operand should stand. */
export function unexpected(token: Token): DiagnosticError {
  const sentence = `expected a number, a name or "(", got ${JSON.stringify(token.text)}`;
  return expressionFault(token.start, sentence);
}

/** What other languages spell otherwise. */
const OURS: Readonly<Record<string, string>> = {
  True: "1",
  true: "1",
  False: "0",
  false: "0",
  mod: "a % b",
  fmod: "a % b",
  remainder: "a % b",
  xor: "(a != 0) != (b != 0)",
  floor_divide: "a // b",
  logical_and: "a and b",
  logical_or: "a or b",
  logical_not: "not a",
  where: "a if condition else b",
  ln: "log(x)",
  arctan: "atan(x)",
  fabs: "abs(x)",
  sgn: "sign(x)",
  int: "floor(x)",
  float: "x, as all numbers are floats",
  maximum: "max(a, b)",
  minimum: "min(a, b)",
  clamp: "min(max(x, low), high)",
  clip: "min(max(x, low), high)",
  power: "a ** b",
  square: "x ** 2",
  exp2: "2 ** x",
  rsqrt: "1 / sqrt(x)",
  relu: "max(0, x)",
  silu: "x * sigmoid(x)",
  softplus: "log(1 + exp(x))",
};

function checkName(token: Token, next: Token | undefined, callable: Callable): void {
  const isFunction = Object.hasOwn(callable, token.text);
  const called = next?.text === "(";
  const name = JSON.stringify(token.text);
  const ours = Object.hasOwn(OURS, token.text) ? OURS[token.text]! : null;
  if (isReservedWord(token.text)) {
    const advice = ours === null ? " in an expression" : `; write ${ours}`;
    throw expressionFault(token.start, `${name} is not allowed${advice}`);
  }
  if (called && !isFunction && ours !== null) {
    throw expressionFault(token.start, `${name} is not a function here; write ${ours}`);
  }
  if (called && !isFunction) {
    const known = Object.keys(callable).join(", ");
    throw expressionFault(token.start, `${name} is not a function; there are ${known}`);
  }
  if (!called && isFunction) {
    throw expressionFault(token.start, `${name} is a function, write ${token.text}(…)`);
  }
}

function startsOperand(token: Token): boolean {
  return token.kind !== "operator" || ["(", "-", "+"].includes(token.text);
}

function endsOperand(token: Token): boolean {
  return token.kind !== "operator" || token.text === ")";
}

function isProductWithoutSign(token: Token, next: Token): boolean {
  const begins = next.kind !== "operator" || (next.text === "(" && token.kind !== "name");
  return endsOperand(token) && begins;
}
