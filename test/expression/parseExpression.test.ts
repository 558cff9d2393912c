import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/base/diagnostic.ts";
import { parseExpression } from "../../src/expression/parseExpression.ts";

const scope = { a: 1, b: 2, x: 3, block_size: 3, n_embd: 2 };

describe("values", () => {
  test.each([
    ["block_size * n_embd", 6],
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["2 ^ 3 ^ 2", 512],
    ["-2 ^ 2", -4],
    ["2 ^ -1", 0.5],
    ["--1", 1],
    ["7 % 3", 1],
    ["-7 % 3", 2],
    ["7 % (-3)", -2],
    ["7 % -3", -2],
    ["10 % - 3", -2],
    ["2 * 5 % 3", 1],
    [".5 + 5.", 5.5],
    ["1e-3", 0.001],
    ["1 < 2", 1],
    ["3 < 2 < 1", 0],
    ["1 < 2 <= 2", 1],
    ["a == 1", 1],
    ["a != 1", 0],
    ["0.1 + 0.2 == 0.3", 0],
    ["x > 2 ? 10 : 20", 10],
    ["0 ? 1 / 0 : 4", 4],
    ["a ? (b ? 5 : 6) : 7", 5],
    ["0 ? 5 : 0 ? 6 : 7", 7],
    ["max(1, x, 2)", 3],
    ["min(4)", 4],
    ["pow(2, 10)", 1024],
    ["round(2.5)", 2],
    ["round(-1.5)", -2],
    ["round(0.4)", 0],
    ["floor(-0.5)", -1],
    ["sigmoid(0)", 0.5],
    ["log(e)", 1],
    ["cos(pi)", -1],
    ["sign(-3)", -1],
    ["\t1 +\t1 ", 2],
  ])("%s is %d", (text, value) => {
    expect(parseExpression(text).evaluate(scope)).toBe(value);
  });

  test("names are listed once, in order of appearance, without constants", () => {
    expect(parseExpression("b * a + pi * b + iteration").names).toEqual(["b", "a", "iteration"]);
  });

  test("a name of every object's prototype is no name", () => {
    expect(() => parseExpression("constructor + 1").evaluate(scope)).toThrow(
      'the name "constructor" is not known here, known are a, b, x, block_size, n_embd',
    );
    expect(() => parseExpression("toString").evaluate({})).toThrow('the name "toString" is not known here');
  });

  test.each([
    ["1 / 0", '"1 / 0" gives Infinity, expected a finite number'],
    ["log(-1)", '"log(-1)" gives NaN, expected a finite number'],
    ["9 ^ 9 ^ 9", '"9 ^ 9 ^ 9" gives Infinity, expected a finite number'],
    ["1 % 0", '"1 % 0" gives NaN, expected a finite number'],
  ])("%s is no finite number", (text, message) => {
    expect(() => parseExpression(text).evaluate({})).toThrow(new DiagnosticError([{ message }]));
  });
});

