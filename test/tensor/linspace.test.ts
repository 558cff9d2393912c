import { expect, it } from "vitest";
import { linspace } from "../../src/tensor/linspace.ts";
import { decode, fixture, type Recorded } from "../fixtures/fixture.ts";

interface Linspace {
  readonly start: number;
  readonly end: number;
  readonly steps: number;
  readonly out: readonly Recorded[];
}

const { linspace: recorded } = fixture("torch.json") as { linspace: readonly Linspace[] };

it("has PyTorch's bits, from no number to several vectors of them", () => {
  expect(recorded.length).toBeGreaterThan(100);
  for (const { start, end, steps, out } of recorded) {
    expect([...linspace(start, end, steps)], `linspace(${start}, ${end}, ${steps})`).toEqual(
      decode(out).map(Math.fround),
    );
  }
});
