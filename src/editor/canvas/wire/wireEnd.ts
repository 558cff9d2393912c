import { Position } from "@xyflow/react";
import type { WireEnd, WireSide } from "../flow/wirePath.ts";

/** A handle takes the pointer this far around the dot that it shows, so that a finger can hit it. */
const inward = 8;

const sides: Readonly<Record<Position, WireSide>> = {
  [Position.Left]: "left",
  [Position.Right]: "right",
  [Position.Top]: "top",
  [Position.Bottom]: "bottom",
};

/** Says where a wire is drawn to, given the outer edge of its handle: the dot in the handle's middle. */
export function wireEnd(x: number, y: number, position: Position): WireEnd {
  const side = sides[position];
  const dx = side === "left" ? inward : side === "right" ? -inward : 0;
  const dy = side === "top" ? inward : side === "bottom" ? -inward : 0;
  return { x: x + dx, y: y + dy, side };
}

/** Holds React Flow's word for a side. */
export const flowPosition: Readonly<Record<WireSide, Position>> = {
  left: Position.Left,
  right: Position.Right,
  top: Position.Top,
  bottom: Position.Bottom,
};
