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
  const full = resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
  const info = await stat(full).catch((cause: unknown) => {
    throw new CommandEnd(EXIT.commandIsWrong, `${path}: ${isMissing(cause) ? "there is no such file" : String(cause)}`);
  });
  if (!info.isFile()) throw new CommandEnd(EXIT.commandIsWrong, `${path}: expected a file`);
  return readGraphFile(await readFile(full));
}

/** One line per diagnostic, each beginning with the file's path as it was typed. */
export function fileLines(path: string, error: DiagnosticError): string[] {
  return error.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, path));
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
