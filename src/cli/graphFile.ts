import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DiagnosticError, formatDiagnostic } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import type { Found, Source } from "../formats/format.ts";
import { readSource } from "../formats/readSource.ts";
import { sourceOf, sourceOfText } from "../formats/source.ts";
import { isLink, LINK } from "../io/linkPrefix.ts";
import type { PlanReport } from "../protocol/planReport.ts";
import { CommandEnd, EXIT } from "./exitCode.ts";

/** Bytes of a file that is read at all; each format has its own, smaller limit. */
const MOST_BYTES = 2 ** 29;

/** Reads a graph from what the user typed, as `openDocument` does, without what was trained. */
export async function openGraph(source: string): Promise<Graph> {
  return (await openDocument(source)).graph;
}

/**
 * Reads what the user typed, by the format that it is of: a path, seen from where the user is (npm runs scripts
 * elsewhere), `-` for standard input, or a link. Throws a DiagnosticError when that cannot be read, a CommandEnd when there
 * is no such file.
 */
export async function openDocument(source: string): Promise<Found> {
  return (await readSource(await sourceTyped(source), noDocument)).found;
}

async function sourceTyped(source: string): Promise<Source> {
  if (source === "-") return sourceOf(new Blob([await readStandardInput()]), "");
  const link = LINK.exec(source)?.[1];
  if (link !== undefined) return sourceOfText(link);
  const { full, size } = await findFile(source);
  if (size > MOST_BYTES) throw DiagnosticError.of(`the file has ${size} bytes, at most ${MOST_BYTES} are read`);
  return sourceOf(new Blob([await readFile(full)]), source);
}

function noDocument(): Promise<never> {
  throw DiagnosticError.of("these are numbers for a graph, and no graph: name the graph's file");
}

/** Returns what a graph's source is called in messages: its path as it was typed. */
export function sourceName(source: string): string {
  if (source === "-") return "standard input";
  return isLink(source) ? "the link" : source;
}

/** Returns the folder in which the files that a graph names are looked for: the graph's own, or where the user is. */
export function folderOf(source: string): string {
  return source === "-" || isLink(source) ? fromUser(".") : dirname(fromUser(source));
}

/** All bytes of standard input; of more than a bundle may have, as many as tell that. */
async function readStandardInput(): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** Returns the file at a path that the user typed. Throws a CommandEnd when there is none. */
export async function findFile(path: string): Promise<{ readonly full: string; readonly size: number }> {
  const full = fromUser(path);
  const info = await stat(full).catch((cause: unknown) => {
    throw new CommandEnd(EXIT.commandIsWrong, `${path}: ${isMissing(cause) ? "there is no such file" : String(cause)}`);
  });
  if (!info.isFile()) throw new CommandEnd(EXIT.commandIsWrong, `${path}: expected a file`);
  return { full, size: info.size };
}

/** A path seen from where the user is. */
function fromUser(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

/** Returns a line per diagnostic, each beginning with where the graph comes from; under it, indented, the plain words. */
export function fileLines(source: string, error: DiagnosticError): string[] {
  return error.diagnostics.flatMap((diagnostic) => {
    const line = formatDiagnostic(diagnostic, sourceName(source));
    return diagnostic.plain === undefined ? [line] : [line, `    ${diagnostic.plain}`];
  });
}

/** Returns one line per note: what is legal and yet seldom meant, as the cards say it. */
export function noteLines(source: string, nodes: PlanReport["nodes"]): string[] {
  return Object.entries(nodes).flatMap(([node, { hints }]) =>
    hints.map((message) => `${formatDiagnostic({ node, message }, sourceName(source))} (a note, no error)`),
  );
}

/** Says whether an error of `node:fs` says that there is no such file. */
export function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
