import { DiagnosticError, type Diagnostic } from "../../base/diagnostic.ts";
import { formatThatKeeps } from "../../formats/formats.ts";
import { formatOf } from "../../formats/readSource.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import { readGraphFile } from "../../io/readGraphFile.ts";
import { isLink } from "../../io/linkPrefix.ts";
import { fileLines, sourceName } from "../files/fileLines.ts";
import { sourceTyped } from "../files/openDocument.ts";
import { writeOutput } from "../files/writeOutput.ts";
import { jsonOption } from "../terminal/arguments.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { note, print, printJson, type Terminal } from "../terminal/terminal.ts";

interface FmtOptions {
  readonly check?: boolean;
  readonly json?: boolean;
}

export const fmt = defineCommand({
  name: "fmt",
  summary: "write graph files as the editor would: made to be read in a diff",
  declare: (command, act) =>
    command
      .argument("<files...>", "graphs (.json); - reads standard input and writes standard output")
      .option("--check", "change nothing; code 1, and the names of the files that would change")
      .addOption(jsonOption('{"good":true,"files":[{"file","changed","errors"}]}'))
      .action((files: string[], options: FmtOptions) => act((terminal) => formatAll(files, options, terminal))),
});

/** Is what came of one file. */
interface Formatted {
  readonly file: string;
  /** Whether it was, or with `--check` would be, changed. */
  readonly changed: boolean;
  readonly errors: readonly Diagnostic[];
}

async function formatAll(files: readonly string[], options: FmtOptions, terminal: Terminal): Promise<number> {
  const all: Formatted[] = [];
  for (const file of files) {
    const formatted = await formatFile(file, options, terminal);
    all.push(formatted);
    if (options.json) continue;
    if (formatted.errors.length > 0) note(terminal, fileLines(file, new DiagnosticError(formatted.errors)));
    else if (formatted.changed && file !== "-") print(terminal, [sourceName(file)]);
    else if (formatted.changed && options.check) note(terminal, ["standard input is not written as the editor would"]);
  }
  const good = all.every(({ changed, errors }) => errors.length === 0 && !(changed && options.check));
  if (options.json) printJson(terminal, { good, files: all });
  return good ? EXIT.done : EXIT.graphIsWrong;
}

async function formatFile(file: string, { check, json }: FmtOptions, terminal: Terminal): Promise<Formatted> {
  try {
    if (isLink(file)) throw DiagnosticError.of("expected a graph's file, for a link is not written anew");
    const source = await sourceTyped(file, terminal);
    const format = formatOf(source);
    if (format !== formatThatKeeps("graph")) {
      throw DiagnosticError.of(`expected a graph's file (.json), got ${JSON.stringify(format?.title)}`);
    }
    const text = writeGraph(await readGraphFile(source.blob, source.name));
    const changed = !Buffer.from(text).equals(Buffer.from(await source.blob.arrayBuffer()));
    if (!check && file === "-" && !json) terminal.stdout.write(text);
    if (!check && file !== "-" && changed) await writeOutput(file, text, terminal);
    return { file, changed, errors: [] };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { file, changed: false, errors: error.diagnostics };
  }
}
