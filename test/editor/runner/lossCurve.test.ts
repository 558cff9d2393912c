import { fc, test } from "@fast-check/vitest";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { LossCurve, thin } from "../../../src/editor/runner/lossCurve.ts";

let lossCurve = new LossCurve();
const points = (...pairs: number[]) => [{ node: "loss", points: new Float64Array(pairs) }];

beforeEach(() => {
  vi.stubGlobal("document", { hidden: true });
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  lossCurve = new LossCurve();
});

describe("the loss curve", () => {
  it("keeps the run before as the previous one, but no run that has no line", () => {
    lossCurve.append(points(0, 3, 1, 2));
    lossCurve.startRun();
    expect(lossCurve.previousRun()).toEqual({ iterations: [0, 1], losses: [3, 2] });
    lossCurve.append(points(0, 3));
    lossCurve.startRun();
    expect(lossCurve.previousRun().losses).toEqual([3, 2]);
    lossCurve.startDocument();
    expect(lossCurve.previousRun().losses).toEqual([]);
  });

  it("takes an iteration that is computed anew at its newest loss", () => {
    lossCurve.append(points(0, 3, 1, 2, 2, 1));
    const { iterations } = lossCurve.current();
    lossCurve.append(points(1, 2.5));
    expect(lossCurve.current()).toEqual({ iterations: [0, 1], losses: [3, 2.5] });
    // Who reads on where it was reads others: what is in place only grows.
    expect(iterations).toEqual([0, 1, 2]);
  });

  it("stays bounded over a million iterations, and keeps its ends and its spike", () => {
    const chunk = new Float64Array(20_000);
    for (let first = 0; first < 1_000_000; first += 10_000) {
      for (let i = 0; i < 10_000; i++) {
        chunk[2 * i] = first + i;
        chunk[2 * i + 1] = first + i === 123_456 ? 99 : 1;
      }
      lossCurve.append([{ node: "loss", points: chunk }]);
    }
    const { iterations, losses } = lossCurve.current();
    expect(iterations.length).toBeLessThanOrEqual(4096);
    expect(iterations.length).toBeGreaterThan(1000);
    expect(iterations[0]).toBe(0);
    expect(iterations.at(-1)).toBe(999_999);
    expect(iterations[losses.indexOf(99)]).toBe(123_456);
  });

  it("is as dense at its start as at its end, however long it trains", () => {
    // What a host tells thirty times a second of a fast run.
    const chunk = new Float64Array(1024);
    for (let message = 0; message < 600; message++) {
      for (let i = 0; i < 512; i++) {
        const iteration = 3 * (512 * message + i);
        chunk[2 * i] = iteration;
        chunk[2 * i + 1] = 0.25 + 17 / (1 + iteration);
      }
      lossCurve.append([{ node: "loss", points: chunk }]);
    }
    const { iterations } = lossCurve.current();
    const gaps = iterations.slice(1).map((iteration, at) => iteration - iterations[at]!);
    expect(Math.max(...gaps)).toBeLessThan((2 * iterations.at(-1)!) / 512);
  });

  test.prop([fc.array(fc.double({ noNaN: false }), { minLength: 2, maxLength: 300 })])(
    "is thinned to points that it had, in their order, with its extremes",
    (losses) => {
      const iterations = losses.map((_loss, index) => index);
      const thinned = thin({ iterations, losses }, 16);
      expect(thinned.iterations.length).toBeLessThanOrEqual(2 * 17 + 2);
      expect(thinned.iterations).toEqual([...thinned.iterations].sort((a, b) => a - b));
      expect(new Set(thinned.iterations).size).toBe(thinned.iterations.length);
      thinned.iterations.forEach((iteration, index) => expect(thinned.losses[index]).toBe(losses[iteration]));
      const finite = losses.filter((loss) => !Number.isNaN(loss));
      if (finite.length > 0) expect(thinned.losses).toContain(Math.min(...finite));
      expect(thinned.iterations[0]).toBe(0);
      expect(thinned.iterations.at(-1)).toBe(losses.length - 1);
    },
  );
});