describe("refusals", () => {
  const product = (place: string) => `"${place}" lacks an operator; write a product with "*"`;
  const noFunction =
    "is not a function; there are abs, atan, ceil, cos, cosh, erf, exp, floor, log, log10, log2, max, min, pow, round, " +
    "sigmoid, sign, sin, sinh, sqrt, tan, tanh";
  const percentage = '"%" is the remainder, as in 7 % 3; a percentage is not allowed';
  const dot = '"." is not allowed in an expression; write a function by its name alone, as tanh(x)';
  const range = '":" without a "?" before it; ranges are not allowed';

  test.each([
    ["", "the expression is empty, expected a number"],
    [" \t ", "the expression is empty, expected a number"],
    ["1 +", "the expression ends too early"],
    ["a ? b", "the expression ends too early"],
    ["(1", 'the expression ends before a ")"'],
    ["max(1", 'the expression ends before a ")"'],
    ["(1 : 2)", `at character 4: ${range}`],
    ["(1 , 2)", 'at character 4: expected a ")", got ","'],
    ["1)", 'at character 2: ")" does not fit here'],
    ["1, 2", 'at character 2: "," does not fit here'],
    ["()", 'at character 2: expected a number, a name or "(", got ")"'],
    ["1 * / 2", 'at character 5: expected a number, a name or "(", got "/"'],
    ["x ?? 1", 'at character 4: put a "? :" between "?" and ":" into parentheses'],
    ["%0", 'at character 1: expected a number, a name or "(", got "%"'],
    ["2 * (% + 1)", 'at character 6: expected a number, a name or "(", got "%"'],
    ["2a", `at character 2: ${product("2a")}`],
    ["a b", `at character 3: ${product("a b")}`],
    ["5 cm", `at character 3: ${product("5 cm")}`],
    ["2 (3)", `at character 3: ${product("2 (")}`],
    ["(2)(3)", `at character 4: ${product(")(")}`],
    ["0x1F", `at character 2: ${product("0x1F")}`],
    ["1.2.3", `at character 4: ${product("1.2.3")}`],
    ["sin x", 'at character 1: "sin" is a function, write sin(…)'],
    ["a(3)", `at character 1: "a" ${noFunction}`],
    ["constructor(1)", `at character 1: "constructor" ${noFunction}`],
    ["config(1)", `at character 1: "config" ${noFunction}`],
    ["max()", "max(…) takes 1 or more operands, got 0"],
    ["pow(1)", "pow(…) takes 2 operands, got 1"],
    ["abs(1, 2)", "abs(…) takes 1 operand, got 2"],
    ["x'", "at character 2: text in quotes is not allowed, an expression has numbers only"],
    ['"s"', "at character 1: text in quotes is not allowed, an expression has numbers only"],
    ["x = 1", 'at character 3: an expression assigns nothing; to compare, write "=="'],
    ["f(x) = x", 'at character 6: an expression assigns nothing; to compare, write "=="'],
    ["1:3", `at character 2: ${range}`],
    ["a ? 1 : 2 : 3", `at character 11: ${range}`],
    ["[1]", 'at character 1: "[" is not allowed, only round parentheses are'],
    ["x[1]", 'at character 2: "[" is not allowed, only round parentheses are'],
    ["{a: 1}", 'at character 1: "{" is not allowed, only round parentheses are'],
    ["x!", 'at character 2: "!" is not allowed; write "not"'],
    ["a & b", 'at character 3: "&" is not allowed; write "and"'],
    ["a.b", `at character 2: ${dot}`],
    ["a .* b", `at character 3: ${dot}`],
    ["a; b", 'at character 2: ";" is not allowed in an expression'],
    ["1 # c", 'at character 3: "#" is not allowed in an expression'],
    ["a\nb", "at character 2: an expression is one line"],
    ["\\u0063onfig", 'at character 1: "\\\\" is not allowed in an expression'],
    ["π", 'at character 1: "π" is not allowed; write "pi"'],
    ["😀", 'at character 1: "😀" is not allowed in an expression'],
    ["10%", `at character 3: ${percentage}`],
    ["10% * 2", `at character 3: ${percentage}`],
    ["1%(", "the expression ends too early"],
    ["a ? b ? 5 : 6 : 7", 'at character 7: put a "? :" between "?" and ":" into parentheses'],
    ["a mod b", 'at character 3: "mod" is not allowed; write a % b'],
    ["a xor b", 'at character 3: "xor" is not allowed; write (a != 0) != (b != 0)'],
    ["true", 'at character 1: "true" is not allowed; write 1'],
    ["NaN", 'at character 1: "NaN" is not allowed in an expression'],
    ["1e999", "at character 1: the number 1e999 is too large"],
  ])("%j", (text, message) => {
    expect(() => parseExpression(text)).toThrow(new DiagnosticError([{ message }]));
  });
});

