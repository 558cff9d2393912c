import { once } from "node:events";
import { DiagnosticError } from "../base/diagnostic.ts";
import type { ClientListener } from "../session/client.ts";
import type { Progress } from "../session/protocol.ts";
import { CommandEnd, EXIT } from "./exitCode.ts";
import { fileLines, openGraphFile } from "./graphFile.ts";
import { localSession } from "./localSession.ts";
import { jsonReporter, progressReporter, type Reporter } from "./reporter.ts";
import { TextFiles } from "./textFiles.ts";

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

/** `wiregrad run FILE --iterations N`: trains the graph from its seed and tells the losses. */
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
  const opened = await openGraphFile(file);
  const graph = seed === undefined ? opened : { ...opened, seed };
  const reporter = json ? jsonReporter() : progressReporter(iterations);
  const ended = settleable<string | null>();
  const listener: ClientListener = {
    onProgress: (progress, acknowledge) => {
      // Asked now, not once the losses are written: news from before the start must not end the run.
      const over = started && progress.status.phase !== "training";
      tell(reporter, progress)
        .then(() => {
          acknowledge();
          if (over) ended.resolve(progress.status.halted);
        })
        .catch((error: unknown) => ended.reject(error));
    },
    onFailure: (message) => ended.reject(new Error(message)),
  };
  const session = localSession(listener, texts);
  let started = false;
  const plan = await session.request("open", { graph, evaluate: false });
  if (plan.diagnostics.length > 0) throw new DiagnosticError(plan.diagnostics);
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
    session.request("pause", {}).catch((error: unknown) => ended.reject(error));
  };
  process.once("SIGINT", interrupt);
  try {
    await session.request("train", { stopAt: iterations - 1, losses: "all" });
    started = true;
    const halted = await ended.promise;
    reporter.end(interrupted);
    if (interrupted) return EXIT.interrupted;
    const done = reporter.iterations() === iterations;
    if (!done) throw DiagnosticError.of(halted ?? "the training ended early");
    return EXIT.done;
  } finally {
    process.off("SIGINT", interrupt);
    reporter.close();
  }
}

/** Waits for a slow reader of stdout: the session then waits too, and nothing piles up. */
async function tell(reporter: Reporter, { losses, status }: Progress): Promise<void> {
  const [first, ...rest] = losses;
  if (first !== undefined && !reporter.add([first, ...rest], status.rate)) await once(process.stdout, "drain");
}

/** A promise, and what settles it. Node 20 has no `Promise.withResolvers`. */
function settleable<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
