import type { Found, Source } from "./format.ts";
import { foundGraph } from "./format.ts";
import { DiagnosticError } from "../base/diagnostic.ts";

/** Is the most bytes of code that are read at all: a script of ours carries its data. */
const MOST = 8 * 2 ** 20;

/** Reads PyTorch code as a graph: a script, `.py`, or a notebook, `.ipynb`. Nothing is executed. */
export async function readCode({ blob, name }: Source, ending: string): Promise<Found> {
  if (blob.size > MOST) {
    throw DiagnosticError.of(`the code has ${blob.size} bytes, at most ${MOST} (8 MiB) are read`);
  }
  const { decodeFile } = await import("../io/decodeFile.ts");
  const { noteText, readPython } = await import("../python/readPython.ts");
  const text = decodeFile(new Uint8Array(await blob.arrayBuffer()));
  const { graph, notes, stopAt, texts } = readPython(
    text,
    name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`,
  );
  const carried = await Promise.all([...texts].map(async ([id, own]) => ({ id, ...(await textFile(own)) })));
  const nodes = graph.nodes.map((node) => {
    const file = carried.find(({ id }) => id === node.id);
    return file === undefined ? node : { ...node, settings: { ...node.settings, ...file.settings } };
  });
  const kept = new Map(carried.map(({ settings, bytes }) => [settings.sha256, bytes]));
  const done = "The code is a graph now: Train runs it, Undo brings back what was open.";
  return foundGraph({ ...graph, nodes }, { done, notes: notes.map(noteText), stopAt, texts: kept });
}

/** A text that code carries, as a file of the reader's own: how a node names it, and its bytes. */
async function textFile(text: string) {
  const { sha256 } = await import("../io/sha256.ts");
  const bytes = new TextEncoder().encode(text);
  return { settings: { bytes: bytes.length, sha256: await sha256(bytes) }, bytes };
}
