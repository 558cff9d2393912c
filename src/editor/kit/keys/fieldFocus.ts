const withoutText = ["checkbox", "radio", "button", "submit", "range", "color", "file"];

/** Says whether what is typed goes into this element: a text, a number, a search. */
export function takesText(element: EventTarget | null): boolean {
  if (element instanceof HTMLInputElement) return !withoutText.includes(element.type);
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable);
}

/** Is what lies over the page and has a use for keys itself: a dialogue, a menu, the list at a dropped wire. */
export const overPage = "dialog[open], [aria-modal], [popover]:popover-open:not([role=tooltip]), .node-menu";

/**
 * Says whether keys are the canvas's: no field has the focus, and nothing lies over the page. Not the event's target
 * decides: once a field has gone, the browser sends what is copied and pasted to wherever the text caret was left.
 */
export function canvasHasKeys(): boolean {
  return !takesText(document.activeElement) && document.querySelector(overPage) === null;
}
