import { expect, test } from "vitest";
import { shortened } from "../../src/base/shortened.ts";

test("a long text is cut between characters, a short one stays", () => {
  expect(shortened("emma", 4)).toBe("emma");
  expect(shortened("olivia", 4)).toBe("oli…");
  expect(shortened("😀😀😀😀", 4)).toBe("😀😀😀😀");
  expect(shortened("😀😀😀😀😀", 4)).toBe("😀😀😀…");
  expect(shortened("x".repeat(1_000_000))).toBe(`${"x".repeat(39)}…`);
});
