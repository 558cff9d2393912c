import { canvasView } from "../../document/canvasView.ts";
import { useDocument } from "../../document/documentStore.ts";
import { canvasHasKeys, overPage, takesText } from "../../kit/keys/fieldFocus.ts";
import { isComposing } from "../../kit/keys/isComposing.ts";
import { isPressed } from "../../kit/keys/keys.ts";
import { useLayout } from "../../kit/layoutStore.ts";

/** The drawers, as Escape closes them: where each is on the page, and the edge that the keyboard goes back to. */
const drawers = [
  { field: "inspectorDrawer", place: '.side[data-side="right"]', edge: "Inspector" },
  { field: "paletteDrawer", place: '.side[data-side="left"]', edge: "Node list" },
  { field: "bottomDrawer", place: ".lower-over", edge: "Program and loss" },
] as const;

/** What a press on it selects; what is typed or switched on a card asks for no more than that. */
const selects = ".react-flow__node-card, .program-select, .palette-placed";
const fields = "input, select, textarea, button:not(.program-select, .palette-placed)";

/**
 * Opens and closes what lies over the canvas of a small window: the inspector comes with the node that is selected, the
 * palette goes with a press on the empty canvas, and Escape closes one of them. Until the signal ends it.
 */
export function followDrawers(page: HTMLElement, signal: AbortSignal): void {
  const { change } = useLayout.getState();
  const inspect = (event: MouseEvent | KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(".react-flow__pane") && event.type === "click") change({ paletteDrawer: false });
    if (target === null || !target.closest(selects) || target.closest(fields) !== null) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) return;
    // The canvas has heard of it by then.
    requestAnimationFrame(() => {
      if (useDocument.getState().selection.nodes.length !== 1) return;
      change({ inspectorDrawer: true });
      showBeside();
    });
  };
  page.addEventListener("click", inspect, { signal });
  page.addEventListener(
    "keydown",
    (event) => {
      const onCard = event.target instanceof Element && event.target.matches(".react-flow__node-card");
      if (onCard && (event.key === "Enter" || event.key === " ")) inspect(event);
    },
    { signal },
  );
  // What a pressed pointer selects may be dragged: it stays where it is until the click.
  const followed = useDocument.subscribe(({ selection }, before) => {
    if (selection !== before.selection && page.querySelector(":active") === null) showBeside();
  });
  const opened = useLayout.subscribe(({ inspectorDrawer }, before) => {
    if (inspectorDrawer && !before.inspectorDrawer) showBeside();
    if (!inspectorDrawer && before.inspectorDrawer) canvasView.current.unreveal();
  });
  signal.addEventListener("abort", () => {
    followed();
    opened();
  });
  // Before the fields and the canvas, which have other uses for the key.
  addEventListener("keydown", closeWithEscape, { signal, capture: true });
  document.addEventListener("keydown", openSearch, { signal });
}

/** Slides the canvas so that the node in the inspector's drawer is seen beside it. */
function showBeside(): void {
  requestAnimationFrame(() => {
    const { nodes } = useDocument.getState().selection;
    if (useLayout.getState().inspectorDrawer && nodes.length === 1) canvasView.current.reveal(nodes[0]!);
  });
}

/** Closes one drawer: that which has the keyboard, or else the first that is open. */
function closeWithEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
  const focused = document.activeElement;
  if (document.querySelector(overPage) !== null) return;
  // In a field the key takes back what was typed; an empty search has nothing to take back.
  const emptySearch = focused instanceof HTMLInputElement && focused.type === "search" && focused.value === "";
  if (takesText(focused) && !emptySearch) return;
  const layout = useLayout.getState();
  const open = drawers.filter(({ field }) => layout[field]);
  const withFocus = open.find(({ place }) => focused?.closest(place) !== null && focused !== null);
  const closed = withFocus ?? open[0];
  if (closed === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  layout.change({ [closed.field]: false });
  if (withFocus === closed)
    document.querySelector<HTMLElement>(`[role="separator"][aria-label="${closed.edge}"]`)?.focus();
}

/** The key of the search opens the list that is not there. */
function openSearch(event: KeyboardEvent): void {
  const search = (): HTMLElement | null => document.querySelector(".palette-search input");
  if (event.defaultPrevented || !isPressed("/", event) || isComposing(event) || !canvasHasKeys()) return;
  if (search() !== null) return;
  event.preventDefault();
  useLayout.getState().change({ paletteOpen: true, paletteDrawer: true });
  requestAnimationFrame(() => search()?.focus());
}
