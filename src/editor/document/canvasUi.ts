import { create } from "zustand";

/** Describes the menu of node types that fit a wire that was dropped on the empty canvas. */
export interface NodeMenuAt {
  /** On the page. */
  readonly x: number;
  readonly y: number;
  /** On the canvas. */
  readonly place: { readonly x: number; readonly y: number };
  /** `node.port` and which end of the wire it is. */
  readonly endpoint: string;
  readonly end: "output" | "input";
}

interface CanvasUi {
  /** The node whose name is being edited on its card. */
  readonly renaming: string | null;
  readonly menu: NodeMenuAt | null;
  /** The comment whose text is being written, by its place in the list. */
  readonly writing: number | null;
}

/** Returns what the canvas is in the middle of. None of it is part of the document. */
export const useCanvasUi = create<CanvasUi>()(() => ({ renaming: null, menu: null, writing: null }));
