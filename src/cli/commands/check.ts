import { DiagnosticError, type Diagnostic } from "../../base/diagnostic.ts";
import { formatCount } from "../../base/formatNumber.ts";
import type { SessionClient } from "../../session/client.ts";
import { fileLines, hintLines, sourceName } from "../files/fileLines.ts";
import { folderOf, readDocument } from "../files/openDocument.ts";
import { TextFiles } from "../files/textFiles.ts";
import { plainBackend } from "../../tensor/backend/plainBackend.ts";
import { GRAPH_ARGUMENT, jsonOption, textOption } from "../terminal/arguments.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { print, printJson, type Terminal } from "../terminal/terminal.ts";
import { localSession } from "../training/localSession.ts";

interface CheckOptions {
  readonly text: readonly string[];
  readonly json?: boolean;
}

export const check = defineCommand({
  name: "check",
  summary: "say what is wrong with graphs, one line an error",
  declare: (command, act) =>
    command
      .argument("<files...>", GRAPH_ARGUMENT)
      .addOption(textOption())
      .addOption(
        jsonOption('{"good":true,"files":[{"file","good","nodes","parameters","iterations","errors","notes"}]}'),
      )
      .action((files: string[], options: CheckOptions) => act((terminal) => checkAll(files, options, terminal))),
});

/** Is what is known of one graph. */
interface Checked {
  readonly file: string;
  readonly good: boolean;
  /** How many nodes and parameters it has, and how many iterations were trained; null where it cannot be read. */
  readonly nodes: number | null;
  readonly parameters: number | null;
  readonly iterations: number | null;
  readonly errors: readonly Diagnostic[];
  readonly notes: readonly string[];
}

async function checkAll(files: readonly string[], { text, json }: CheckOptions, terminal: Terminal): Promise<number> {
  const texts = await TextFiles.read(text, terminal);
  const session = localSession(
    {
      onProgress: (_, acknowledge) => acknowledge(),
      onFailure: (message) => {
        throw new Error(message);
      },
    },
    texts,
    // Nothing runs.
    plainBackend,
  );
  const all: Checked[] = [];
  for (const file of files) {
    texts.lookBeside(folderOf(file, terminal));
    const checked = await checkFile(file, session, texts, terminal);
    all.push(checked);
    if (!json) print(terminal, linesOf(checked));
  }
  const good = all.every((checked) => checked.good);
  if (json) printJson(terminal, { good, files: all });
  return good ? EXIT.done : EXIT.graphIsWrong;
}

async function checkFile(file: string, session: SessionClient, texts: TextFiles, terminal: Terminal): Promise<Checked> {
  try {
    const { graph, checkpoint, texts: brought, notes } = (await readDocument(file, terminal)).found;
    await texts.add(brought);
    const { diagnostics, parameterCount, nodes } = await session.ask("whatIf", { graph });
    return {
      file,
      good: diagnostics.length === 0,
      nodes: graph.nodes.length,
      parameters: parameterCount,
      iterations: checkpoint?.iteration ?? null,
      errors: diagnostics,
      notes: [...notes.map((one) => `${sourceName(file)}: ${one}`), ...hintLines(file, nodes)],
    };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const unread = { nodes: null, parameters: null, iterations: null, notes: [] };
    return { file, good: false, ...unread, errors: error.diagnostics };
  }
}

function linesOf({ file, good, nodes, parameters, iterations, errors, notes }: Checked): readonly string[] {
  if (!good) return fileLines(file, new DiagnosticError(errors));
  const trained = iterations === null ? "" : `, ${formatCount(iterations)} iterations done`;
  return [...notes, `${sourceName(file)}: good: ${nodes} nodes, ${formatCount(parameters ?? 0)} parameters${trained}`];
}
