import { createPortal } from "react-dom";
import { useCanvasUi } from "../document/canvasUi.ts";
import { lazyPart } from "../kit/lazyPart.tsx";

const OpenNodeMenu = lazyPart("The list of nodes", async () => (await import("./OpenNodeMenu.tsx")).OpenNodeMenu);

/** Shows the menu of node types while there is one: where a wire was dropped on the empty canvas. */
export function NodeMenu() {
  const menu = useCanvasUi((state) => state.menu);
  return menu === null ? null : createPortal(<OpenNodeMenu key={menu.endpoint} menu={menu} />, document.body);
}
