import { DiagnosticError } from "../base/diagnostic.ts";
import type { SessionClient } from "../session/client.ts";
import { EXIT } from "./exitCode.ts";
import { fileLines, noteLines, openGraph, sourceName } from "./graphFile.ts";
import { localSession } from "./localSession.ts";
import { TextFiles } from "./textFiles.ts";

/**
 * Runs `wiregrad check FILE…`: one line per error on stdout, or one line that says the file is good, after any notes.
 */
export async function check(files: readonly string[], textPaths: readonly string[]): Promise<number> {
  const texts = await TextFiles.read(textPaths);
  const session = localSession(
    {
      onProgress: (_, acknowledge) => acknowledge(),
      onFailure: (message) => {
        throw new Error(message);
      },
    },
    texts,
  );
  let code: number = EXIT.done;
  for (const file of files) {
    texts.lookBeside(file);
    const { lines, good } = await checkFile(session, file);
    for (const line of lines) process.stdout.write(`${line}\n`);
    if (!good) code = EXIT.graphIsWrong;
  }
  return code;
}

async function checkFile(session: SessionClient, file: string): Promise<{ lines: string[]; good: boolean }> {
  try {
    const graph = await openGraph(file);
    const { diagnostics, parameterCount, nodes } = await session.ask("whatIf", { graph });
    if (diagnostics.length > 0) return { lines: fileLines(file, new DiagnosticError(diagnostics)), good: false };
    const count = parameterCount.toLocaleString("en-US");
    const name = sourceName(file);
    return {
      lines: [...noteLines(file, nodes), `${name}: good: ${graph.nodes.length} nodes, ${count} parameters`],
      good: true,
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { lines: fileLines(file, error), good: false };
  }
}
