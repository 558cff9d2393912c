import { expect, test, vi } from "vitest";
import { derived } from "../../src/base/derived.ts";

test("a value is computed once for each object", () => {
  const compute = vi.fn(({ n }: { n: number }) => ({ twice: 2 * n }));
  const twice = derived(compute);
  const [one, other] = [{ n: 1 }, { n: 1 }];
  expect(twice(one)).toBe(twice(one));
  expect(twice(other)).toEqual({ twice: 2 });
  expect(compute).toHaveBeenCalledTimes(2);
});

test("with something else given, it is computed anew where that differs from what was given last", () => {
  const compute = vi.fn((_of: object, words: readonly string[]) => words.join(" "));
  const isSame = vi.fn((one: readonly string[], now: readonly string[]) => one === now || one.length === now.length);
  const text = derived(compute, isSame);
  const [of, like] = [{}, ["c", "d"]];
  expect(text(of, ["a", "b"])).toBe("a b");
  expect(text(of, like)).toBe("a b");
  // What is compared with is the newest, however long its value has been known.
  text(of, like);
  expect(isSame.mock.lastCall).toEqual([like, like]);
  expect(isSame.mock.lastCall![0]).toBe(like);
  expect(text(of, ["e"])).toBe("e");
  expect(text({}, like)).toBe("c d");
  expect(text(of, ["e"])).toBe("e");
  expect(compute).toHaveBeenCalledTimes(3);
});
