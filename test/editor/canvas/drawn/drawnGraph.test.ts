import { expect, test } from "vitest";
import { sameDrawn, type DrawnGraph } from "../../../../src/editor/canvas/drawn/drawnGraph.ts";

const graph = (): DrawnGraph => ({
  cards: [
    { x: 1, y: 2, width: 3, height: 4, name: "a", category: "math", selected: false, state: "plain" },
    { x: 5, y: 2, width: 3, height: 4, name: "b", category: undefined, selected: true, state: "fault" },
  ],
  wires: [{ source: { x: 4, y: 3, side: "right" }, target: { x: 5, y: 3, side: "left" }, selected: false }],
});

test("what is drawn alike is the same, and whatever is drawn otherwise is not", () => {
  expect(sameDrawn(graph(), graph())).toBe(true);
  const [card, wire] = [graph().cards[0]!, graph().wires[0]!];
  const cards = [
    { x: 0 },
    { y: 0 },
    { width: 0 },
    { height: 0 },
    { name: "c" },
    { category: "data" },
    { selected: true },
    { state: "next" },
  ] as const;
  const wires = [
    { selected: true },
    { source: { ...wire.source, x: 0 } },
    { source: { ...wire.source, y: 0 } },
    { target: { ...wire.target, x: 0 } },
    { target: { ...wire.target, side: "top" } },
  ] as const;
  const others: DrawnGraph[] = [
    ...cards.map((change) => ({ ...graph(), cards: graph().cards.with(0, { ...card, ...change }) })),
    ...wires.map((change) => ({ ...graph(), wires: [{ ...wire, ...change }] })),
    { ...graph(), cards: graph().cards.slice(1) },
    { ...graph(), cards: graph().cards.toReversed() },
    { ...graph(), wires: [] },
  ];
  for (const other of others) expect(sameDrawn(graph(), other)).toBe(false);
});
