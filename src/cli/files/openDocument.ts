import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DiagnosticError } from "../../base/diagnostic.ts";
import type { AskExported, Found, Source } from "../../formats/format.ts";
import { readSource, type ReadSource } from "../../formats/readSource.ts";
import { sourceOf, sourceOfText } from "../../formats/source.ts";
import { isLink, LINK } from "../../io/linkPrefix.ts";
import { note, type Terminal } from "../terminal/terminal.ts";
import { notesOf } from "./fileLines.ts";
import { findFile } from "./findFile.ts";
import { TextFiles } from "./textFiles.ts";

/** Bytes of a file that is read at all; each format has its own, smaller limit. */
const MOST_BYTES = 2 ** 29;

/** Holds a document that was opened, and where the texts are that it names. */
export interface OpenedDocument extends Pick<Found, "graph" | "checkpoint"> {
  readonly texts: TextFiles;
}

/**
 * Opens what the user typed, with the texts of `--text`, of the document itself and of the folder beside it. What is to be
 * known of it is a note. Throws as `readDocument` does.
 */
export async function openDocument(
  source: string,
  textPaths: readonly string[],
  terminal: Terminal,
): Promise<OpenedDocument> {
  const texts = await TextFiles.read(textPaths, terminal);
  const { found } = await readDocument(source, terminal);
  const { graph, checkpoint, notes } = found;
  note(terminal, notesOf(source, notes));
  await texts.add(found.texts);
  texts.lookBeside(folderOf(source, terminal));
  return { graph, checkpoint, texts };
}

/**
 * Reads what the user typed, by the format that it is of: a path, `-` for standard input, or a link. Throws a
 * DiagnosticError when that cannot be read, a CommandEnd when there is no such file.
 *
 * @param ask gives what is known of the graph that numbers are read onto.
 */
export async function readDocument(
  source: string,
  terminal: Terminal,
  ask: AskExported = noDocument,
): Promise<ReadSource> {
  return readSource(await sourceTyped(source, terminal), ask);
}

/** Returns the bytes of what the user typed, as far as a format is known by them. Throws as `readDocument` does. */
export async function sourceTyped(source: string, terminal: Terminal): Promise<Source> {
  if (source === "-") return sourceOf(new Blob([await readStandardInput(terminal)]), "");
  const link = LINK.exec(source)?.[1];
  if (link !== undefined) return sourceOfText(link);
  const { full, size } = await findFile(source, terminal);
  if (size > MOST_BYTES) throw DiagnosticError.of(`the file has ${size} bytes, at most ${MOST_BYTES} are read`);
  return sourceOf(new Blob([await readFile(full)]), source);
}

function noDocument(): Promise<never> {
  throw DiagnosticError.of("these are numbers for a graph, and no graph: import them with --onto and the graph's file");
}

/** Returns the folder in which the files that a graph names are looked for: the graph's own, or where the user is. */
export function folderOf(source: string, { folder }: Pick<Terminal, "folder">): string {
  return source === "-" || isLink(source) ? folder : dirname(resolve(folder, source));
}

/** All bytes of standard input; of more than a bundle may have, as many as tell that. */
async function readStandardInput({ stdin }: Terminal): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    size += bytes.length;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(chunks);
}
