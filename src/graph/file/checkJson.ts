import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { foreignJson } from "./foreignJson.ts";
import { limits } from "../limits.ts";

/** What may come next. A container is pushed when it opens, so that no depth of nesting recurses. */
type Expected = "value" | "value or ]" | "key" | "key or }" | ":" | ", or ]" | ", or }" | "end";

const EXPECTED: Readonly<Record<Expected, string>> = {
  value: "expected a value",
  "value or ]": 'expected a value or "]"',
  key: "expected a key in double quotes",
  "key or }": 'expected a key in double quotes or "}"',
  ":": 'expected ":"',
  ", or ]": 'expected "," or "]"',
  ", or }": 'expected "," or "}"',
  end: "expected the end of the file",
};

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Checks that a text is JSON that is safe to parse: within the limits on depth (JSON.parse takes five million
 * levels, on which everything after it fails) and on the number of values, and no key twice in an object
 * (JSON.parse keeps the last one without a word). Throws a DiagnosticError that says line and column, the same ones everywhere:
 * JSON.parse's own words differ from engine to engine.
 */
export function checkJson(text: string): void {
  /** The keys of each open object; null for an open list. */
  const open: (Set<string> | null)[] = [];
  let expected: Expected = "value";
  let at = 0;
  let values = 0;
  const afterValue = (): Expected => (open.length === 0 ? "end" : open.at(-1) === null ? ", or ]" : ", or }");
  for (;;) {
    at = skipBlanks(text, at);
    const character = text[at];
    if (character === undefined) {
      if (expected === "end") return;
      throw fault(text, at, `the file ends too early, ${EXPECTED[expected]}`);
    }
    const takesValue = expected === "value" || expected === "value or ]";
    if (takesValue && ++values > limits.values) {
      throw beyond(text, at, `there are more than ${limits.values} values, which is not allowed`);
    }
    if (takesValue && (character === "{" || character === "[")) {
      if (open.length === limits.depth) throw beyond(text, at, `lists and objects nest deeper than ${limits.depth}`);
      open.push(character === "{" ? new Set() : null);
      expected = character === "{" ? "key or }" : "value or ]";
      at += 1;
    } else if (expected.endsWith(`or ${character}`)) {
      open.pop();
      expected = afterValue();
      at += 1;
    } else if (takesValue) {
      at = endOfScalar(text, at, expected);
      expected = afterValue();
    } else if (character === '"' && expected.startsWith("key")) {
      const end = endOfString(text, at);
      addKey(text, at, end, open.at(-1)!);
      expected = ":";
      at = end;
    } else if (character === ":" && expected === ":") {
      expected = "value";
      at += 1;
    } else if (character === "," && expected.startsWith(",")) {
      expected = open.at(-1) === null ? "value" : "key";
      at += 1;
    } else throw unexpected(text, at, expected);
  }
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (" \t\n\r".includes(text[at] ?? "x")) at += 1;
  return at;
}

function endOfScalar(text: string, at: number, expected: Expected): number {
  if (text[at] === '"') return endOfString(text, at);
  for (const pattern of [NUMBER, LITERAL]) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  throw unexpected(text, at, expected);
}

/** The place after the string that begins at `start`. A loop: a pattern would need a stack as long as the string. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (Number.isNaN(unit)) throw fault(text, start, "this text has no closing quote");
    if (unit === 0x22) return at + 1;
    if (unit < 0x20)
      throw fault(text, at, "a line break or control character within a text is written as an escape, such as \\n");
    if (unit !== 0x5c) at += 1;
    else {
      ESCAPE.lastIndex = at;
      if (!ESCAPE.test(text)) throw fault(text, at, `${quote(text.slice(at, at + 2))} is no escape`);
      at = ESCAPE.lastIndex;
    }
  }
}

function addKey(text: string, start: number, end: number, keys: Set<string>): void {
  const key = JSON.parse(text.slice(start, end)) as string;
  if (keys.has(key)) throw beyond(text, start, `the key ${quote(key)} is there twice`);
  keys.add(key);
}

/** Good JSON that no graph may be. */
function beyond(text: string, at: number, sentence: string): DiagnosticError {
  return DiagnosticError.of(foreignJson(text) + placed(text, at, sentence));
}

function unexpected(text: string, at: number, expected: Expected): DiagnosticError {
  return fault(text, at, `${EXPECTED[expected]}, got ${quote(String.fromCodePoint(text.codePointAt(at)!))}`);
}

function fault(text: string, at: number, sentence: string): DiagnosticError {
  return DiagnosticError.of(placed(text, at, sentence));
}

function placed(text: string, at: number, sentence: string): string {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < at; end = text.indexOf("\n", start)) {
    line += 1;
    start = end + 1;
  }
  return `line ${line}, column ${at - start + 1}: ${sentence}`;
}
