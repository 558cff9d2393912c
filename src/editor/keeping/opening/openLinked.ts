import { notifyError } from "../../kit/noticeStore.ts";
import type { Keeping } from "../keeping.ts";

/**
 * Opens the graph that a link carries, by code that comes with the first link. Says whether it could; where the code cannot
 * be had the reader is told, with a button that tries again.
 *
 * @param first whether it is what the page starts with, so that no document is there to be left.
 */
export async function openLinked(keeping: Keeping, fragment: string, first = false): Promise<boolean> {
  try {
    const { openFromLink } = await import("./openFromLink.ts");
    return await openFromLink(keeping, fragment, first);
  } catch (error) {
    notifyError(error, undefined, () => void openLinked(keeping, fragment));
    return false;
  }
}
