import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/base/diagnostic.ts";
import { parseExpression } from "../../src/expression/parseExpression.ts";
import { fixture } from "../fixtures/fixture.ts";

const { scope, expressions } = fixture("python_expressions.json") as {
  readonly scope: Readonly<Record<string, number>>;
  readonly expressions: readonly (readonly [text: string, value: number])[];
};

test("600 expressions in Python's spelling are what Python makes of them", () => {
  const others = expressions.flatMap(([text, value]) => {
    const found = parseExpression(text).evaluate(scope);
    return Math.abs(found - value) <= 1e-12 * Math.max(1, Math.abs(value)) ? [] : [`${text} is ${found}, not ${value}`];
  });
  expect(others).toEqual([]);
});

/** A form with its value, and how tightly it binds: the higher, the tighter. */
interface Form {
  readonly text: string;
  readonly value: number;
  readonly binding: number;
}

const [CHOICE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** In parentheses only where Python's grammar needs them. */
function within({ text, binding }: Form, least: number): string {
  return binding < least ? `(${text})` : text;
}

/** Operators by their texts: how they bind, what their operands must, and their values. */
const BINARY: Readonly<
  Record<string, readonly [binding: number, left: number, right: number, (a: number, b: number) => number]>
> = {
  "+": [SUM, SUM, PRODUCT, (a, b) => a + b],
  "-": [SUM, SUM, PRODUCT, (a, b) => a - b],
  "*": [PRODUCT, PRODUCT, SIGN, (a, b) => a * b],
  "//": [PRODUCT, PRODUCT, SIGN, (a, b) => Math.floor(a / b)],
  "%": [PRODUCT, PRODUCT, SIGN, (a, b) => a - b * Math.floor(a / b)],
  "**": [POWER, ATOM, SIGN, (a, b) => a ** b],
  and: [AND, AND, NOT, (a, b) => (a === 0 ? a : b)],
  or: [OR, OR, AND, (a, b) => (a === 0 ? b : a)],
  "<": [COMPARISON, SUM, SUM, (a, b) => Number(a < b)],
  "==": [COMPARISON, SUM, SUM, (a, b) => Number(a === b)],
};

const form: fc.Arbitrary<Form> = fc.letrec<{ form: Form }>((tie) => {
  const some = tie("form");
  return {
    form: fc.oneof(
      { maxDepth: 5, depthIdentifier: "form" },
      fc.integer({ min: 0, max: 4 }).map((value): Form => ({ text: String(value), value, binding: ATOM })),
      fc.tuple(fc.constantFrom(...Object.keys(BINARY)), some, some).map(([operator, a, b]): Form => {
        const [binding, left, right, apply] = BINARY[operator]!;
        const text = `${within(a, left)} ${operator} ${within(b, right)}`;
        return { text, value: apply(a.value, b.value), binding };
      }),
      some.map((a): Form => ({ text: `-${within(a, SIGN)}`, value: -a.value, binding: SIGN })),
      some.map((a): Form => ({ text: `not ${within(a, NOT)}`, value: Number(a.value === 0), binding: NOT })),
      fc.tuple(some, some, some).map(([yes, condition, no]): Form => ({
        text: `${within(yes, OR)} if ${within(condition, OR)} else ${within(no, CHOICE)}`,
        value: condition.value === 0 ? no.value : yes.value,
        binding: CHOICE,
      })),
    ),
  };
}).form;

property.prop([form])("with the fewest parentheses, each form is what its parts make", ({ text, value }) => {
  // Halves and powers of them are exact; what is no number or too large is another test's.
  fc.pre(
    text.length <= 256 &&
      Number.isFinite(value) &&
      Math.abs(value) < 2 ** 40 &&
      (value === 0 || Math.abs(value) > 1e-6),
  );
  let found: number;
  try {
    found = parseExpression(text).evaluate({});
  } catch (error) {
    // LIMITS: of depth and of parts.
    expect((error as Error).message, text).toMatch(/nests deeper|parts|not|gives/);
    return;
  }
  expect(Math.abs(found - value) <= 1e-9 * Math.max(1, Math.abs(value)), `${text} is ${found}, not ${value}`).toBe(
    true,
  );
});

describe("values", () => {
  test.each([
    ["-2 ** 2", -4],
    ["2 ** 3 ** 2", 512],
    ["2 ** -1", 0.5],
    ["-7 // 2", -4],
    ["7 // -2", -4],
    ["1 // 0.1", 9],
    ["not 1 == 2", 1],
    ["not 0 + 1", 0],
    ["1 < 2 < 3 and not 3 < 2", 1],
    ["3 and 5", 5],
    ["0 or 4", 4],
    ["0 or 0 and 7", 0],
    ["1 if 0 else 2 if 1 else 3", 2],
    ["max(1 if 0 else 5, 2 and 3)", 5],
    ["0 ? 1 : 2 if 1 else 3", 2],
    ["(0 or 3) ** 2", 9],
  ])("%s is %d", (text, value) => {
    expect(parseExpression(text).evaluate({})).toBe(value);
  });

  test("the text stays as it was typed, and names are found in all its parts", () => {
    const { text, names } = parseExpression("x ** 2 if x > 0 and not y else z // 2");
    expect(text).toBe("x ** 2 if x > 0 and not y else z // 2");
    expect(names.toSorted()).toEqual(["x", "y", "z"]);
  });
});

describe("what is neither Python's nor ours is told with our spelling", () => {
  test.each([
    ["1 if 2", 'at character 3: "if" without an "else" behind it, as in a if c else b'],
    ["1 else 2", 'at character 3: "else" without an "if" before it'],
    ["1 if 2 if 3 else 4 else 5", 'at character 8: put an "if … else" between "if" and "else" into parentheses'],
    ["2 * not 1", 'at character 5: "not" does not fit here; put "not …" into parentheses'],
    ["1 and", "the expression ends too early"],
    ["and 1", 'at character 1: expected a number, a name or "(", got "and"'],
    ["(1 or ) + 2", "the expression ends too early"],
    ["1 && 2", 'at character 3: "&" is not allowed; write "and"'],
    ["1 || 2", 'at character 3: "|" is not allowed; write "or"'],
    ["!1", 'at character 1: "!" is not allowed; write "not"'],
    ["True", 'at character 1: "True" is not allowed; write 1'],
    ["relu(1)", 'at character 1: "relu" is not a function here; write max(0, x)'],
    [
      "math.sqrt(2)",
      'at character 5: "." is not allowed in an expression; write a function by its name alone, as tanh(x)',
    ],
    ["2 × 3", 'at character 3: "×" is not allowed; write "*"'],
    ["7 mod 3", 'at character 3: "mod" is not allowed; write a % b'],
    ["1 *** 2", 'at character 5: expected a number, a name or "(", got "*"'],
  ])("%s", (text, message) => {
    expect(() => parseExpression(text)).toThrow(new DiagnosticError([{ message }]));
  });
});

test("parentheses that double what stands in them end at the limit, and at once", () => {
  const deep = `${"(".repeat(25)}1${" and 1)".repeat(25)}`;
  expect(() => parseExpression(deep)).toThrow(/more than 200 parts/);
});
