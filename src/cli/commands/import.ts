import { formatThatKeeps } from "../../formats/formats.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import { notesOf, withFile } from "../files/fileLines.ts";
import { openDocument, readDocument } from "../files/openDocument.ts";
import { TextFiles } from "../files/textFiles.ts";
import { writeOutput } from "../files/writeOutput.ts";
import { jsonOption, textOption } from "../terminal/arguments.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { note, print, printJson, type Terminal } from "../terminal/terminal.ts";
import { askOf } from "../training/askOf.ts";

interface ImportOptions {
  readonly output?: string;
  readonly onto?: string;
  readonly text: readonly string[];
  readonly json?: boolean;
}

export const importFrom = defineCommand({
  name: "import",
  summary: "read PyTorch code, or any other format, as a graph; what is left out is said with its line",
  declare: (command, act) =>
    command
      .argument("<file>", "PyTorch code (.py, .ipynb), weights, or what else can be opened; - for standard input")
      .option("-o, --output <out>", "the graph's file (.json, or .wiregrad with its numbers); else standard output")
      .option("--onto <graph>", "the graph that weights are for (.safetensors)")
      .addOption(textOption())
      .addOption(jsonOption('{"format","output","nodes","edges","notes"}; without --output the graph too: "graph"'))
      .action((file: string, options: ImportOptions) =>
        act((terminal) => withFile(file, () => importFile(file, options, terminal))),
      ),
});

async function importFile(
  file: string,
  { output, onto, text, json }: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const open = onto === undefined ? undefined : await withFile(onto, () => openDocument(onto, text, terminal));
  const { format, found } = await readDocument(file, terminal, open && askOf(open));
  const { graph, notes } = found;
  const { nodes, edges } = graph;
  if (json !== true) note(terminal, notesOf(file, notes));
  const written = writeGraph(graph);
  if (output !== undefined) {
    const kept = formatThatKeeps("training");
    if (kept.endings.some((ending) => output.toLowerCase().endsWith(ending))) {
      const texts = open?.texts ?? (await TextFiles.read(text, terminal));
      await texts.add(found.texts);
      const ask = askOf({ graph, checkpoint: found.checkpoint, texts });
      await writeOutput(output, (await kept.writes!(graph, ask)).content, terminal);
    } else await writeOutput(output, written, terminal);
  }
  if (json === true) {
    const result = { format: format.name, output: output ?? null, nodes: nodes.length, edges: edges.length, notes };
    printJson(terminal, output === undefined ? { ...result, graph: JSON.parse(written) as unknown } : result);
  } else if (output === undefined) terminal.stdout.write(written);
  else print(terminal, [`${output}: ${nodes.length} nodes, ${edges.length} wires`]);
  return EXIT.done;
}
