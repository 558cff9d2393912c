import { bundle } from "./bundle.ts";
import { curves } from "./curves.ts";
import type { Format } from "./format.ts";
import { graph } from "./graph.ts";
import { ipynb } from "./ipynb.ts";
import { link } from "./link.ts";
import { py } from "./py.ts";
import { safetensors } from "./safetensors.ts";
import { trainedLink } from "./trainedLink.ts";

/** Holds all formats, in the order in which a source is held against them and the menu shows them. */
export const formats: readonly Format[] = [link, trainedLink, bundle, py, ipynb, safetensors, curves, graph];

/** Returns the format that documents are saved to again and again: with what was trained, or without. */
export function formatThatKeeps(what: "graph" | "training"): Format {
  const found = formats.find(({ keeps }) => keeps === what);
  if (found === undefined) throw new Error(`no format keeps the ${what}`);
  return found;
}
