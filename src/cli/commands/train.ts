import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { Graph } from "../../graph/graph.ts";
import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatThatKeeps } from "../../formats/formats.ts";
import { modelChanges } from "../../graph/changes/modelChanges.ts";
import { withFile } from "../files/fileLines.ts";
import { fileExists } from "../files/findFile.ts";
import { openDocument, readDocument, type OpenedDocument } from "../files/openDocument.ts";
import { checkOutput, writeOutput } from "../files/writeOutput.ts";
import {
  backendOption,
  GRAPH_ARGUMENT,
  jsonOption,
  positiveNumber,
  textOption,
  wholeNumber,
} from "../terminal/arguments.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { defineCommand } from "../terminal/command.ts";
import { CommandEnd, EXIT } from "../terminal/exitCode.ts";
import { note, print, printJson, type Terminal } from "../terminal/terminal.ts";
import { chosenBackend } from "../terminal/chosenBackend.ts";
import type { TrainingSession } from "../training/trainingSession.ts";
import { refuseRuin, trainTo, type Between } from "../training/trainTo.ts";

interface TrainOptions {
  /** How many iterations are done in the end. */
  readonly iterations: number;
  readonly save: string;
  readonly saveEvery: number;
  readonly resume?: boolean;
  readonly seed?: number;
  readonly text: readonly string[];
  readonly backend?: Backend["name"];
  readonly json?: boolean;
}

export const train = defineCommand({
  name: "train",
  summary: "train a graph and save it with what was trained",
  declare: (command, act) =>
    command
      .argument("<file>", GRAPH_ARGUMENT)
      .requiredOption("-n, --iterations <n>", "how many iterations are done in the end", wholeNumber(1))
      .requiredOption("-o, --save <out>", "the file to save to (.wiregrad); also saved while it trains, and at Ctrl-C")
      .option(
        "-r, --resume",
        "go on from what <file> holds, or else from <out>; from the seed where neither is trained",
      )
      .option("--save-every <seconds>", "how often it is saved while it trains", positiveNumber, 60)
      .option("-s, --seed <s>", "use this seed instead of the graph's", wholeNumber(0))
      .addOption(textOption())
      .addOption(backendOption())
      .addOption(jsonOption('{"saved","from","iterations","iteration","loss","bytes","interrupted"}'))
      .action((file: string, options: TrainOptions) =>
        act((terminal) => withFile(file, () => trainFile(file, options, terminal))),
      ),
});

async function trainFile(file: string, options: TrainOptions, terminal: Terminal): Promise<number> {
  const { iterations, save, seed, text, json } = options;
  const format = formatThatKeeps("training");
  if (!format.endings.some((ending) => save.toLowerCase().endsWith(ending))) {
    throw new CommandEnd(EXIT.commandIsWrong, `--save: expected a name that ends in ${format.endings[0]}, got ${save}`);
  }
  if (options.resume && seed !== undefined) {
    throw new CommandEnd(EXIT.commandIsWrong, "--seed starts anew and --resume goes on: expected one of them");
  }
  await checkOutput(save, terminal);
  const opened = await openDocument(file, text, terminal);
  const graph: Graph = seed === undefined ? opened.graph : { ...opened.graph, seed };
  const checkpoint = options.resume ? await trainedBefore(opened, save, terminal) : null;
  const from = checkpoint?.iteration ?? 0;
  if (from >= iterations) note(terminal, [`${from} iterations are done already: nothing is left to train`]);
  const keep = async ({ client }: TrainingSession): Promise<number> => {
    const { content } = await format.writes!(graph, () => client.ask("export", { seedLosses: false }));
    await writeOutput(save, content, terminal);
    return content.length;
  };
  let kept = 0;
  const between: Between = {
    seconds: options.saveEvery,
    act: async (session) => {
      kept = await keep(session);
    },
  };
  const how = { backend: await chosenBackend(options.backend, terminal), told: "bar" as const, between };
  const training = { graph, checkpoint, texts: opened.texts, source: file, iterations, ...how };
  const { session, reporter, interrupted, line } = await trainTo(training, terminal);
  refuseRuin(reporter, kept === 0 ? "nothing was saved" : `${save} is as it was saved before`);
  const bytes = await keep(session);
  const { done, last } = reporter;
  if (json) {
    const at = { from, iterations: done, iteration: last?.iteration ?? null, loss: last?.loss ?? null };
    printJson(terminal, { saved: save, ...at, bytes, interrupted });
  } else print(terminal, [`${line}, saved in ${save}`]);
  return interrupted ? EXIT.interrupted : EXIT.done;
}

/**
 * What the document holds, or else what is saved already of this very graph; null where neither was trained. Throws where
 * that is the training of another graph.
 */
async function trainedBefore(
  { graph, checkpoint }: OpenedDocument,
  save: string,
  terminal: Terminal,
): Promise<Checkpoint | null> {
  if (checkpoint !== null) return checkpoint;
  if (!(await fileExists(save, terminal))) {
    note(terminal, [`${save}: not there yet, so the training begins from the seed`]);
    return null;
  }
  return withFile(save, async () => {
    const { found } = await readDocument(save, terminal);
    const [change] = modelChanges(found.graph, graph);
    if (change === undefined) return found.checkpoint;
    throw DiagnosticError.of(
      `it holds the training of another graph (${change}): expected that of the graph that is trained, or --save another file`,
    );
  });
}
