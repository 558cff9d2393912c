import { describe, expect, it } from "vitest";
import { History } from "../../../src/session/history/history.ts";

const MiB = 2 ** 20;

/** The budget once a copy was asked for that takes so many bytes, and whether one of them would have been taken. */
function budgetFor(bytes: number): readonly [budget: number, taken: boolean] {
  const history = new History({ usual: 64 * MiB, most: 128 * MiB });
  let taken = false;
  const take = (): never => {
    taken = true;
    throw new Error("asked for");
  };
  try {
    history.keep({ iteration: 0, cursor: 0, drawn: true }, bytes, false, take);
  } catch {
    // Nothing can be taken here: it is only asked whether one would be.
  }
  return [history.budget, taken];
}

describe("what copies may take together", () => {
  it.each([
    [MiB, 64 * MiB, true],
    [29 * MiB, 64 * MiB, true],
    [40 * MiB, 80 * MiB, true],
    [100 * MiB, 128 * MiB, true],
    [129 * MiB, 128 * MiB, false],
  ])("is, with copies of %d bytes, %d bytes", (bytes, budget, taken) => {
    expect(budgetFor(bytes)).toEqual([budget, taken]);
  });
});
