import { openDocument } from "../files/openDocument.ts";
import { withFile } from "../files/fileLines.ts";
import { backendOption, GRAPH_ARGUMENT, jsonOption, textOption, wholeNumber } from "../terminal/arguments.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { defineCommand } from "../terminal/command.ts";
import { EXIT } from "../terminal/exitCode.ts";
import { print, type Terminal } from "../terminal/terminal.ts";
import { chosenBackend } from "../terminal/chosenBackend.ts";
import { refuseRuin, trainTo } from "../training/trainTo.ts";

interface RunOptions {
  /** Iterations 0 to `iterations` − 1 are run. */
  readonly iterations: number;
  /** Replaces the graph's seed. */
  readonly seed?: number;
  /** Paths of text files that the graph may name. */
  readonly text: readonly string[];
  readonly backend?: Backend["name"];
  /** One JSON object an iteration on stdout, instead of a progress bar on stderr. */
  readonly json?: boolean;
}

export const run = defineCommand({
  name: "run",
  summary: "train a graph from its seed and tell the losses; nothing is kept",
  declare: (command, act) =>
    command
      .argument("<file>", GRAPH_ARGUMENT)
      .requiredOption("-n, --iterations <n>", "how many iterations to run, counted from 0", wholeNumber(1))
      .option("-s, --seed <s>", "use this seed instead of the graph's", wholeNumber(0))
      .addOption(textOption())
      .addOption(backendOption())
      .addOption(
        jsonOption(
          '{"iteration":0,"loss":17.76971}; where losses of other nodes are measured in an iteration, ' +
            'they follow by node: "others":{"dev_loss":17.8}',
          "one JSON object a line",
        ),
      )
      .action((file: string, options: RunOptions) =>
        act((terminal) => withFile(file, () => runFile(file, options, terminal))),
      ),
});

/**
 * A training that ends in losses that are not finite is told as far as it was asked for, and ends with code 1 and the
 * iteration from which on they are.
 */
async function runFile(
  file: string,
  { iterations, seed, text, backend, json }: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const { graph, texts } = await openDocument(file, text, terminal);
  const seeded = seed === undefined ? graph : { ...graph, seed };
  const used = await chosenBackend(backend, terminal);
  const training = { graph: seeded, checkpoint: null, texts, backend: used, source: file, iterations };
  const { reporter, interrupted, line } = await trainTo({ ...training, told: json ? "lines" : "bar" }, terminal);
  if (!json) print(terminal, [line]);
  if (interrupted) return EXIT.interrupted;
  refuseRuin(reporter);
  return EXIT.done;
}
