import { DiagnosticError } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { foreignJson } from "../graph/file/foreignJson.ts";
import { limits } from "../graph/limits.ts";
import { readGraph } from "../graph/file/readGraph.ts";
import { decodeFile } from "./decodeFile.ts";
import { fileKind, HEAD_BYTES, isGraph } from "./fileKind.ts";

/**
 * Returns the graph in a file, from its bytes or the browser's `File`. A file beyond the limit is refused before it is
 * read. Throws a DiagnosticError; `formatDiagnostic(diagnostic, name)` puts the file's name before it. A file that one
 * can see is something else is told to be that, and what to do with it.
 */
export async function readGraphFile(file: Uint8Array | Blob, name = ""): Promise<Graph> {
  const size = file instanceof Blob ? file.size : file.length;
  const head =
    file instanceof Blob ? new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()) : file.subarray(0, HEAD_BYTES);
  if (size === 0) throw DiagnosticError.of("the file is empty: expected a graph");
  const kind = fileKind(head, name);
  if (kind !== null && !isGraph(kind)) {
    throw DiagnosticError.of(`this is ${kind.what}, no graph of Wiregrad: ${kind.forGraph}`);
  }
  if (size > limits.fileBytes) {
    const foreign = kind === null ? foreignJson(new TextDecoder().decode(head)) : "";
    throw DiagnosticError.of(`${foreign}the file has ${size} bytes, at most ${limits.fileBytes} (10 MiB) are allowed`);
  }
  const bytes = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file;
  return readGraph(decodeFile(bytes));
}
