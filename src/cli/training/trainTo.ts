import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import { hintLines } from "../files/fileLines.ts";
import type { OpenedDocument } from "../files/openDocument.ts";
import { note, type Terminal } from "../terminal/terminal.ts";
import { Reporter } from "./reporter.ts";
import { TrainingSession } from "./trainingSession.ts";

/** Says what is trained, and how that is told. */
export interface Training extends OpenedDocument {
  readonly backend: Backend;
  /** What the user typed for it. */
  readonly source: string;
  /** How many iterations are done in the end, those of the checkpoint too. */
  readonly iterations: number;
  readonly told: "bar" | "lines";
  /** What is done in between; absent where nothing is kept before the end. */
  readonly between?: Between;
}

/** Says what is done again and again while it trains, and after how many seconds; the training waits for it. */
export interface Between {
  readonly seconds: number;
  readonly act: (session: TrainingSession) => Promise<void>;
}

/** Holds a training that is over. */
export interface Trained {
  readonly session: TrainingSession;
  readonly reporter: Reporter;
  /** By Ctrl-C. */
  readonly interrupted: boolean;
  /** How it ended, as a line: `iteration 119: loss 0.3138 (120 iterations in 0.4 s)`. */
  readonly line: string;
}

/**
 * Trains from the checkpoint, or from the seed, until so many iterations are done, or until Ctrl-C. Throws a DiagnosticError
 * where it cannot begin, and where it ends by itself before.
 */
export async function trainTo(training: Training, terminal: Terminal): Promise<Trained> {
  const { graph, checkpoint, texts, backend, source, iterations, told, between } = training;
  const from = checkpoint?.iteration ?? 0;
  const reporter = new Reporter(terminal, { from, to: iterations }, told);
  try {
    let since = performance.now();
    const session: TrainingSession = new TrainingSession(texts, backend, async (progress) => {
      await reporter.tell(progress);
      if (between === undefined || progress.status.phase !== "training" || reporter.ruinedFrom !== null) return;
      if (performance.now() - since < between.seconds * 1000) return;
      await between.act(session);
      since = performance.now();
    });
    const { nodes } = await session.open(graph, false, checkpoint);
    note(terminal, hintLines(source, nodes));
    const started = performance.now();
    const { halted, interrupted } =
      from < iterations ? await session.train(iterations, terminal) : { halted: null, interrupted: false };
    reporter.close();
    if (!interrupted && reporter.done < iterations) throw DiagnosticError.of(halted ?? "the training ended early");
    const seconds = (performance.now() - started) / 1000;
    const summary = `${formatCount(reporter.done - from)} iterations in ${seconds.toFixed(1)} s`;
    const { last } = reporter;
    const line = last === null ? summary : `iteration ${last.iteration}: loss ${formatNumber(last.loss)} (${summary})`;
    return { session, reporter, interrupted, line: `${interrupted ? "interrupted: " : ""}${line}` };
  } finally {
    reporter.close();
  }
}

/** Throws a DiagnosticError where a training ended in losses that are not finite, with the iteration of the first. */
export function refuseRuin({ ruinedFrom }: Reporter, consequence = "nothing was learned from there"): void {
  if (ruinedFrom === null) return;
  throw DiagnosticError.of(`the loss is not finite from iteration ${ruinedFrom} on: ${consequence}`);
}
