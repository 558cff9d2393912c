import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { groupBy } from "../../src/base/groupBy.ts";

test.prop([fc.array(fc.integer({ min: 0, max: 20 }))])(
  "each item is in its key's list, in its order, and in no other",
  (items) => {
    const groups = groupBy(items, (item) => item % 3);
    expect([...groups.keys()]).toEqual([...new Set(items.map((item) => item % 3))]);
    for (const [key, group] of groups) expect(group).toEqual(items.filter((item) => item % 3 === key));
  },
);
