import { afterEach, expect, test, vi } from "vitest";
import { colourEnd, someBeyond, useColourScale } from "../../../src/editor/pictures/colourScaleStore.ts";
import { Previews } from "../../../src/editor/runner/previews.ts";
import type { Preview } from "../../../src/protocol/preview.ts";

const preview = (node: string, side: "value" | "grad", scale: number, rest: Partial<Preview> = {}): Preview => ({
  node,
  port: "out",
  side,
  dtype: "float32",
  shape: [1],
  tensorRows: 1,
  tensorColumns: 1,
  rows: 1,
  columns: 1,
  data: Float32Array.of(scale),
  maxAbs: scale,
  scale,
  min: 0,
  max: scale,
  mean: 0,
  notFinite: 0,
  ...rest,
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  useColourScale.setState({ scale: "own" });
});

test("one scale is for all float tensors in sight, values and gradients apart", () => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { hidden: true });
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => {});
  const previews = new Previews(() => true);
  const all = [
    preview("small", "value", 2),
    preview("large", "value", 8, { maxAbs: 1e9 }),
    preview("loss", "value", 100, { shape: [] }),
    preview("ids", "value", 26, { dtype: "int32" }),
    preview("small", "grad", 0.25),
    preview("gone", "value", 50),
  ];
  previews.request(
    "canvas",
    all
      .filter(({ node }) => node !== "gone")
      .map(({ node, port, side }) => ({ node, port, side, maxRows: 8, maxColumns: 8 })),
  );
  vi.runAllTimers();
  previews.deliver(all);
  const ends = (): (number | null)[] => all.map((one) => colourEnd(one, previews));
  expect(ends()).toEqual([2, 8, 100, null, 0.25, 50]);
  useColourScale.setState({ scale: "shared" });
  expect(ends()).toEqual([8, 8, 100, null, 0.25, 50]);
  expect(someBeyond(previews)).toBe(true);
  previews.request("canvas", [{ node: "small", port: "out", side: "value", maxRows: 8, maxColumns: 8 }]);
  vi.runAllTimers();
  expect(ends()[0]).toBe(2);
  expect(someBeyond(previews)).toBe(false);
});
