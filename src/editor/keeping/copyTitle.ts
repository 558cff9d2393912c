import { limits } from "../../graph/limits.ts";

const ending = " (copy)";

/** Returns the title of a document's copy. */
export function copyTitle(title: string): string {
  return title.endsWith(ending) ? title : title.slice(0, limits.label - ending.length) + ending;
}
