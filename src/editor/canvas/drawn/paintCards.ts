import type { Box } from "../../document/canvasView.ts";
import type { WireEnd } from "../flow/wirePath.ts";
import type { PaintedView } from "../overlay/overlayPainter.ts";
import { derived } from "../../../base/derived.ts";
import type { DrawnLook } from "./drawnLook.ts";

/** Describes a card as it is drawn from afar. */
export interface DrawnCard extends Box {
  readonly name: string;
  readonly category: string | undefined;
  readonly selected: boolean;
  readonly state: "plain" | "next" | "ahead" | "fault";
}

/** Describes a wire as it is drawn from afar. */
export interface DrawnWire {
  readonly source: WireEnd;
  readonly target: WireEnd;
  readonly selected: boolean;
}

/** The height of letters, in pixels of the page. Smaller ones could not be read. */
const letters = 10;
/** A card must be so high for a name and a picture below it. */
const namedHeight = 26;

/** Says how high the room for a name is on a card, in the canvas's pixels: 0 where a card has no room for one. */
export function nameRoom(height: number, zoom: number): number {
  return height * zoom < namedHeight ? 0 : (letters + 4) / zoom;
}

/** Draws cards and wires that are too small for elements of their own: only those in sight, on what is there already. */
export function paintCards(
  context: CanvasRenderingContext2D,
  cards: readonly DrawnCard[],
  wires: readonly DrawnWire[],
  { transform: [tx, ty, zoom], width, height, ratio }: PaintedView,
  look: DrawnLook,
): void {
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  const scale = zoom * ratio;
  const [left, top] = [tx * ratio, ty * ratio];
  paintWires(context, wires, { left, top, scale, across, down }, look, ratio);
  const seen = cards.filter(
    (card) =>
      left + card.x * scale < across &&
      top + card.y * scale < down &&
      left + (card.x + card.width) * scale > 0 &&
      top + (card.y + card.height) * scale > 0,
  );
  context.textBaseline = "top";
  context.font = `600 ${letters * ratio}px ${look.font}`;
  const known = knownWidths(look, ratio);
  const edge = Math.max(1, Math.round(ratio));
  for (const card of seen) {
    const x = Math.round(left + card.x * scale);
    const y = Math.round(top + card.y * scale);
    const [w, h] = [Math.round(card.width * scale), Math.round(card.height * scale)];
    const rim = rimOf(card, look);
    // An edge around a surface: rectangles, which cost a fraction of round corners.
    const thick = rim === look.edge ? edge : 2 * edge;
    context.fillStyle = rim;
    context.fillRect(x - thick + edge, y - thick + edge, w + 2 * (thick - edge), h + 2 * (thick - edge));
    context.fillStyle = look.surface;
    context.fillRect(x + edge, y + edge, w - 2 * edge, h - 2 * edge);
    context.fillStyle = look.category(card.category);
    const dot = Math.max(2 * edge, Math.round(8 * scale));
    context.fillRect(x + 2 * edge, y + 2 * edge, dot, dot);
    if (nameRoom(card.height, zoom) === 0) continue;
    context.fillStyle = card.state === "ahead" ? look.dim : look.text;
    const room = w - dot - 5 * edge;
    const name = fitting(context, known, card.name, room);
    if (name !== "") context.fillText(name, x + dot + 4 * edge, y + 2 * edge);
  }
}

function rimOf({ selected, state }: DrawnCard, look: DrawnLook): string {
  if (selected) return look.accent;
  return state === "next" ? look.cursor : state === "fault" ? look.danger : look.edge;
}

const widths = derived((_look: DrawnLook) => new Map<number, Map<string, number>>());

/** How wide texts are in a look's font at a screen's ratio: hundreds of names are measured once, and not in each frame. */
function knownWidths(look: DrawnLook, ratio: number): Map<string, number> {
  const all = widths(look);
  const known = all.get(ratio) ?? new Map<string, number>();
  all.set(ratio, known);
  return known;
}

/** As much of a name as has room; nothing where that would be only a letter or two of it. */
function fitting(context: CanvasRenderingContext2D, known: Map<string, number>, name: string, room: number): string {
  const widthOf = (text: string): number => {
    const width = known.get(text) ?? context.measureText(text).width;
    known.set(text, width);
    return width;
  };
  if (widthOf(name) <= room) return name;
  for (let length = name.length - 1; length >= 3; length--) {
    const cut = `${name.slice(0, length)}…`;
    if (widthOf(cut) <= room) return cut;
  }
  return "";
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  readonly across: number;
  readonly down: number;
}

function paintWires(
  context: CanvasRenderingContext2D,
  wires: readonly DrawnWire[],
  { left, top, scale, across, down }: Place,
  look: DrawnLook,
  ratio: number,
): void {
  const trace = (selected: boolean): void => {
    context.beginPath();
    for (const { source, target, selected: own } of wires) {
      if (own !== selected) continue;
      const [x, y] = [left + source.x * scale, top + source.y * scale];
      const [toX, toY] = [left + target.x * scale, top + target.y * scale];
      if (Math.max(x, toX) < 0 || Math.min(x, toX) > across || Math.max(y, toY) < 0 || Math.min(y, toY) > down)
        continue;
      context.moveTo(x, y);
      // Straight out of one card and into the other: of so short a way a curve is not told from its chord.
      context.lineTo(toX, toY);
    }
  };
  context.lineWidth = ratio;
  context.strokeStyle = look.wire;
  trace(false);
  context.stroke();
  context.lineWidth = 2 * ratio;
  context.strokeStyle = look.accent;
  trace(true);
  context.stroke();
}
