import { readdir, readFile } from "node:fs/promises";
import { readGraph } from "../../graph/file/readGraph.ts";
import type { Graph } from "../../graph/graph.ts";
import { PACKAGE_FOLDER } from "./packageFolder.ts";

const FOLDER = new URL("graphs/", PACKAGE_FOLDER);

/** Returns the names of the gallery's graphs, which are those of their files without `.json`. */
export async function galleryNames(): Promise<readonly string[]> {
  const files = await readdir(FOLDER);
  return files.flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -".json".length)] : [])).toSorted();
}

/** Reads a graph of the gallery. */
export async function galleryGraph(name: string): Promise<Graph> {
  return readGraph(await readFile(new URL(`${encodeURIComponent(name)}.json`, FOLDER), "utf8"));
}
