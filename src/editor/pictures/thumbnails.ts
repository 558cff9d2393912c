import type { Side } from "../../protocol/tensorRef.ts";

/** Describes a place on a card where a tensor is shown: as a picture on the overlay, or as a number in the element. */
export interface Thumbnail {
  /** React Flow's id of the card. */
  readonly flowId: string;
  readonly node: string;
  readonly port: string;
  readonly side: Side;
  /** Absent where nothing but the picture stands for it: then `place` says where that is. */
  readonly element?: HTMLElement;
  readonly place?: () => Offset;
  /** Given for a number: called at most once a frame with what there is. */
  readonly write?: (element: HTMLElement) => void;
  /** A thumbnail of no picture, only `write`. */
  readonly noPicture?: boolean;
}

/** Says where a thumbnail is within its card. */
export interface Offset {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const nowhere: Offset = { x: 0, y: 0, width: 0, height: 0 };
const byCard = new Map<string, Set<Thumbnail>>();
const offsets = new Map<Thumbnail, Offset>();
const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

/** Where an element is within the card's own box, which React Flow places. */
function offsetOf({ offsetLeft, offsetTop, offsetWidth, offsetHeight, offsetParent }: HTMLElement): Offset {
  const offset = { x: offsetLeft, y: offsetTop, width: offsetWidth, height: offsetHeight };
  for (let at = offsetParent; at instanceof HTMLElement && at.dataset["id"] === undefined; at = at.offsetParent) {
    offset.x += at.offsetLeft;
    offset.y += at.offsetTop;
  }
  return offset;
}

/** Holds all places where cards show tensors. The overlay draws them; the cards only leave room. */
export const thumbnails = {
  /** Returns how to take it back. */
  add(thumbnail: Thumbnail): () => void {
    const others = byCard.get(thumbnail.flowId) ?? new Set();
    others.add(thumbnail);
    byCard.set(thumbnail.flowId, others);
    announce();
    return () => {
      others.delete(thumbnail);
      offsets.delete(thumbnail);
      if (others.size === 0 && byCard.get(thumbnail.flowId) === others) byCard.delete(thumbnail.flowId);
      announce();
    };
  },

  of(flowId: string): Iterable<Thumbnail> {
    return byCard.get(flowId) ?? [];
  },

  /** Where it is on its card. Measured once, until the card was rendered anew. */
  offset(thumbnail: Thumbnail): Offset {
    if (thumbnail.place !== undefined) return thumbnail.place();
    let offset = offsets.get(thumbnail);
    if (offset === undefined) {
      offset = thumbnail.element === undefined ? nowhere : offsetOf(thumbnail.element);
      offsets.set(thumbnail, offset);
    }
    return offset;
  },

  /** The card was rendered anew: what is on it may stand elsewhere. */
  moved(flowId: string): void {
    for (const thumbnail of byCard.get(flowId) ?? []) offsets.delete(thumbnail);
    announce();
  },

  /** All cards got another look: what is on them may stand elsewhere. */
  restyled(): void {
    offsets.clear();
    announce();
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
