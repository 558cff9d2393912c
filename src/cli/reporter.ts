import { SingleBar } from "cli-progress";
import { formatNumber } from "../base/formatNumber.ts";
import { pointsOf } from "../base/points.ts";
import type { LossPoints } from "../protocol/lossPoints.ts";

/** Tells a person, or a program, how the training goes. */
export interface Reporter {
  /** The losses of some iterations, the most important curve first. False when stdout wants to be drained first. */
  readonly add: (losses: readonly [LossPoints, ...LossPoints[]], rate: number | null) => boolean;
  /** How many iterations were told. */
  readonly iterations: () => number;
  /** The first iteration of the last losses that are not finite; null when the last one is. */
  readonly ruinedFrom: () => number | null;
  readonly end: (interrupted: boolean) => void;
  /** Leaves the terminal as it was, also after an error. */
  readonly close: () => void;
}

/**
 * Writes one `{"iteration":0,"loss":17.76971}` a line; a loss that is not finite is null, with a reason. Losses of other
 * nodes that were computed in an iteration follow in its line, by node: `"others":{"dev_loss":17.8}`.
 */
export function jsonReporter(): Reporter {
  let count = 0;
  let ruined: number | null = null;
  return {
    add([{ points }, ...rest]) {
      const others = othersByIteration(rest);
      const lines = Array.from(pointsOf(points), ([iteration, loss]) =>
        lossLine(iteration, loss, others.get(iteration)),
      );
      count += lines.length;
      ruined = ruinedFrom(points, ruined);
      return process.stdout.write(`${lines.join("\n")}\n`);
    },
    iterations: () => count,
    ruinedFrom: () => ruined,
    end: () => undefined,
    close: () => undefined,
  };
}

type Others = Record<string, number | null>;

function othersByIteration(curves: readonly LossPoints[]): ReadonlyMap<number, Others> {
  const byIteration = new Map<number, Others>();
  for (const { node, points } of curves) {
    for (const [iteration, loss] of pointsOf(points)) {
      const others = byIteration.get(iteration) ?? {};
      byIteration.set(iteration, { ...others, [node]: Number.isFinite(loss) ? loss : null });
    }
  }
  return byIteration;
}

function lossLine(iteration: number, loss: number, others: Others | undefined): string {
  if (Number.isFinite(loss)) return JSON.stringify({ iteration, loss, others });
  return JSON.stringify({ iteration, loss: null, reason: `the loss is ${formatNumber(loss)}`, others });
}

/** Shows on stderr how far a training is. */
interface Bar {
  readonly update: (count: number, loss: string, rate: number | null) => void;
  readonly stop: () => void;
}

function terminalBar(iterations: number): Bar {
  const bar = new SingleBar({
    format: "{bar} {value}/{total} iterations | loss {loss} | {rate}",
    stream: process.stderr,
    hideCursor: true,
  });
  bar.start(iterations, 0, { loss: "–", rate: "–" });
  return {
    update: (count, loss, rate) => bar.update(count, { loss, rate: rate === null ? "–" : `${grouped(rate)}/s` }),
    stop: () => bar.stop(),
  };
}

/** Milliseconds between two lines where there is no terminal to draw a bar on. */
const LINE_EVERY = 5000;

function linesInsteadOfBar(iterations: number): Bar {
  let last = performance.now();
  return {
    update(count, loss, rate) {
      const now = performance.now();
      if (now - last < LINE_EVERY) return;
      last = now;
      const left = rate === null || rate === 0 ? "" : `, ${grouped((iterations - count) / rate)} s left`;
      process.stderr.write(`${grouped(count)} of ${grouped(iterations)} iterations, loss ${loss}${left}\n`);
    },
    stop: () => undefined,
  };
}

/**
 * Returns a progress bar on stderr, or now and then a line where that is no terminal; one line on stdout when it is
 * over.
 */
export function progressReporter(iterations: number): Reporter {
  const bar = process.stderr.isTTY ? terminalBar(iterations) : linesInsteadOfBar(iterations);
  const started = performance.now();
  let count = 0;
  let ruined: number | null = null;
  let last = { iteration: -1, loss: Number.NaN };
  return {
    add([{ points }], rate) {
      count += points.length / 2;
      ruined = ruinedFrom(points, ruined);
      last = { iteration: points.at(-2)!, loss: points.at(-1)! };
      bar.update(count, formatNumber(last.loss), rate);
      return true;
    },
    iterations: () => count,
    ruinedFrom: () => ruined,
    end(interrupted) {
      bar.stop();
      const seconds = (performance.now() - started) / 1000;
      const summary = `${grouped(count)} iterations in ${seconds.toFixed(1)} s`;
      const line = count === 0 ? summary : `iteration ${last.iteration}: loss ${formatNumber(last.loss)} (${summary})`;
      process.stdout.write(`${interrupted ? "interrupted: " : ""}${line}\n`);
    },
    close: () => bar.stop(),
  };
}

/** From which iteration on the losses are not finite, with these points after those before; null when the last one is. */
function ruinedFrom(points: Float64Array, before: number | null): number | null {
  let from = before;
  for (const [iteration, loss] of pointsOf(points)) from = Number.isFinite(loss) ? null : (from ?? iteration);
  return from;
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
