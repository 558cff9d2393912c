import { decodeUtf8 } from "../base/decodeUtf8.ts";
import { DiagnosticError } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { limits } from "../graph/limits.ts";
import { readGraph } from "../graph/readGraph.ts";

/**
 * The graph in a file, from its bytes or the browser's `File`. A file beyond the limit is refused before it is
 * read. Throws a DiagnosticError; `formatDiagnostic(diagnostic, name)` puts the file's name before it.
 */
export async function readGraphFile(file: Uint8Array | Blob): Promise<Graph> {
  const size = file instanceof Blob ? file.size : file.length;
  if (size > limits.fileBytes) {
    throw DiagnosticError.of(`the file has ${size} bytes, at most ${limits.fileBytes} (10 MiB) are allowed`);
  }
  const bytes = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file;
  return readGraph(decodeUtf8(bytes));
}
