import { DiagnosticError } from "../../base/diagnostic.ts";
import { Option, type Command } from "commander";
import type { Format, FormatChoices, FormatOption } from "../../formats/format.ts";
import { checkedChoices } from "../../formats/checkedChoices.ts";
import { formats } from "../../formats/formats.ts";
import { notesOf, withFile } from "../files/fileLines.ts";
import { openDocument } from "../files/openDocument.ts";
import { writeOutput } from "../files/writeOutput.ts";
import { GRAPH_ARGUMENT, jsonOption, textOption } from "../terminal/arguments.ts";
import { defineCommand } from "../terminal/command.ts";
import { CommandEnd, EXIT } from "../terminal/exitCode.ts";
import { note, printJson, type Terminal } from "../terminal/terminal.ts";
import { askOf } from "../training/askOf.ts";

interface ExportOptions {
  readonly to?: string;
  readonly output?: string;
  readonly text: readonly string[];
  readonly json?: boolean;
  /** The choices of the formats, by their names. */
  readonly [choice: string]: unknown;
}

type Writing = Format & Required<Pick<Format, "writes">>;

/** Holds the formats that can be written. */
const writing = formats.filter((format): format is Writing => format.writes !== undefined);

export const exportTo = defineCommand({
  name: "export",
  summary: "write a graph, and what was trained, in another format",
  declare(command, act) {
    const names = writing.map(({ name, title }) => `${name} (${title})`).join(", ");
    command
      .argument("<file>", GRAPH_ARGUMENT)
      .addOption(
        new Option("--to <format>", `the format: ${names}; else by the ending of <out>`).choices(
          writing.map(({ name }) => name),
        ),
      )
      .option("-o, --output <out>", "the file to write; standard output where it is left out");
    for (const option of formatOptions()) addChoice(command, option);
    command
      .addOption(textOption())
      .addOption(jsonOption('{"format","output","bytes","notes"}; without --output the text too: "content"'))
      .action((file: string, options: ExportOptions) =>
        act((terminal) => withFile(file, () => exportFile(file, options, terminal))),
      );
  },
});

/** The options of all formats, each once: an option is of one meaning in all formats. */
function formatOptions(): readonly FormatOption[] {
  return [...new Map(writing.flatMap(({ options = [] }) => options.map((option) => [option.name, option]))).values()];
}

function addChoice(command: Command, { name, summary, choices }: FormatOption): void {
  const where = writing.filter(({ options = [] }) => options.some((option) => option.name === name));
  const described = `${summary} (of ${where.map((format) => format.name).join(", ")})`;
  const option = new Option(choices === undefined ? `--${name}` : `--${name} <${name}>`, described);
  command.addOption(choices === undefined ? option : option.choices([...choices]));
}

async function exportFile(file: string, options: ExportOptions, terminal: Terminal): Promise<number> {
  const { output, text, json } = options;
  const format = formatFor(options);
  const choices = choicesFor(format, options);
  const opened = await openDocument(file, text, terminal);
  const { content, notes } = await format.writes(opened.graph, askOf(opened), choices);
  if (!json) note(terminal, notesOf(file, notes));
  if (output === undefined) refuseBytes(content, json, terminal);
  else await writeOutput(output, content, terminal);
  if (json) {
    const bytes = Buffer.byteLength(content);
    const shown = output === undefined ? { content } : {};
    printJson(terminal, { format: format.name, output: output ?? null, bytes, notes, ...shown });
  } else if (output === undefined) {
    terminal.stdout.write(content);
    if (typeof content === "string" && !content.endsWith("\n")) terminal.stdout.write("\n");
  }
  return EXIT.done;
}

/** The format that is asked for by its name, or by the ending of the file. */
function formatFor({ to, output = "" }: ExportOptions): Writing {
  const format =
    to === undefined
      ? writing.find(({ endings }) => endings.some((ending) => output.toLowerCase().endsWith(ending)))
      : writing.find(({ name }) => name === to);
  if (format !== undefined) return format;
  const names = writing.map(({ name }) => name).join(", ");
  throw new CommandEnd(EXIT.commandIsWrong, `say with --to which format is meant: ${names}`);
}

/** What was typed of the formats' own options. Throws for one that this format has not. */
function choicesFor(format: Writing, typed: ExportOptions): FormatChoices {
  const given = formatOptions().flatMap(({ name }): [string, string | boolean][] => {
    const value = typed[name];
    return typeof value === "string" || typeof value === "boolean" ? [[name, value]] : [];
  });
  try {
    return checkedChoices(format, Object.fromEntries(given));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new CommandEnd(EXIT.commandIsWrong, error.message);
  }
}

/** Bytes are nothing to look at, nor anything that JSON could hold. */
function refuseBytes(content: string | Uint8Array, json: boolean | undefined, { stdout }: Terminal): void {
  if (typeof content === "string" || (stdout.isTTY !== true && !json)) return;
  throw new CommandEnd(EXIT.commandIsWrong, "these are bytes, which are nothing to read: name a file with --output");
}
