import { expect, test } from "vitest";
import { nudgePlot } from "../../../../src/editor/inspector/why/nudgePlot.ts";
import type { NudgePoint } from "../../../../src/protocol/nudgeReport.ts";

const size = { width: 200, height: 100 };
const point = (delta: number, loss: number, foretold: number): NudgePoint => ({ delta, value: delta, loss, foretold });

test("the curve lies within the chart, and the tangent as far as there is room", () => {
  const { x, y, low, high, curves } = nudgePlot([point(-2, 1, -9), point(0, 2, 2), point(2, 3, 13)], 2, size);
  expect([x(-2), x(0), x(2)]).toEqual([0, 100, 200]);
  expect(low).toBeGreaterThan(-3);
  expect(high).toBeLessThan(7);
  for (const loss of [1, 2, 3]) expect(y(loss)).toSatisfy((at: number) => at > 0 && at < 100);
  expect(y(3)).toBeLessThan(y(1));
  expect(curves).toHaveLength(1);
});

test("a loss that does not move has a chart, too, and one that is not finite leaves a gap", () => {
  const flat = nudgePlot([point(-1, 2, 2), point(0, 2, 2), point(1, 2, 2)], 1, size);
  expect(flat.y(2)).toBeCloseTo(50, 6);
  const broken = nudgePlot([point(-1, 2, 2), point(0, Number.NaN, 2), point(1, Infinity, 2)], 1, size);
  expect(broken.curves).toHaveLength(1);
  const none = nudgePlot([point(0, Number.NaN, 2)], 1, size);
  expect([none.low, none.high, none.curves]).toEqual([0, 1, []]);
});
