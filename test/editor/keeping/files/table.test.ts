import { describe, expect, test } from "vitest";
import { columnLines, columnNames, hasHeader, readTable } from "../../../../src/editor/keeping/files/table.ts";

describe("readTable", () => {
  test.each([
    ["commas", "name,count\nemma,5\nava,3"],
    ["tabs", "name\tcount\nemma\t5\nava\t3"],
    ["semicolons", "name;count\nemma;5\nava;3"],
  ])("reads %s", (_, text) => {
    const table = readTable(text);
    expect(table.columns).toBe(2);
    expect(hasHeader(table)).toBe(true);
    expect(columnNames(table, true)).toEqual(["name", "count"]);
    expect(columnLines(table, 0, true)).toEqual(["emma", "ava"]);
  });

  test("a quoted cell may hold separators, quotes and line breaks", () => {
    const table = readTable('a,"Smith, ""Jo""\nof Rome"\nb,c');
    expect(columnLines(table, 1, false)).toEqual(['Smith, "Jo" of Rome', "c"]);
  });

  test("empty cells and rows are left out, and rows may be short", () => {
    const table = readTable("a,b\n\n,c\nd\n");
    expect(columnLines(table, 0, false)).toEqual(["a", "d"]);
    expect(columnLines(table, 1, false)).toEqual(["b", "c"]);
  });

  test("a quote without its end is told with its row", () => {
    expect(() => readTable('a,b\n"c,d')).toThrow("row 2: expected a closing quote");
  });

  test.each([
    ["emma,girl\nliam,boy", false],
    ["first,sex\nemma,1", true],
    ["1,2\n3,4", false],
    ["name,sex\nemma,girl", true],
    ["name,sex", false],
  ])("the first row of %j names the columns: %s", (text, expected) => {
    expect(hasHeader(readTable(text))).toBe(expected);
  });
});
