import { useEffect, useRef, type RefObject } from "react";
import { followDrawers } from "./followDrawers.ts";

/** Returns the `ref` of a page whose drawers come and go with what is pressed on it. */
export function useDrawers(small: boolean): RefObject<HTMLDivElement | null> {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = page.current;
    if (!small || element === null) return undefined;
    const stop = new AbortController();
    followDrawers(element, stop.signal);
    return () => stop.abort();
  }, [small]);
  return page;
}
