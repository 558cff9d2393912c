import { describe, expect, test } from "vitest";
import { freeTurn } from "../../../../src/editor/canvas/wire/freeTurn.ts";

describe("where a wire changes its height", () => {
  const source = { x: 100, y: 400, side: "right" } as const;
  const target = { x: 900, y: 100, side: "left" } as const;
  const card = (id: string, x: number, y: number) => ({ id, x, y, width: 184, height: 200 });
  const turn = (...cards: ReturnType<typeof card>[]) => freeTurn(source, target, cards, ["from", "to"]);

  test("is its whole way, where nothing is in it", () => {
    expect(turn()).toBe("even");
    expect(turn(card("above", 300, 0), card("below", 300, 420))).toBe("even");
  });

  test("is near the end that it can get to behind no card", () => {
    expect(turn(card("a", 400, 150))).toBe("late");
    expect(turn(card("a", 400, 300))).toBe("early");
  });

  test("minds no card at its own ends", () => {
    expect(turn({ ...card("from", 0, 300), width: 500 }, { ...card("to", 500, 50), width: 500 })).toBe("even");
  });

  test("is behind as few cards as can be, where each way is behind some", () => {
    const high = [card("a", 300, 0), card("b", 600, 20)];
    expect(turn(...high, card("c", 450, 240))).toBe("late");
  });

  test("is its whole way for a wire that is short, or leads down or back", () => {
    const wall = [card("a", 150, 0), card("b", 150, 200)];
    expect(freeTurn(source, { ...target, x: 220 }, wall, [])).toBe("even");
    expect(freeTurn(source, { ...target, x: -300 }, wall, [])).toBe("even");
    expect(freeTurn({ ...source, side: "bottom" }, { ...target, side: "top" }, wall, [])).toBe("even");
  });
});
