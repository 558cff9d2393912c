import type { TextFile } from "../base/textFile.ts";
import { hasRole } from "../nodes/catalogue.ts";
import type { Graph, GraphNode } from "./graph.ts";

/** Returns the text file that a node learns from; null for one that learns from something else, or names none yet. */
export function textFileOf({ type, settings }: GraphNode): TextFile | null {
  if (!hasRole({ type }, "text") || settings["source"] !== "file") return null;
  const { file: name, bytes, sha256 } = settings;
  if (typeof sha256 !== "string" || sha256 === "") return null;
  const size = typeof bytes === "number" ? bytes : Number.parseInt(String(bytes), 10);
  return { name: String(name ?? ""), bytes: Number.isSafeInteger(size) ? size : null, sha256 };
}

/** Returns the text files that a graph names, each once. */
export function textFilesOf(graph: Graph): readonly TextFile[] {
  const files = new Map<string, TextFile>();
  for (const node of graph.nodes) {
    const file = textFileOf(node);
    if (file !== null) files.set(file.sha256, file);
  }
  return [...files.values()];
}
