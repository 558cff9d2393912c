import { expect, test } from "vitest";
import type { DrawnLook } from "../../../../src/editor/canvas/drawn/drawnLook.ts";
import { nameRoom, paintCards, type DrawnCard } from "../../../../src/editor/canvas/drawn/paintCards.ts";

const look: DrawnLook = {
  ground: "ground",
  dots: "dots",
  surface: "surface",
  edge: "edge",
  text: "text",
  dim: "dim",
  wire: "wire",
  accent: "accent",
  cursor: "cursor",
  danger: "danger",
  category: (name = "") => name,
  font: "sans",
};

/** What a canvas was asked for: the colours of rectangles, the texts, the ends of lines. */
function painted(cards: readonly DrawnCard[], zoom: number) {
  const [rectangles, texts, lines]: [string[], string[], number[][]] = [[], [], []];
  const context = {
    fillStyle: "",
    beginPath: () => undefined,
    stroke: () => undefined,
    moveTo: () => undefined,
    lineTo: (...to: number[]) => lines.push(to),
    measureText: (text: string) => ({ width: 6 * text.length }),
    fillRect: () => rectangles.push(context.fillStyle),
    fillText: (text: string) => texts.push(text),
  };
  const wires = [0, 5000].map((y) => {
    return { source: { x: 0, y, side: "right" }, target: { x: 500, y, side: "left" }, selected: false } as const;
  });
  const view = { transform: [0, 0, zoom], width: 400, height: 300, ratio: 1 } as const;
  paintCards(context as unknown as CanvasRenderingContext2D, cards, wires, view, look);
  return { rectangles, texts, lines };
}
const card = (name: string, x: number, state: DrawnCard["state"] = "plain", selected = false): DrawnCard => {
  return { name, category: "maths", selected, state, x, y: 0, width: 184, height: 160 };
};

test("only cards and wires in sight are drawn, and a rim says what is selected, runs next or is wrong", () => {
  const cards = [
    card("a", 0),
    card("b", 300, "next"),
    card("c", 600, "fault"),
    card("d", 900, "plain", true),
    card("e", 9000),
  ];
  const { rectangles, lines } = painted(cards, 0.2);
  const rims = ["edge", "cursor", "danger", "accent"];
  expect(rectangles.filter((colour) => rims.includes(colour))).toEqual(rims);
  expect(lines).toEqual([[100, 0]]);
});

test("names have letters of ten pixels or are not there, and are cut where they have no room", () => {
  expect(painted([card("hidden", 0)], 0.1).texts).toEqual([]);
  expect(nameRoom(160, 0.1)).toBe(0);
  expect(nameRoom(160, 0.2)).toBe(70);
  expect(painted([card("up", 0), card("hidden", 200), card("mm", 400)], 0.2).texts).toEqual(["up", "hidd…", "mm"]);
});
