import { useLayoutEffect, useState, type RefObject } from "react";
import type { GraphComment } from "../../../graph/graph.ts";
import { useDetail } from "../detail/detail.ts";

/** Says whether a comment's text, in letters that can be read at this zoom, is longer than its box. At full size none is. */
export function useFolded(text: RefObject<HTMLElement | null>, comment: GraphComment): boolean {
  const zoom = useDetail((state) => state.zoom);
  const whole = useDetail(({ detail }) => detail === "full");
  const [folded, setFolded] = useState(false);
  useLayoutEffect(() => {
    if (text.current === null) return;
    setFolded(!whole && text.current.scrollHeight > text.current.clientHeight + 1);
  }, [text, comment, zoom, whole]);
  return folded;
}
