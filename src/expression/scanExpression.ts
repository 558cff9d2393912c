import { DiagnosticError } from "../base/diagnostic.ts";
import { expressionLimitRefusal } from "./expressionLimitRefusal.ts";

/** Describes a word of the expression language and where it stands, counted from 0. */
export interface Token {
  readonly kind: "number" | "name" | "operator";
  readonly text: string;
  readonly start: number;
}

/** Says where the long name ends that begins at a place, such as `hidden.W[0, 3]`; null where none does. */
export type LongName = (text: string, start: number) => number | null;

const TOKEN =
  /(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<operator>\*\*|\/\/|[<>=!]=|[-+*/^%<>?:(),])/y;

/** Words that mathjs reads as something else than a name; none of them is part of the language. */
const WORDS = new Set(
  "mod to in and or xor not if else end true false True False None null undefined NaN Infinity".split(" "),
);

/** Says whether mathjs reads the word as something else than a name. */
export function isReservedWord(name: string): boolean {
  return WORDS.has(name);
}

/** Returns an error at a place of the expression. `start` counts from 0, the sentence from 1. */
export function expressionFault(start: number, sentence: string): DiagnosticError {
  return DiagnosticError.of(`at character ${start + 1}: ${sentence}`);
}

/**
 * Splits an expression into words before mathjs sees it: what is no word of our language (a string, a
 * bracket, an assignment, a newline) is refused here, by its place. Also holds the limits on length and on
 * the depth of parentheses, so that neither parser can be made to recurse without end.
 *
 * @param longName of a language with names of several words, which are one word each then.
 */
export function scanExpression(text: string, longName: LongName = () => null): readonly Token[] {
  const refusal = expressionLimitRefusal(text);
  if (refusal !== null) throw DiagnosticError.of(refusal);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === " " || text[at] === "\t") {
      at += 1;
      continue;
    }
    const end = longName(text, at);
    const token: Token = end === null ? tokenAt(text, at) : { kind: "name", text: text.slice(at, end), start: at };
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  TOKEN.lastIndex = start;
  const match = TOKEN.exec(text);
  if (match === null)
    throw expressionFault(start, characterRefusal(String.fromCodePoint(text.codePointAt(start) ?? 0)));
  const groups = match.groups ?? {};
  const kind = groups["number"] !== undefined ? "number" : groups["name"] !== undefined ? "name" : "operator";
  return { kind, text: match[0], start };
}

/** What some signs are in our language. */
const SIGNS: Readonly<Record<string, string>> = {
  "×": '"*"',
  "·": '"*"',
  "÷": '"/"',
  "−": '"-"',
  "≤": '"<="',
  "≥": '">="',
  "≠": '"!="',
  "²": '"^ 2"',
  "³": '"^ 3"',
  "√": "sqrt(x)",
  π: '"pi"',
};

function characterRefusal(character: string): string {
  switch (character) {
    case "=":
      return 'an expression assigns nothing; to compare, write "=="';
    case '"':
    case "'":
    case "`":
      return "text in quotes is not allowed, an expression has numbers only";
    case "[":
    case "]":
    case "{":
    case "}":
      return `${JSON.stringify(character)} is not allowed, only round parentheses are`;
    case "!":
    case "~":
      return `${JSON.stringify(character)} is not allowed; write "not"`;
    case "&":
      return '"&" is not allowed; write "and"';
    case "|":
      return '"|" is not allowed; write "or"';
    case "\n":
    case "\r":
      return "an expression is one line";
    case ".":
      return '"." is not allowed in an expression; write a function by its name alone, as tanh(x)';
    default:
      if (Object.hasOwn(SIGNS, character))
        return `${JSON.stringify(character)} is not allowed; write ${SIGNS[character]}`;
      return `${JSON.stringify(character)} is not allowed in an expression`;
  }
}
