import { once } from "node:events";
import { pointsOf } from "../../base/points.ts";
import type { LossPoint, LossPoints } from "../../protocol/lossPoints.ts";
import type { Progress } from "../../protocol/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { lossLines } from "./lossLines.ts";
import { progressBar, type Extent, type ProgressBar } from "./progressBar.ts";

/** Tells how a training goes: by a bar on stderr, or by a line of JSON an iteration on stdout. */
export class Reporter {
  readonly #terminal: Terminal;
  readonly #extent: Extent;
  readonly #bar: ProgressBar | null;
  #last: LossPoint | null = null;
  #ruinedFrom: number | null = null;

  constructor(terminal: Terminal, extent: Extent, told: "bar" | "lines") {
    this.#terminal = terminal;
    this.#extent = extent;
    this.#bar = told === "bar" ? progressBar(terminal.stderr, extent) : null;
  }

  /** The last loss that was told; null before the first. */
  get last(): LossPoint | null {
    return this.#last;
  }
  /** Iterations that are done, those before this training too. */
  get done(): number {
    return this.#last === null ? this.#extent.from : this.#last.iteration + 1;
  }
  /** The first iteration of the last losses that are not finite; null when the last one is. */
  get ruinedFrom(): number | null {
    return this.#ruinedFrom;
  }

  /** Tells news of a session; waits for a slow reader of stdout: the session then waits too, and nothing piles up. */
  async tell({ losses, status }: Progress): Promise<void> {
    const [first, ...rest] = losses.map((curve) => this.#since(curve));
    if (first === undefined || first.points.length === 0) return;
    for (const [iteration, loss] of pointsOf(first.points)) {
      this.#last = { iteration, loss };
      this.#ruinedFrom = Number.isFinite(loss) ? null : (this.#ruinedFrom ?? iteration);
    }
    this.#bar?.update(this.done, this.#last!.loss, status.rate);
    if (this.#bar !== null) return;
    const { stdout } = this.#terminal;
    if (!stdout.write(`${lossLines([first, ...rest]).join("\n")}\n`)) await once(stdout, "drain");
  }

  /** Leaves the terminal as it was. */
  close(): void {
    this.#bar?.stop();
  }

  /** A session that was restored tells its curves from the start: what was trained before is told by now. */
  #since({ node, points }: LossPoints): LossPoints {
    let at = 0;
    while (at < points.length && points[at]! < this.#extent.from) at += 2;
    return { node, points: points.subarray(at) };
  }
}
