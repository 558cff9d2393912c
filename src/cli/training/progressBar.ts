import { SingleBar } from "cli-progress";
import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import type { Output } from "../terminal/terminal.ts";
import { timeLeft } from "./timeLeft.ts";

/** Shows on stderr how far a training is, and how long it will take. */
export interface ProgressBar {
  /**
   * @param done iterations, those before this training too.
   * @param rate iterations a second; null where that is not known yet.
   */
  readonly update: (done: number, loss: number, rate: number | null) => void;
  /** Leaves the terminal as it was. */
  readonly stop: () => void;
}

/** Describes a training that is shown: it goes from one number of iterations to another. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds between two lines where there is no terminal to draw a bar on. */
const LINE_EVERY = 5000;

/**
 * Returns a bar where stderr is a terminal, or else now and then a line.
 *
 * @param now milliseconds, from any start.
 */
export function progressBar(stderr: Output, extent: Extent, now: () => number = () => performance.now()): ProgressBar {
  const started = now();
  /** In words, at the rate that is given, or else that of all so far. */
  const left = (done: number, rate: number | null): string | null => {
    const known = rate ?? ((done - extent.from) / (now() - started)) * 1000;
    return known > 0 ? timeLeft((extent.to - done) / known) : null;
  };
  return stderr.isTTY === true ? terminalBar(stderr, extent, left) : lines(stderr, extent, left, now);
}

type Left = (done: number, rate: number | null) => string | null;

function terminalBar(stderr: Output, { from, to }: Extent, left: Left): ProgressBar {
  const bar = new SingleBar({
    format: "{bar} {value}/{total} iterations | loss {loss} | {rate} | {left} left",
    stream: stderr,
    hideCursor: true,
  });
  const unknown = "–";
  bar.start(to, from, { loss: unknown, rate: unknown, left: unknown });
  return {
    update: (done, loss, rate) =>
      bar.update(done, {
        loss: formatNumber(loss),
        rate: rate === null ? unknown : `${rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate))}/s`,
        left: left(done, rate) ?? unknown,
      }),
    stop: () => bar.stop(),
  };
}

function lines(stderr: Output, { to }: Extent, left: Left, now: () => number): ProgressBar {
  let last = now();
  return {
    update(done, loss, rate) {
      if (now() - last < LINE_EVERY) return;
      last = now();
      const time = left(done, rate);
      const rest = time === null ? "" : `, ${time} left`;
      stderr.write(`${formatCount(done)} of ${formatCount(to)} iterations, loss ${formatNumber(loss)}${rest}\n`);
    },
    stop: () => undefined,
  };
}
