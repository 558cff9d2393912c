import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { DiagnosticError, formatDiagnostic } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { readGraphFile } from "../io/readGraphFile.ts";
import { CommandEnd, EXIT } from "./exitCode.ts";

/**
 * Reads a graph from the path that the user typed, seen from where the user is (npm runs scripts elsewhere).
 * Throws a DiagnosticError when the file is not a graph, a CommandEnd when there is no such file.
 */
export async function openGraphFile(path: string): Promise<Graph> {
  const { full } = await findFile(path);
  return readGraphFile(await readFile(full));
}

/** The file at a path that the user typed. Throws a CommandEnd when there is none. */
export async function findFile(path: string): Promise<{ readonly full: string; readonly size: number }> {
  const full = fromUser(path);
  const info = await stat(full).catch((cause: unknown) => {
    throw new CommandEnd(EXIT.commandIsWrong, `${path}: ${isMissing(cause) ? "there is no such file" : String(cause)}`);
  });
  if (!info.isFile()) throw new CommandEnd(EXIT.commandIsWrong, `${path}: expected a file`);
  return { full, size: info.size };
}

/** A path seen from where the user is. */
export function fromUser(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

/** One line per diagnostic, each beginning with the file's path as it was typed. */
export function fileLines(path: string, error: DiagnosticError): string[] {
  return error.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, path));
}

/** Whether an error of `node:fs` says that there is no such file. */
export function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
