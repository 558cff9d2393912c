import { afterEach, expect, test, vi } from "vitest";
import { Previews } from "../../../src/editor/runner/previews.ts";
import type { Preview } from "../../../src/protocol/preview.ts";
import type { Side } from "../../../src/protocol/tensorRef.ts";

/** A picture of one cell, whose memory tells when it is given back. */
function picture(node: string, side: Side, given: string[], name: string): Preview {
  const data = Float32Array.of(1);
  Object.assign(data.buffer, { transfer: (bytes: number) => void given.push(`${name}: ${bytes}`) });
  const shape = { shape: [1], tensorRows: 1, tensorColumns: 1, rows: 1, columns: 1 };
  return {
    node,
    port: "out",
    side,
    dtype: "float32",
    ...shape,
    data,
    maxAbs: 1,
    scale: 1,
    min: 1,
    max: 1,
    mean: 1,
    notFinite: 0,
  };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the memory of a picture is given back when another one of the same tensor takes its place", () => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { hidden: true });
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => {});
  const given: string[] = [];
  const previews = new Previews(() => true);
  previews.deliver([picture("h", "value", given, "first"), picture("h", "grad", given, "gradient")]);
  previews.deliver([picture("other", "value", given, "another")]);
  expect(given).toEqual([]);
  const second = picture("h", "value", given, "second");
  previews.deliver([second]);
  expect(given).toEqual(["first: 0"]);
  expect(previews.get("h", "out", "value")).toBe(second);
  expect(previews.get("h", "out", "grad")?.side).toBe("grad");
});
