import type { Graph } from "../../graph/graph.ts";
import { readGraph } from "../../graph/file/readGraph.ts";
import { gallerySections } from "./gallerySections.ts";

/** A file of its own for each graph, fetched when it is wanted. */
const files = import.meta.glob<string>("../../../graphs/*.json", { query: "?raw", import: "default" });

/** Describes an entry of the gallery: a file of `graphs/`. */
export interface GalleryEntry {
  readonly name: string;
  readonly graph: Graph;
}

/** Describes a part of the gallery with its graphs. */
export interface GalleryPart {
  readonly title: string;
  readonly about: string;
  readonly entries: readonly GalleryEntry[];
}

/** Reads one graph of the gallery by its file's name, without `.json`. */
export async function readGalleryGraph(name: string): Promise<Graph> {
  const load = files[`../../../graphs/${name}.json`];
  if (load === undefined) throw new Error(`the gallery has no graph ${JSON.stringify(name)}`);
  return readGraph(await load());
}

/** Returns the whole gallery, section by section. */
export async function readGallery(): Promise<GalleryPart[]> {
  const read = async (name: string): Promise<GalleryEntry> => ({ name, graph: await readGalleryGraph(name) });
  return Promise.all(
    gallerySections.map(async ({ title, about, graphs }) => ({
      title,
      about,
      entries: await Promise.all(graphs.map(read)),
    })),
  );
}
