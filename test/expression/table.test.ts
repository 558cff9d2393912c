import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/expression/parseExpression.ts";
import { readTable, tableShape } from "../../src/expression/table.ts";

const read = (text: string) => readTable(text, (entry) => parseExpression(entry).evaluate({ n: 4 }));

describe("a table", () => {
  test.each([
    [
      "1,2\n-3,4",
      [
        [1, 2],
        [-3, 4],
      ],
    ],
    [
      "1\t2\r\n-3\t4\r\n",
      [
        [1, 2],
        [-3, 4],
      ],
    ],
    [
      "1;2\n3;4",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["1, 2, 3", [[1, 2, 3]]],
    ["1\n2\n3", [[1], [2], [3]]],
    [
      "nan, inf\n-inf, NaN",
      [
        [NaN, Infinity],
        [-Infinity, NaN],
      ],
    ],
    [
      "n * 2, max(1, n)\n\n n // 3, 1e-3",
      [
        [8, 4],
        [1, 0.001],
      ],
    ],
    ["1,5;2,5", [[1.5, 2.5]]],
    [
      "-1,5\t2\n3\t+0,25e1",
      [
        [-1.5, 2],
        [3, 2.5],
      ],
    ],
    ["max(1, 2); 3", [[2, 3]]],
    ['"1.5", "2"', [[1.5, 2]]],
    // As files of before have it: a line break beside a comma is a blank.
    [
      "1, 2,\n3, 4",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["1, 2\n, 3", [[1, 2], [3]]],
    ["1,\t2", [[1, 2]]],
    ["", []],
  ])("%j has these rows", (text, rows) => {
    expect(read(text).rows).toEqual(rows);
  });

  test.each([
    [
      "x,y\n1,2\n3,4",
      ["x", "y"],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['"sepal length";"width"\n1,5;2', ["sepal length", "width"], [[1.5, 2]]],
    ["n, other\n1, 2", ["n", "other"], [[1, 2]]],
    [
      "n, n\n1, 2",
      null,
      [
        [4, 4],
        [1, 2],
      ],
    ],
  ])("%j has the header %j", (text, header, rows) => {
    expect(read(text)).toMatchObject({ header, rows });
  });

  test.each([
    ["1,2\n3,4,5\n6,7", "row 2 has 3 numbers, row 1 has 2: expected as many in each"],
    ["x,y\n1,2\n3", "row 3 has 1 number, row 2 has 2: expected as many in each"],
  ])("%j is ragged", (text, message) => {
    expect(() => tableShape(read(text))).toThrow(message);
  });

  test.each([
    ["1,2\n3,b", 'row 2, number 2: the name "b" is not known here, known are n'],
    ["1,,2", "number 2 of 3: there is nothing, expected a number"],
    ["1,2,\n3,,4", "row 2, number 2: there is nothing, expected a number"],
    ["1,2,3;4", 'number 1 of 2: "1,2,3" has commas where semicolons or tabs separate: separate by one of them'],
    ["1 2\n3 4", 'row 1, number 1: at character 3: "1 2" lacks an operator; write a product with "*"'],
    ["x, 1\n2, 3", 'row 1, number 1: the name "x" is not known here, known are n'],
  ])("%j is refused", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  property.prop([
    fc.array(fc.array(fc.double({ noDefaultInfinity: false }), { minLength: 2, maxLength: 4 }), {
      minLength: 2,
      maxLength: 5,
    }),
    fc.constantFrom(",", ";", "\t", ", ", " ;\t".slice(0, 2)),
    fc.constantFrom("\n", "\r\n", "\n\n"),
  ])("of written numbers gives them back, whatever separates", (rows, separator, end) => {
    const written = (value: number): string =>
      Number.isFinite(value) ? String(value) : String(value).replace("Infinity", "inf");
    const text = rows.map((row) => row.map(written).join(separator)).join(end);
    expect(read(text).rows).toEqual(rows.map((row) => row.map((value) => (Object.is(value, -0) ? 0 : value))));
  });
});
