import type { Graph } from "../../graph/graph.ts";
import { readGraph } from "../../graph/file/readGraph.ts";

/** A file of its own for each graph, fetched when it is wanted. */
const files = import.meta.glob<string>("../../../graphs/*.json", { query: "?raw", import: "default" });

/** Reads one graph of the gallery by its file's name, without `.json`. */
export async function readGalleryGraph(name: string): Promise<Graph> {
  const load = files[`../../../graphs/${name}.json`];
  if (load === undefined) throw new Error(`the gallery has no graph ${JSON.stringify(name)}`);
  return readGraph(await load());
}
