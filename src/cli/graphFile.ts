import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DiagnosticError, formatDiagnostic } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { limits } from "../graph/limits.ts";
import { readGraphFile } from "../io/readGraphFile.ts";
import { decodeShareLink } from "../io/shareLink.ts";
import type { PlanReport } from "../protocol/planReport.ts";
import { CommandEnd, EXIT } from "./exitCode.ts";

/** A link that carries a graph, whole or from its `#` on. */
const LINK = /^(?:https?:\/\/\S*)?(#g\d+=.*)$/s;

/**
 * Reads a graph from what the user typed: a path, seen from where the user is (npm runs scripts elsewhere), `-` for
 * standard input, or a link that carries a graph. Throws a DiagnosticError when that is not a graph, a CommandEnd when
 * there is no such file.
 */
export async function openGraph(source: string): Promise<Graph> {
  if (source === "-") return readGraphFile(await readStandardInput());
  const link = LINK.exec(source)?.[1];
  return link === undefined ? openGraphFile(source) : decodeShareLink(link);
}

/** Returns what a graph's source is called in messages: its path as it was typed. */
export function sourceName(source: string): string {
  if (source === "-") return "standard input";
  return LINK.test(source) ? "the link" : source;
}

/** Returns the folder in which the files that a graph names are looked for: the graph's own, or where the user is. */
export function folderOf(source: string): string {
  return source === "-" || LINK.test(source) ? fromUser(".") : dirname(fromUser(source));
}

/** All bytes of standard input; of more than a graph may have, as many as tell that. */
async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limits.fileBytes) break;
  }
  return Buffer.concat(chunks);
}

async function openGraphFile(path: string): Promise<Graph> {
  const { full } = await findFile(path);
  return readGraphFile(await readFile(full), path);
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
