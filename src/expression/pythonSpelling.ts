import { DiagnosticError } from "../base/diagnostic.ts";
import { unexpected } from "./checkTokens.ts";
import { MAX_EXPRESSION_NODES } from "./expression.ts";
import { expressionFault, type Token } from "./scanExpression.ts";

/** Words that an expression may become. More are more parts than it may have, and parentheses would double them. */
const MOST = 4 * MAX_EXPRESSION_NODES;

const PYTHON_WORDS = new Set(["and", "or", "not", "if", "else"]);

/** A word, or what stands in parentheses, with them. */
type Item = Token | readonly Token[];

/**
 * Writes Python's `and`, `or`, `not` and `a if c else b` with `? :` and parentheses, with Python's precedence and values:
 * `a and b` is b where a is not 0, and else a. Words where Python does not take them throw a DiagnosticError. Tokens
 * without any of these words come back as they are. (`**` and `//` are operators of the language itself.)
 */
export function withoutPython(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((token) => token.kind === "name" && PYTHON_WORDS.has(token.text))) return tokens;
  const { items, end } = itemsFrom(tokens, 0);
  // A ")" too many is told by the parser, which is given what comes after it as it is.
  return [...conditional(items), ...tokens.slice(end)];
}

/** What stands from a place to the `)` that ends it, the parts within parentheses written out already. */
function itemsFrom(tokens: readonly Token[], start: number): { items: Item[]; end: number } {
  const items: Item[] = [];
  let at = start;
  while (at < tokens.length && tokens[at]!.text !== ")") {
    const token = tokens[at]!;
    if (token.text !== "(") {
      items.push(token);
      at += 1;
      continue;
    }
    const { items: inner, end } = itemsFrom(tokens, at + 1);
    const closing = tokens.slice(end, end + 1);
    items.push([token, ...operandsIn(inner), ...closing]);
    at = end + closing.length;
  }
  return { items, end: at };
}

/** The operands of a call, or the one expression in parentheses. */
function operandsIn(items: readonly Item[]): Token[] {
  const comma = items.findIndex((item) => isWord(item, ","));
  if (comma < 0) return conditional(items);
  return [...conditional(items.slice(0, comma)), items[comma] as Token, ...operandsIn(items.slice(comma + 1))];
}

/** `a if c else b`, of which `else` reaches as far as it can, and our `c ? a : b`. */
function conditional(items: readonly Item[]): Token[] {
  const at = items.findIndex((item) => isWord(item, "?") || isWord(item, "if"));
  if (at < 0) return logical(items);
  const sign = items[at] as Token;
  const rest = items.slice(at + 1);
  if (sign.text === "?") return ours(items.slice(0, at), sign, rest);
  const next = rest.findIndex((item) => isWord(item, "else") || isWord(item, "if"));
  if (next < 0) throw expressionFault(sign.start, '"if" without an "else" behind it, as in a if c else b');
  if (isWord(rest[next]!, "if")) {
    throw expressionFault((rest[next] as Token).start, 'put an "if … else" between "if" and "else" into parentheses');
  }
  const otherwise = rest[next] as Token;
  const yes = part(items.slice(0, at), sign, logical);
  const condition = part(rest.slice(0, next), otherwise, logical);
  const no = part(rest.slice(next + 1), null, conditional);
  return grouped([...condition, inPlaceOf("?", sign), ...yes, inPlaceOf(":", otherwise), ...no], sign);
}

function ours(condition: readonly Item[], sign: Token, rest: readonly Item[]): Token[] {
  const colon = rest.findIndex((item) => isWord(item, ":") || isWord(item, "?"));
  // What is wrong with it is told later.
  if (colon < 0 || isWord(rest[colon]!, "?")) return [...condition, sign, ...rest].flat();
  return [
    ...part(condition, sign, logical),
    sign,
    ...part(rest.slice(0, colon), rest[colon] as Token, conditional),
    rest[colon] as Token,
    ...conditional(rest.slice(colon + 1)),
  ];
}

/** `or` binds least, then `and`, then `not`, then comparisons. */
function logical(items: readonly Item[]): Token[] {
  return folded(items, "or", (either) => folded(either, "and", negation));
}

/** `a and b and c` is `a ? (b ? c : b) : a`, and with `or` the other way round. */
function folded(items: readonly Item[], word: "and" | "or", write: (items: readonly Item[]) => Token[]): Token[] {
  const at = items.findIndex((item) => isWord(item, word));
  if (at < 0) return write(items);
  const sign = items[at] as Token;
  const first = part(items.slice(0, at), sign, write);
  const rest = part(items.slice(at + 1), null, (others) => folded(others, word, write));
  const [yes, no] = word === "and" ? [rest, first] : [first, rest];
  return grouped([...first, inPlaceOf("?", sign), ...yes, inPlaceOf(":", sign), ...no], sign);
}

function negation(items: readonly Item[]): Token[] {
  const [first, ...rest] = items;
  if (first !== undefined && isWord(first, "not")) {
    const sign = first as Token;
    return grouped(
      [...part(rest, null, negation), inPlaceOf("==", sign), { kind: "number", text: "0", start: sign.start }],
      sign,
    );
  }
  const word = items.find((item) => isWord(item, "not") || isWord(item, "else"));
  if (word !== undefined) {
    const { text, start } = word as Token;
    throw expressionFault(
      start,
      text === "not" ? '"not" does not fit here; put "not …" into parentheses' : `"else" without an "if" before it`,
    );
  }
  return items.flat();
}

/** One operand in parentheses. Refuses nothing at all; `next` is the word that came in its place. */
function part(items: readonly Item[], next: Token | null, write: (items: readonly Item[]) => Token[]): Token[] {
  const [first] = items.flat();
  if (first === undefined) {
    throw next === null ? DiagnosticError.of("the expression ends too early") : unexpected(next);
  }
  return grouped(write(items), first);
}

function grouped(tokens: readonly Token[], { start }: Token): Token[] {
  if (tokens.length > MOST) {
    throw DiagnosticError.of(
      `the expression has more than ${MAX_EXPRESSION_NODES} parts, as "and" and "or" repeat theirs`,
    );
  }
  return [{ kind: "operator", text: "(", start }, ...tokens, { kind: "operator", text: ")", start }];
}

/** A word in the place of another. */
function inPlaceOf(text: string, { start }: Token): Token {
  return { kind: "operator", text, start };
}

function isWord(item: Item, text: string): boolean {
  return !Array.isArray(item) && (item as Token).text === text;
}
