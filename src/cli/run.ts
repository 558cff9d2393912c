import { once } from "node:events";
import { DiagnosticError } from "../base/diagnostic.ts";
import { CommandEnd, EXIT } from "./exitCode.ts";
import { fileLines, noteLines, openGraph } from "./graphFile.ts";
import { jsonReporter, progressReporter, type Reporter } from "./reporter.ts";
import { TextFiles } from "./textFiles.ts";
import { TrainingSession } from "./trainingSession.ts";
import type { Progress } from "../protocol/progress.ts";

export interface RunOptions {
  /** Iterations 0 to `iterations` − 1 are run. */
  readonly iterations: number;
  /** Replaces the graph's seed. */
  readonly seed?: number;
  /** Paths of text files that the graph may name. */
  readonly text: readonly string[];
  /** One JSON object a line on stdout, instead of a progress bar on stderr. */
  readonly json: boolean;
}

/**
 * Runs `wiregrad run FILE --iterations N`: trains the graph from its seed and tells the losses. A training that ends in
 * losses that are not finite is told as far as it was asked for, and ends with code 1 and the iteration from which on
 * they are.
 */
export async function run(file: string, options: RunOptions): Promise<number> {
  try {
    return await train(file, options);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new CommandEnd(EXIT.graphIsWrong, fileLines(file, error).join("\n"));
  }
}

async function train(file: string, { iterations, seed, text, json }: RunOptions): Promise<number> {
  const texts = await TextFiles.read(text);
  texts.lookBeside(file);
  const opened = await openGraph(file);
  const graph = seed === undefined ? opened : { ...opened, seed };
  const reporter = json ? jsonReporter() : progressReporter(iterations);
  const session = new TrainingSession(texts, (progress) => tell(reporter, progress));
  const { nodes } = await session.open(graph, false);
  for (const line of noteLines(file, nodes)) process.stderr.write(`${line}\n`);
  try {
    const { halted, interrupted } = await session.train(iterations);
    reporter.end(interrupted);
    if (interrupted) return EXIT.interrupted;
    const done = reporter.iterations() === iterations;
    if (!done) throw DiagnosticError.of(halted ?? "the training ended early");
    const from = reporter.ruinedFrom();
    if (from !== null) {
      throw DiagnosticError.of(`the loss is not finite from iteration ${from} on: nothing was learned from there`);
    }
    return EXIT.done;
  } finally {
    reporter.close();
  }
}

/** Waits for a slow reader of stdout: the session then waits too, and nothing piles up. */
export async function tell(reporter: Reporter, { losses, status }: Progress): Promise<void> {
  const [first, ...rest] = losses;
  if (first !== undefined && !reporter.add([first, ...rest], status.rate)) await once(process.stdout, "drain");
}
