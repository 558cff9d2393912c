import type { Graph } from "../../graph/graph.ts";
import { readGalleryGraph } from "./gallery.ts";
import { gallerySections } from "./gallerySections.ts";

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
