import type { ExportedDocument } from "../../protocol/exportedDocument.ts";
import { modelChanges, otherChanges } from "../../graph/changes/modelChanges.ts";
import { numberChanges } from "../diff/numberChanges.ts";
import { sourceName, withFile } from "../files/fileLines.ts";
import { openDocument, type OpenedDocument } from "../files/openDocument.ts";
import { GRAPH_ARGUMENT, jsonOption, textOption } from "../terminal/arguments.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { note, print, printJson, type Terminal } from "../terminal/terminal.ts";
import { askOf } from "../training/askOf.ts";
import { DiagnosticError } from "../../base/diagnostic.ts";

interface DiffOptions {
  readonly text: readonly string[];
  readonly json?: boolean;
}

export const diff = defineCommand({
  name: "diff",
  summary: "say in words what changed from one graph to another, in the model and in its numbers",
  declare: (command, act) =>
    command
      .argument("<before>", GRAPH_ARGUMENT)
      .argument("<after>", "the same, later")
      .addOption(textOption())
      .addOption(
        jsonOption('{"same":false,"model":[],"numbers":[],"other":[]}, sentences in each; code 1 where they differ'),
      )
      .action((before: string, after: string, options: DiffOptions) =>
        act((terminal) => diffFiles(before, after, options, terminal)),
      ),
});

async function diffFiles(
  before: string,
  after: string,
  { text, json }: DiffOptions,
  terminal: Terminal,
): Promise<number> {
  const old = await withFile(before, () => openDocument(before, text, terminal));
  const now = await withFile(after, () => openDocument(after, text, terminal));
  const model = modelChanges(old.graph, now.graph);
  const other = otherChanges(old.graph, now.graph);
  const [numbersBefore, numbersAfter] = [await numbersOf(before, old, terminal), await numbersOf(after, now, terminal)];
  const numbers = numbersBefore === null || numbersAfter === null ? [] : numberChanges(numbersBefore, numbersAfter);
  const same = model.length + numbers.length + other.length === 0;
  if (json) printJson(terminal, { same, model, numbers, other });
  else if (same) print(terminal, ["the same"]);
  else print(terminal, [...part("model", model), ...part("numbers", numbers), ...part("beside the model", other)]);
  return same ? EXIT.done : EXIT.graphIsWrong;
}

/** What was trained, or what the seed draws; null where the graph cannot be planned, and a note says so. */
async function numbersOf(source: string, opened: OpenedDocument, terminal: Terminal): Promise<ExportedDocument | null> {
  try {
    return await askOf(opened)();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    note(terminal, [`${sourceName(source)}: its numbers are not compared, for the graph has errors (wiregrad check)`]);
    return null;
  }
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}
