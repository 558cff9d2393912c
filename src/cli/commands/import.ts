import { writeGraph } from "../../graph/writeGraph.ts";
import { notesOf, withFile } from "../files/fileLines.ts";
import { readDocument } from "../files/openDocument.ts";
import { writeOutput } from "../files/writeOutput.ts";
import { jsonOption } from "../terminal/arguments.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { note, print, printJson, type Terminal } from "../terminal/terminal.ts";

interface ImportOptions {
  readonly output?: string;
  readonly json?: boolean;
}

export const importFrom = defineCommand({
  name: "import",
  summary: "read PyTorch code, or any other format, as a graph; what is left out is said with its line",
  declare: (command, act) =>
    command
      .argument("<file>", "PyTorch code (.py, .ipynb), or what else can be opened; - for standard input")
      .option("-o, --output <out>", "the graph's file (.json); standard output where it is left out")
      .addOption(jsonOption('{"format","output","nodes","edges","notes"}; without --output the graph too: "graph"'))
      .action((file: string, options: ImportOptions) =>
        act((terminal) => withFile(file, () => importFile(file, options, terminal))),
      ),
});

async function importFile(file: string, { output, json }: ImportOptions, terminal: Terminal): Promise<number> {
  const { format, found } = await readDocument(file, terminal);
  const { graph, notes } = found;
  const { nodes, edges } = graph;
  const text = writeGraph(graph);
  if (!json) note(terminal, notesOf(file, notes));
  if (output !== undefined) await writeOutput(output, text, terminal);
  if (json) {
    const result = { format: format.name, output: output ?? null, nodes: nodes.length, edges: edges.length, notes };
    printJson(terminal, output === undefined ? { ...result, graph: JSON.parse(text) as unknown } : result);
  } else if (output === undefined) terminal.stdout.write(text);
  else print(terminal, [`${output}: ${nodes.length} nodes, ${edges.length} wires`]);
  return EXIT.done;
}
