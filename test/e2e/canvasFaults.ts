import type { Page } from "@playwright/test";

/** Names at this size have letters of twelve pixels on the screen; at smaller ones ten are enough, as for all other texts. */
const large = 1440;

/** What of an opened graph is not seen whole, or cannot be read: cards out of sight or under controls, letters too small. */
export function canvasFaults(page: Page): Promise<string[]> {
  return page.evaluate((wide) => {
    const canvas = document.querySelector(".canvas")!;
    const pane = canvas.getBoundingClientRect();
    const zoom = new DOMMatrix(getComputedStyle(document.querySelector(".react-flow__viewport")!).transform).a;
    const meet = (a: DOMRect, b: DOMRect): boolean =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const over = [".legend", ".react-flow__controls", ".react-flow__minimap"].flatMap((name) =>
      [...canvas.querySelectorAll(name)].map((element) => ({ name, box: element.getBoundingClientRect() })),
    );
    const hidden = [...canvas.querySelectorAll<HTMLElement>(".react-flow__node")].flatMap((node) => {
      const box = node.getBoundingClientRect();
      const inSight =
        box.left >= pane.left && box.right <= pane.right && box.top >= pane.top && box.bottom <= pane.bottom;
      return [
        ...(inSight ? [] : [`${node.dataset["id"]} is not wholly in sight`]),
        ...over.filter((other) => meet(other.box, box)).map(({ name }) => `${name} lies on ${node.dataset["id"]}`),
      ];
    });
    const small: string[] = [];
    const texts = document.createTreeWalker(canvas, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const element = text.parentElement!;
      if (
        text.textContent!.trim() === "" ||
        !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      )
        continue;
      const scale = element.closest(".react-flow__viewport") === null ? 1 : zoom;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      const least = innerWidth >= wide && element.matches(".card-name") ? 12 : 10;
      if (size < least - 0.01) small.push(`"${text.textContent}" has letters of ${size.toFixed(1)} pixels`);
    }
    return [...hidden, ...small];
  }, large);
}
