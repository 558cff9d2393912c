import type { Graph } from "../../graph/graph.ts";
import { readGraph } from "../../graph/readGraph.ts";

const files = import.meta.glob<string>("../../../graphs/*.json", { query: "?raw", import: "default" });

/** An entry of the gallery: a file of `graphs/`. */
export interface GalleryEntry {
  readonly name: string;
  readonly graph: Graph;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1, -".json".length);

/** Reads one graph of the gallery by its file's name, without `.json`. */
export async function readGalleryGraph(name: string): Promise<Graph> {
  const found = Object.entries(files).find(([path]) => nameOf(path) === name);
  if (found === undefined) throw new Error(`the gallery has no graph ${JSON.stringify(name)}`);
  return readGraph(await found[1]());
}

/** The whole gallery, the simplest first. Each graph is a file of its own that is fetched only now. */
export async function readGallery(): Promise<GalleryEntry[]> {
  const entries = Object.entries(files).map(async ([path, load]) => ({
    name: nameOf(path),
    graph: readGraph(await load()),
  }));
  return (await Promise.all(entries)).sort(
    (a, b) => a.graph.nodes.length - b.graph.nodes.length || (a.name < b.name ? -1 : 1),
  );
}
