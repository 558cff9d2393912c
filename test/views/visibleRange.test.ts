import { expect, test } from "vitest";
import { assert, double, integer, property, record } from "fast-check";
import { scrolledExtent, scrollToShow, visibleRange } from "../../src/views/visibleRange.ts";

test("the first items at the start, the last ones at the end, however many", () => {
  for (const count of [1, 5, 32, 17_000, 2 ** 26]) {
    const room = 300;
    const extent = scrolledExtent(count, 22);
    expect(visibleRange(0, room, count, 22).first).toBe(0);
    const last = visibleRange(extent, room, count, 22);
    expect(last.end).toBe(count);
    if (count > 20) expect(last.first).toBeGreaterThan(count - 20);
  }
});

test("what is in sight covers the room, and an item that is to be shown is in it", () => {
  const cases = record({
    count: integer({ min: 1, max: 2 ** 26 }),
    room: integer({ min: 44, max: 900 }),
    share: double({ min: 0, max: 1, noNaN: true }),
    wanted: double({ min: 0, max: 0.999999, noNaN: true }),
  });
  assert(
    property(cases, ({ count, room, share, wanted }) => {
      const size = 22;
      const scroll = share * Math.max(0, scrolledExtent(count, size) - room);
      const { first, end, start } = visibleRange(scroll, room, count, size);
      expect(start).toBeLessThanOrEqual(scroll + 1e-6);
      expect(start + (end - first) * size).toBeGreaterThanOrEqual(Math.min(scroll + room, count * size) - 1e-6);
      expect(end - first).toBeLessThanOrEqual(room / size + 3);
      const index = Math.floor(wanted * count);
      const shown = visibleRange(scrollToShow(index, scroll, room, count, size), room, count, size);
      expect(shown.first).toBeLessThanOrEqual(index);
      expect(shown.end).toBeGreaterThan(index);
    }),
  );
});
