import { useEffect, useState, type RefObject } from "react";
import { watchScrolling } from "./watchScrolling.ts";

/** Says to which sides an element can be scrolled further: `left`, `right`, `left right`, or undefined. */
export function useScrollEdges(element: RefObject<HTMLElement | null>): string | undefined {
  const [edges, setEdges] = useState<string>();
  // Run after each render too: what it holds may have grown.
  useEffect(() => {
    const target = element.current;
    // Where there is nothing to be scrolled, nothing goes on.
    if (target === null) {
      const forget = (): void => setEdges(undefined);
      forget();
      return undefined;
    }
    const look = (): void => {
      const left = target.scrollLeft > 1;
      const right = target.scrollLeft + target.clientWidth < target.scrollWidth - 1;
      const found = [left ? "left" : "", right ? "right" : ""].join(" ").trim();
      setEdges(found === "" ? undefined : found);
    };
    return watchScrolling(target, look);
  });
  return edges;
}
