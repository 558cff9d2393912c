/** Milliseconds that a place stays ringed. */
const RINGED = 2000;
/** Frames that a place is waited for: its panel may be on the way. */
const PATIENCE = 60;

/**
 * Brings an element into sight, in its own panel, and rings it for two seconds. It is looked for once what leads to it is on
 * the page: what bears its name until then, on the page of another node, goes. It is waited for as long as its panel may need
 * to open.
 */
export function ringPlace(selector: string, frames = PATIENCE): void {
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLElement>(selector);
    if (element === null) {
      if (frames > 0) ringPlace(selector, frames - 1);
      return;
    }
    element.scrollIntoView({ block: "center", inline: "nearest" });
    element.dataset["ringed"] = "";
    setTimeout(() => delete element.dataset["ringed"], RINGED);
  });
}
