import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Graph } from "../../graph/graph.ts";
import type { SessionClient } from "../../session/client.ts";
import { localSession } from "./localSession.ts";
import type { TextFiles } from "../files/textFiles.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { Progress } from "../../protocol/progress.ts";
import type { Backend } from "../../tensor/backend/backend.ts";

/** Says how a training came to its end. */
export interface TrainingEnd {
  /** By Ctrl-C. */
  readonly interrupted: boolean;
  /** Why it ended by itself. */
  readonly halted: string | null;
}

/**
 * Is a session of a command that trains. `onProgress` is given each piece of news; the next one waits until it is done.
 */
export class TrainingSession {
  readonly client: SessionClient;
  #ended = settleable<string | null>();
  #training = false;

  constructor(texts: TextFiles, backend: Backend, onProgress: (progress: Progress) => Promise<void>) {
    this.client = localSession(
      {
        onProgress: (progress, acknowledge) => {
          // Asked now, not once the news is told: news from before the start must not end the run.
          const over = this.#training && progress.status.phase !== "training";
          onProgress(progress)
            .then(() => {
              acknowledge();
              if (over) this.#ended.resolve(progress.status.halted?.sentence ?? null);
            })
            .catch((error: unknown) => this.#ended.reject(error));
        },
        onFailure: (message) => this.#ended.reject(new Error(message)),
      },
      texts,
      backend,
    );
  }

  /** Opens a graph. Throws a DiagnosticError with everything that is wrong with it. */
  async open(graph: Graph, evaluate: boolean, checkpoint: Checkpoint | null = null): Promise<PlanReport> {
    const plan = await this.client.request("open", {
      graph,
      evaluate,
      ...(checkpoint === null ? {} : { checkpoint }),
    });
    if (plan.diagnostics.length > 0) throw new DiagnosticError(plan.diagnostics);
    return plan;
  }

  /** Runs up to iteration `iterations` − 1, or until Ctrl-C. */
  async train(iterations: number, { onInterrupt }: Pick<Terminal, "onInterrupt">): Promise<TrainingEnd> {
    let interrupted = false;
    const release = onInterrupt(() => {
      interrupted = true;
      this.client.request("pause", {}).catch((error: unknown) => this.#ended.reject(error));
    });
    try {
      await this.client.request("train", { stopAt: iterations - 1, losses: "all" });
      this.#training = true;
      return { halted: await this.#ended.promise, interrupted };
    } finally {
      this.#training = false;
      release();
    }
  }
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
