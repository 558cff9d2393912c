import { create } from "zustand";

/**
 * Says how much cards show: all of it; name, type, shape and picture, larger; or the name and the picture or number
 * alone; or that as a drawing, where there are too many for elements.
 */
export type Detail = "full" | "brief" | "far" | "drawn";

/** The smallest letters on a whole card have 11 pixels; fewer than ten on the screen are not read. */
const fullZoom = 10 / 11;
/** Below this zoom there is no room for more than names and pictures. */
export const farZoom = 0.45;
/** So many cards are many: those out of sight are not on the page, and those seen from afar are drawn. */
export const manyCards = 150;
/** Texts keep their size on the screen in steps of the zoom, each so many times the one before. */
const step = 1.03;

/** Returns how much so many cards show at a zoom. */
export function detailAt(zoom: number, cards: number): Detail {
  if (zoom >= farZoom) return zoom >= fullZoom ? "full" : "brief";
  return cards > manyCards ? "drawn" : "far";
}

/** Returns the step of the zoom that is at or just below it: sized against it, letters are never smaller than meant. */
export function zoomStep(zoom: number): number {
  return step ** Math.floor(Math.log(zoom) / Math.log(step) + 1e-9);
}

/**
 * Returns how large letters are on the canvas, in its own pixels: the least that can be read, ten on the screen, and a
 * name's, twelve as long as a card's head has room for them.
 */
export function letterSizes(zoom: number): { readonly least: number; readonly name: number } {
  const least = 10 / zoom;
  return { least, name: Math.max(least, Math.min(12 / zoom, 30)) };
}

interface DetailState {
  readonly detail: Detail;
  /** The step of the zoom that letters are sized against. */
  readonly zoom: number;
}

/** Holds how much the cards show, and at which zoom. */
export const useDetail = create<DetailState>()(() => ({ detail: "full", zoom: 1 }));
