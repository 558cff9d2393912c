import type { InternalNode } from "@xyflow/react";
import { fc, test as check } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { paintedCards } from "../../../../src/editor/canvas/overlay/paintedCards.ts";

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly z: number;
}

function cards(boxes: readonly Placed[]) {
  const nodes = boxes.map(
    ({ x, y, width, height, z }, at) =>
      ({
        id: String(at),
        type: "card",
        measured: { width, height },
        internals: { positionAbsolute: { x, y }, z },
      }) as unknown as InternalNode,
  );
  return paintedCards(nodes);
}

test("cards are painted from the back to the front, and a comment is none", () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  const painted = cards([
    { ...box, z: 1000 },
    { ...box, x: 5, z: 0 },
    { ...box, x: 40, z: 0 },
  ]);
  expect(painted.map(({ flowId, covers }) => [flowId, covers])).toEqual([
    ["1", false],
    ["2", false],
    ["0", true],
  ]);
  expect(paintedCards([{ id: "c", type: "comment" } as InternalNode])).toEqual([]);
});

const box = fc.record({
  x: fc.integer({ min: 0, max: 40 }),
  y: fc.integer({ min: 0, max: 40 }),
  width: fc.integer({ min: 1, max: 20 }),
  height: fc.integer({ min: 1, max: 20 }),
  z: fc.integer({ min: 0, max: 2 }),
});

check.prop([fc.array(box, { maxLength: 12 })])(
  "a card covers exactly where its box and that of one painted before it have a part in common",
  (boxes) => {
    const painted = cards(boxes);
    for (const [at, card] of painted.entries()) {
      const on = painted
        .slice(0, at)
        .some(
          (other) =>
            other.x < card.x + card.width &&
            card.x < other.x + other.width &&
            other.y < card.y + card.height &&
            card.y < other.y + other.height,
        );
      expect(card.covers).toBe(on);
    }
  },
);
