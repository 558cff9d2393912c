import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { likeliest } from "../../../src/program/ask/likeliest.ts";

test.prop([fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 1, max: 12 })])(
  "the likeliest are what sorting would give",
  (numbers, count) => {
    const sorted = [...numbers.keys()].toSorted((a, b) => numbers[b]! - numbers[a]! || a - b);
    expect(likeliest(numbers, count)).toEqual(sorted.slice(0, count));
  },
);