describe("limits", () => {
  const chain = (count: number) => new Array(count).fill("1").join("+");

  test("what is within the limits works", () => {
    expect(parseExpression(chain(100)).evaluate({})).toBe(100);
    expect(parseExpression("(".repeat(32) + "1" + ")".repeat(32)).evaluate({})).toBe(1);
    expect(parseExpression("-".repeat(31) + "1").evaluate({})).toBe(-1);
    expect(parseExpression("1".padEnd(256)).evaluate({})).toBe(1);
  });

  test("remainders in parentheses are parsed in one go", () => {
    expect(parseExpression("7%(".repeat(31) + "a" + ")".repeat(31)).names).toEqual(["a"]);
  });

  test.each([
    ["1".padEnd(257), "the expression has 257 characters, at most 256 are allowed"],
    [chain(101), "the expression has 201 parts, at most 200 are allowed"],
    ["(".repeat(33) + "1" + ")".repeat(33), "at character 33: parentheses nest deeper than 32"],
    ["-".repeat(32) + "1", "the expression nests deeper than 32"],
    ["-".repeat(255) + "1", "the expression has 256 parts, at most 200 are allowed"],
    [new Array(33).fill("2").join("^"), "the expression nests deeper than 32"],
    ["1?1:".repeat(33) + "1", "the expression nests deeper than 32"],
    ["(".repeat(100_000), "the expression has 100000 characters, at most 256 are allowed"],
  ])("%#", (text, message) => {
    expect(() => parseExpression(text)).toThrow(new DiagnosticError([{ message }]));
  });
});

describe("properties", () => {
  /** An expression, and the same for JavaScript, in which nan is no condition that holds. */
  interface Both {
    readonly text: string;
    readonly script: string;
  }
  const same = (text: string): Both => ({ text, script: text });
  const filled = (parts: readonly string[], ...operands: readonly Both[]): Both => {
    const write = (of: (operand: Both) => string): string =>
      parts.reduce((all, part, at) => all + part + (operands[at] === undefined ? "" : of(operands[at])), "");
    return { text: write(({ text }) => text), script: write(({ script }) => script) };
  };
  const { expression } = fc.letrec<{ expression: Both }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.nat(99).map((value) => same(String(value))),
      fc.constantFrom("a", "b", "x").map(same),
      fc
        .tuple(tie("expression"), fc.constantFrom("+", "-", "*", "/", "<", ">=", "=="), tie("expression"))
        .map(([left, operator, right]) => filled(["(", ` ${operator} `, ")"], left, right)),
      tie("expression").map((operand) => filled(["(-", ")"], operand)),
      fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => filled(["max(", ",", ")"], left, right)),
      fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([condition, yes, no]) => ({
        text: `(${condition.text} ? ${yes.text} : ${no.text})`,
        script: `(Number(${condition.script}) !== 0 ? ${yes.script} : ${no.script})`,
      })),
    ),
  }));

  property.prop([expression])("an expression means what JavaScript means by it", ({ text, script }) => {
    fc.pre(text.length <= 256);
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- the oracle: the text was generated above
    const oracle = new Function("a", "b", "x", "max", `return Number(${script.replaceAll("--", "- -")});`) as (
      ...values: unknown[]
    ) => number;
    const expected = oracle(scope.a, scope.b, scope.x, (p: unknown, q: unknown) => Math.max(Number(p), Number(q)));
    const parsed = parseExpression(text);
    if (Number.isFinite(expected)) expect(parsed.evaluate(scope) + 0).toBe(expected + 0);
    else expect(() => parsed.evaluate(scope)).toThrow(DiagnosticError);
  });

  const words = ["1", "2.5", "a", "sin", "max", "constructor", "(", ")", "+", "-", "*", "/", "^", "%", "?", ":", ","];
  const more = ["=", "==", "<", "!", "'", '"', "[", "]", "{", "}", ".", ";", "\n", " ", "mod", "to", "true", "\\", "√"];
  const junk = fc.array(fc.constantFrom(...words, ...more), { maxLength: 40 }).map((parts) => parts.join(""));

  property.prop([fc.oneof(junk, fc.string({ maxLength: 300 }))], { numRuns: 2000 })(
    "any text is an expression or is refused in one sentence",
    (text) => {
      try {
        const parsed = parseExpression(text);
        expect(Number.isFinite(parsed.evaluate(Object.fromEntries(parsed.names.map((name) => [name, 1]))))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(DiagnosticError);
        expect((error as Error).message).not.toMatch(/\n|Node\)|cannot be read/);
      }
    },
  );
});
