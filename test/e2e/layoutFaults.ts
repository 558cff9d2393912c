import type { Page } from "@playwright/test";

/** What cannot be read on the canvas: cards on cards, comments longer than their box, wires behind cards they do not end at. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll<HTMLElement>(".react-flow__node")].map((element) => ({
      id: element.dataset["id"] ?? "",
      box: element.getBoundingClientRect(),
    }));
    const meeting = cards.flatMap((a, i) =>
      cards
        .slice(i + 1)
        .filter(
          ({ box }) =>
            a.box.left < box.right && box.left < a.box.right && a.box.top < box.bottom && box.top < a.box.bottom,
        )
        .map((b) => `${a.id} lies on ${b.id}`),
    );
    const cut = [...document.querySelectorAll<HTMLElement>(".comment:not(.comment-folded) .comment-text")]
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
      .map(({ textContent }) => `a comment is longer than its box: ${textContent}`);
    const hidden = [...document.querySelectorAll(".react-flow__edge")].flatMap((wire) => {
      const name = wire.getAttribute("aria-label") ?? "";
      const ends = [...name.matchAll(/(?:from|to) (\S+)\.[^.\s]+/g)].map((found) => found[1]);
      const path = wire.querySelector<SVGPathElement>("path")!;
      const matrix = path.getScreenCTM()!;
      const length = path.getTotalLength();
      const behind = Array.from({ length: 200 }, (_, at) => path.getPointAtLength((length * at) / 199))
        .map((point) => point.matrixTransform(matrix))
        .flatMap(({ x, y }) =>
          cards.filter(({ box }) => x > box.left && x < box.right && y > box.top && y < box.bottom),
        )
        .map(({ id }) => id)
        .filter((id) => !ends.includes(id));
      return [...new Set(behind)].map((id) => `the ${name} runs behind ${id}`);
    });
    return [...meeting, ...cut, ...hidden];
  });
}
