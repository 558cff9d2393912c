import { useLayoutEffect, useState, type RefObject } from "react";
import type { GraphComment } from "../../../graph/graph.ts";
import { useDetail } from "../detail/detail.ts";

/**
 * Shortens a comment's text to the lines that fit, and says how many those are. Letters have a size that can be read at this zoom. Null
 * where the whole of it fits, as it always does at full size.
 */
export function useFolded(text: RefObject<HTMLElement | null>, comment: GraphComment): number | null {
  const zoom = useDetail((state) => state.zoom);
  const whole = useDetail(({ detail }) => detail === "full");
  const [folded, setFolded] = useState<number | null>(null);
  useLayoutEffect(() => {
    const box = text.current;
    if (box === null) return;
    box.style.removeProperty("--lines");
    const isLonger = !whole && box.scrollHeight > box.clientHeight + 1;
    const lines = Math.floor(box.clientHeight / parseFloat(getComputedStyle(box).lineHeight));
    if (isLonger) box.style.setProperty("--lines", String(lines));
    setFolded(isLonger ? lines : null);
  }, [text, comment, zoom, whole]);
  return folded;
}
