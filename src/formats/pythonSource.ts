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
  const { graph, notes, stopAt } = readPython(text, name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`);
  return foundGraph(graph, { notes: notes.map(noteText), stopAt });
}
