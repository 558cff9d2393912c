import type { Position, Size } from "../../graph/graph.ts";

/** Describes a rectangle on the canvas. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Holds what those outside of the canvas may ask of it: where something new would be seen, and to look at something.
 */
export interface CanvasView {
  /** A place for something new: in the middle of what is seen, on no card. */
  placeInView(size: Size): Position;
  /** What is seen of the canvas, on the canvas; null where there is no canvas. */
  sight(): Box | null;
  /** Puts the keyboard on a card, once it is there: React Flow hides a new one until it is measured. */
  focusNode(id: string): void;
  /** Brings a card into sight, large enough to be read, and puts the keyboard on it. */
  show(id: string): void;
  /** The same for a comment. */
  showComment(index: number): void;
  /** Slides a card into view, beside what lies over the canvas, where it is not wholly in it already. */
  reveal(id: string): void;
  /** Slides back to what was seen before, if nobody has moved the view since. */
  unreveal(): void;
  /**
   * Makes the canvas a strip above a panel, to show these nodes or comments, by React Flow's ids, or the whole graph where
   * there are none; with null it has the page to itself again. `settle` then shows it.
   */
  setStrip(cards: readonly string[] | null): void;
  /** Goes to what the strip is to show. */
  moveStrip(): void;
  /** Shows what the canvas, which got another size, is to show: what its strip is about, or what was seen before it was one. */
  settle(): void;
  /** Shows the whole graph; of a strip, what that is about. What was seen before is not gone back to. */
  fit(): void;
}

/** Is the view of a page without a canvas: nothing is seen and nothing moves. */
const noView: CanvasView = {
  placeInView: () => ({ x: 0, y: 0 }),
  sight: () => null,
  focusNode: () => undefined,
  show: () => undefined,
  showComment: () => undefined,
  reveal: () => undefined,
  unreveal: () => undefined,
  setStrip: () => undefined,
  moveStrip: () => undefined,
  settle: () => undefined,
  fit: () => undefined,
};

/** Holds the canvas of the page, which is drawn above whoever asks for it here. */
export const canvasView = { current: noView };
