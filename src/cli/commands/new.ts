import { emptyGraph } from "../../graph/emptyGraph.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import { fileExists } from "../files/findFile.ts";
import { galleryGraph, galleryNames } from "../files/gallery.ts";
import { writeOutput } from "../files/writeOutput.ts";
import { jsonOption } from "../terminal/arguments.ts";
import { defineCommand } from "../terminal/command.ts";
import { CommandEnd, EXIT } from "../terminal/exitCode.ts";
import { print, printJson, type Terminal } from "../terminal/terminal.ts";

interface NewOptions {
  readonly output?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

export const newGraph = defineCommand({
  name: "new",
  summary: "begin a graph: an empty one, or one of the gallery's",
  declare: (command, act) =>
    command
      .argument("[name]", "a graph of the gallery, such as notebook-mlp; empty where it is left out")
      .option("-o, --output <out>", "the graph's file, which must not be there yet; else standard output")
      .option("-l, --list", "say what the gallery has")
      .addOption(
        jsonOption(
          '{"output","title","nodes"}, without --output also "graph"; with --list {"graphs":[{"name","title"}]}',
        ),
      )
      .action((name: string | undefined, options: NewOptions) =>
        act((terminal) => (options.list ? listGallery(options, terminal) : begin(name, options, terminal))),
      ),
});

async function begin(name: string | undefined, { output, json }: NewOptions, terminal: Terminal): Promise<number> {
  const names = await galleryNames();
  if (name !== undefined && !names.includes(name)) {
    const sentence = `there is no ${JSON.stringify(name)} in the gallery, which has ${names.join(", ")}`;
    throw new CommandEnd(EXIT.commandIsWrong, sentence);
  }
  if (output !== undefined && (await fileExists(output, terminal))) {
    throw new CommandEnd(EXIT.commandIsWrong, `${output}: it is there already: expected a new name`);
  }
  const graph = name === undefined ? emptyGraph : await galleryGraph(name);
  const text = writeGraph(graph);
  if (output !== undefined) await writeOutput(output, text, terminal);
  if (json) {
    const result = { output: output ?? null, title: graph.title, nodes: graph.nodes.length };
    printJson(terminal, output === undefined ? { ...result, graph: JSON.parse(text) as unknown } : result);
  } else if (output === undefined) terminal.stdout.write(text);
  else print(terminal, [`${output}: ${graph.title}, ${graph.nodes.length} nodes`]);
  return EXIT.done;
}

async function listGallery({ json }: NewOptions, terminal: Terminal): Promise<number> {
  const names = await galleryNames();
  const graphs = await Promise.all(names.map(async (name) => ({ name, title: (await galleryGraph(name)).title })));
  if (json) printJson(terminal, { graphs });
  else {
    const width = Math.max(...names.map(({ length }) => length));
    print(
      terminal,
      graphs.map(({ name, title }) => `${name.padEnd(width)}  ${title}`),
    );
  }
  return EXIT.done;
}
