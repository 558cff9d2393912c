import { DiagnosticError, formatDiagnostic } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { textFileKey } from "../../base/textFile.ts";
import type { Graph } from "../../graph/graph.ts";
import { readGraph } from "../../graph/file/readGraph.ts";
import { textFilesOf } from "../../graph/textFiles.ts";
import { limits } from "../../graph/limits.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { ExportedDocument } from "../../protocol/exportedDocument.ts";
import { readCurves, writeCurves } from "../curves.ts";
import { decodeFile } from "../decodeFile.ts";
import { readSafetensors } from "../safetensors/readSafetensors.ts";
import { writeSafetensors } from "../safetensors/writeSafetensors.ts";
import { sha256 } from "../sha256.ts";
import { readZip } from "../zip/readZip.ts";
import { writeZip } from "../zip/writeZip.ts";
import type { ZipEntry } from "../zip/zipEntry.ts";
import { checkpointWith, readState, type ReadState } from "./readState.ts";
import { writeState } from "./writeState.ts";

/** What an archive has: the graph, what was trained, its curves, and the reader's own texts by their SHA-256. */
const GRAPH = "graph.json";
const STATE = "state.safetensors";
const CURVES = "curves.csv";
const textName = (hash: string): string => `texts/${hash}.txt`;
/** Texts that an archive of 16 files has room for. */
const MOST_TEXTS = 12;

type Bytes = Uint8Array<ArrayBuffer>;

/** Holds what a bundle has: all of a document that can travel. */
export interface Bundle {
  readonly graph: Graph;
  readonly checkpoint: Checkpoint;
  readonly texts: ReadonlyMap<string, Bytes>;
  /** The pass in whose middle it was saved; the checkpoint is from its iteration's start. */
  readonly inPass: ReadState["inPass"];
}

/**
 * Writes a graph with what was trained as one file: a zip of `graph.json`, `state.safetensors`, `curves.csv` and the texts that
 * are too large for a graph. Throws a DiagnosticError where it has too many texts, or is too large.
 */
export async function writeBundle({ graph, checkpoint, inPass, texts }: ExportedDocument): Promise<Bytes> {
  const encoder = new TextEncoder();
  const own: ZipEntry[] = [];
  for (const file of textFilesOf(graph)) {
    const text = texts[textFileKey(file)];
    const bytes = text === undefined ? null : await bytesOfText(text, file.sha256);
    if (bytes !== null) own.push({ name: textName(file.sha256), bytes });
  }
  if (own.length > MOST_TEXTS) {
    throw DiagnosticError.of(`the graph names ${own.length} text files, a bundle has room for ${MOST_TEXTS}`);
  }
  return writeZip([
    { name: GRAPH, bytes: encoder.encode(writeGraph(graph)) },
    { name: STATE, bytes: writeSafetensors(writeState({ checkpoint, inPass })) },
    { name: CURVES, bytes: encoder.encode(writeCurves(checkpoint.curves)) },
    ...own,
  ]);
}

/** The bytes of a text whose hash is known: with the byte order mark that it was decoded without, if it had one. */
async function bytesOfText(text: string, hash: string): Promise<Bytes | null> {
  for (const mark of ["", "\uFEFF"]) {
    const bytes = new TextEncoder().encode(mark + text);
    if ((await sha256(bytes)) === hash) return bytes;
  }
  return null;
}

/** LIMITS: bytes of a bundle: as many as may be in it. */
const MOST_BYTES = 256 * 2 ** 20;

/** Throws a DiagnosticError for a file that is larger than a bundle can be, before it is read. */
export function checkBundleSize(size: number): void {
  if (size > MOST_BYTES) {
    throw DiagnosticError.of(`the file has ${size} bytes, at most ${MOST_BYTES} (256 MiB) are allowed`);
  }
}

/**
 * Reads a bundle. Throws a DiagnosticError with one sentence, which names the file in it.
 *
 * @param most bytes of all files in it.
 */
export async function readBundle(bytes: Bytes, most = MOST_BYTES): Promise<Bundle> {
  const files = await readZip(bytes, most);
  const file = (name: string): Bytes => {
    const found = files.get(name);
    if (found === undefined) throw DiagnosticError.of(`there is no ${quote(name)} in the archive`);
    return found;
  };
  const json = file(GRAPH);
  if (json.length > limits.fileBytes) {
    throw DiagnosticError.of(
      `${GRAPH}: the file has ${json.length} bytes, at most ${limits.fileBytes} (10 MiB) are allowed`,
    );
  }
  const graph = within(GRAPH, () => readGraph(decodeFile(json)));
  const state = within(STATE, () => readState(readSafetensors(file(STATE))));
  const curves = within(CURVES, () => readCurves(decodeFile(file(CURVES)), state.curves));
  return {
    graph,
    checkpoint: checkpointWith(state, curves),
    texts: await ownTexts(graph, files),
    inPass: state.inPass,
  };
}

/** The texts that the graph names, each what its name says. */
async function ownTexts(graph: Graph, files: ReadonlyMap<string, Bytes>): Promise<ReadonlyMap<string, Bytes>> {
  const texts = new Map<string, Bytes>();
  for (const { sha256: hash } of textFilesOf(graph)) {
    const bytes = files.get(textName(hash));
    if (bytes === undefined) continue;
    if ((await sha256(bytes)) !== hash)
      throw DiagnosticError.of(`${textName(hash)}: it is another text than its name says`);
    texts.set(hash, bytes);
  }
  return texts;
}

/** Names the file of the archive that an error is of. */
function within<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(
      error.diagnostics.map((diagnostic) => ({ message: `${name}: ${formatDiagnostic(diagnostic)}` })),
    );
  }
}
