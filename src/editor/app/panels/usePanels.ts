import { hasRole } from "../../../nodes/catalogue.ts";
import { useDocument } from "../../document/documentStore.ts";
import { useLayout } from "../../kit/layoutStore.ts";
import { useMediaQuery } from "../../kit/useMediaQuery.ts";

/** A window with no room for panels beside the graph: they lie over the canvas, as drawers. */
const smallWindow = "(max-width: 1399px), (max-height: 739px)";

/** Says whether a panel is there, and opens and closes it. */
interface Panel {
  readonly open: boolean;
  readonly toggle: (open: boolean) => void;
}

/** The panels of a wide page, and whether they lie over the canvas. */
interface Panels {
  readonly small: boolean;
  readonly palette: Panel;
  readonly inspector: Panel;
  readonly bottom: Panel;
}

/**
 * Returns which panels are open. Beside a graph that trains nothing the lower one is folded unless its reader wants it there;
 * in a small window all are closed at first.
 */
export function usePanels(): Panels {
  const layout = useLayout();
  const small = useMediaQuery(smallWindow);
  const trains = useDocument(({ graph }) => graph.nodes.some((node) => hasRole(node, "optimizer")));
  const panel = (field: Field): Panel => ({
    open: layout[field],
    toggle: (open) => layout.change({ [field]: open }),
  });
  return {
    small,
    palette: panel(small ? "paletteDrawer" : "paletteOpen"),
    inspector: panel(small ? "inspectorDrawer" : "inspectorOpen"),
    bottom: panel(small ? "bottomDrawer" : trains ? "bottomOpen" : "bottomOpenUntrained"),
  };
}

type Field =
  | "paletteOpen"
  | "inspectorOpen"
  | "bottomOpen"
  | "bottomOpenUntrained"
  | "paletteDrawer"
  | "inspectorDrawer"
  | "bottomDrawer";
