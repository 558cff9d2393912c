import { SingleBar } from "cli-progress";

/** Tells a person, or a program, how the training goes. */
export interface Reporter {
  /** Iterations and losses, alternating. False when stdout wants to be drained first. */
  readonly add: (losses: Float64Array, rate: number | null) => boolean;
  /** How many iterations were told. */
  readonly iterations: () => number;
  readonly end: (interrupted: boolean) => void;
  /** Leaves the terminal as it was, also after an error. */
  readonly close: () => void;
}

/** `{"iteration":0,"loss":17.76971}` a line; a loss that is not finite is null, with a reason. */
export function jsonReporter(): Reporter {
  let count = 0;
  return {
    add(losses) {
      const lines: string[] = [];
      for (let at = 0; at < losses.length; at += 2) lines.push(lossLine(losses[at]!, losses[at + 1]!));
      count += lines.length;
      return process.stdout.write(`${lines.join("\n")}\n`);
    },
    iterations: () => count,
    end: () => undefined,
    close: () => undefined,
  };
}

function lossLine(iteration: number, loss: number): string {
  if (Number.isFinite(loss)) return JSON.stringify({ iteration, loss });
  return JSON.stringify({ iteration, loss: null, reason: `the loss is ${lossText(loss)}` });
}

/** A progress bar on stderr, and one line on stdout when it is over. */
export function progressReporter(iterations: number): Reporter {
  const bar = new SingleBar({
    format: "{bar} {value}/{total} iterations | loss {loss} | {rate}",
    stream: process.stderr,
    hideCursor: true,
    noTTYOutput: false,
  });
  const started = performance.now();
  let count = 0;
  let last = { iteration: -1, loss: Number.NaN };
  bar.start(iterations, 0, { loss: "–", rate: "–" });
  return {
    add(losses, rate) {
      count += losses.length / 2;
      last = { iteration: losses.at(-2)!, loss: losses.at(-1)! };
      bar.update(count, { loss: lossText(last.loss), rate: rate === null ? "–" : `${grouped(rate)}/s` });
      return true;
    },
    iterations: () => count,
    end(interrupted) {
      bar.stop();
      const seconds = (performance.now() - started) / 1000;
      const summary = `${grouped(count)} iterations in ${seconds.toFixed(1)} s`;
      const line = count === 0 ? summary : `iteration ${last.iteration}: loss ${lossText(last.loss)} (${summary})`;
      process.stdout.write(`${interrupted ? "interrupted: " : ""}${line}\n`);
    },
    close: () => bar.stop(),
  };
}

function lossText(loss: number): string {
  if (Number.isNaN(loss)) return "nan";
  return Number.isFinite(loss) ? loss.toFixed(4) : loss > 0 ? "inf" : "-inf";
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
