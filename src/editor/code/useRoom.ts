import { useEffect, useState, type RefObject } from "react";

/** Says how many characters have room in a row of the code, beside its margin: the code's, and those of its numbers. */
export interface Room {
  readonly code: number;
  readonly values: number;
  /** How many of the numbers' characters are as wide as one of the code's. */
  readonly ratio: number;
}

/** Returns the room of the rows of a list, now and whenever its width changes; null before it is known. */
export function useRoom(list: RefObject<HTMLElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const resized = new ResizeObserver(() => setRoom(roomOf(element)));
    resized.observe(element);
    return () => resized.disconnect();
  }, [list]);
  return room;
}

function roomOf(list: HTMLElement): Room | null {
  const margin = list.querySelector(".code-margin");
  const context = document.createElement("canvas").getContext("2d");
  if (margin === null || context === null) return null;
  const style = getComputedStyle(list);
  const wide = (size: string): number => {
    context.font = `${size} ${style.fontFamily}`;
    return context.measureText("0".repeat(100)).width / 100;
  };
  const [code, values] = [wide(style.fontSize), wide(style.getPropertyValue("--code-value-size"))];
  // Between margin and code, and at the end.
  const width = list.clientWidth - margin.getBoundingClientRect().width - 4 - 2 - 14;
  return { code: Math.floor(width / code), values: Math.floor(width / values), ratio: code / values };
}
