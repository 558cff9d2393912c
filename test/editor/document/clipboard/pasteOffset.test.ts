import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pasteOffset } from "../../../../src/editor/document/clipboard/pasteOffset.ts";

const card = { width: 184, height: 140 };
const place = { x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) };

test("a copy lands beside what it is a copy of, and the next one a step further", () => {
  const sight = { x: -500, y: -500, width: 2000, height: 2000 };
  const box = { x: 100, y: 40, ...card };
  expect(pasteOffset([box], [box], sight)).toEqual({ x: 32, y: 32 });
  expect(pasteOffset([box], [box, { x: 132, y: 72 }], sight)).toEqual({ x: 64, y: 64 });
});

test("however often something is pasted, it lies in sight and on no copy of itself", () => {
  fc.assert(
    fc.property(
      fc.record(place),
      fc.record({ ...place, width: fc.integer({ min: 700, max: 3000 }), height: fc.integer({ min: 500, max: 2000 }) }),
      (from, sight) => {
        const taken = [from];
        for (let copy = 0; copy < 11; copy++) {
          const offset = pasteOffset([{ ...from, ...card }], taken, sight);
          const at = { x: from.x + offset.x, y: from.y + offset.y };
          expect(taken).not.toContainEqual(at);
          expect(at.x).toBeGreaterThanOrEqual(sight.x - card.width * 0.05);
          expect(at.y).toBeGreaterThanOrEqual(sight.y - card.height * 0.05);
          expect(at.x + card.width).toBeLessThanOrEqual(sight.x + sight.width + card.width * 0.05);
          expect(at.y + card.height).toBeLessThanOrEqual(sight.y + sight.height + card.height * 0.05);
          taken.push(at);
        }
      },
    ),
  );
});

test("what is larger than what is seen is put into its middle", () => {
  const boxes = [
    { x: 0, y: 0, ...card },
    { x: 3000, y: 2000, ...card },
  ];
  const sight = { x: 10_000, y: 0, width: 800, height: 600 };
  const { x, y } = pasteOffset(boxes, boxes, sight);
  expect([x + 3184 / 2, y + 2140 / 2]).toEqual([10_400, 300]);
});
