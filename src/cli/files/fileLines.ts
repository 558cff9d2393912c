import { DiagnosticError, formatDiagnostic } from "../../base/diagnostic.ts";
import { isLink } from "../../io/linkPrefix.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import { CommandEnd, EXIT } from "../terminal/exitCode.ts";

/** Returns what a graph's source is called in messages: its path as it was typed. */
export function sourceName(source: string): string {
  if (source === "-") return "standard input";
  return isLink(source) ? "the link" : source;
}

/** Returns a line per diagnostic, each beginning with where the graph comes from; under it, indented, the plain words. */
export function fileLines(source: string, error: DiagnosticError): string[] {
  return error.diagnostics.flatMap((diagnostic) => {
    const line = formatDiagnostic(diagnostic, sourceName(source));
    return diagnostic.plain === undefined ? [line] : [line, `    ${diagnostic.plain}`];
  });
}

/** Runs a command on a source; what is wrong with it ends the command with code 1 and `fileLines`. */
export async function withFile<Result>(source: string, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new CommandEnd(EXIT.graphIsWrong, fileLines(source, error).join("\n"));
  }
}

/** Returns one line per note: what is legal and yet seldom meant, as the cards say it. */
export function hintLines(source: string, nodes: PlanReport["nodes"]): string[] {
  return Object.entries(nodes).flatMap(([node, { hints }]) =>
    hints.map((message) => `${formatDiagnostic({ node, message }, sourceName(source))} (a note, no error)`),
  );
}

/** Returns one line per note of a format. */
export function notesOf(source: string, notes: readonly string[]): string[] {
  return notes.map((message) => formatDiagnostic({ message }, sourceName(source)));
}
