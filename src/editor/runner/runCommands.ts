import type { RequestType } from "../../protocol/request.ts";
import type { RequestArguments } from "../../session/client.ts";
import { useDocument } from "../document/documentStore.ts";
import { sameProgram } from "../document/sameProgram.ts";
import { notify } from "../kit/noticeStore.ts";
import type { DocumentLink } from "./documentLink.ts";
import type { LossCurve } from "./lossCurve.ts";
import type { SessionStore } from "./sessionStore.ts";
import { tellFault } from "./tellFault.ts";

/** Describes the moves of the cursor that need no more said. */
export type CursorMove = "step" | "stepInto" | "stepOut" | "stepBack" | "stepBackInto" | "runPass" | "iterate";

interface Parts {
  readonly link: DocumentLink;
  readonly session: SessionStore;
  readonly lossCurve: LossCurve;
}

/** Holds what the session can be told to do. Each command is refused with a notice when the graph cannot do it. */
export class RunCommands {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Trains until paused, or until iteration `stopAt` has had its update. */
  train(stopAt: number | null): void {
    this.#tell("train", { stopAt, losses: "thinned" });
  }

  pause(): void {
    this.#tell("pause", {});
  }

  move(type: CursorMove): void {
    this.#tell(type, {});
  }

  /** Runs to an instruction of this iteration. */
  runTo(cursor: number): void {
    this.#tell("runTo", { cursor });
  }

  /** Runs so many iterations, what is left of the one that the cursor is in counting as one. */
  iterateMany(count: number): void {
    this.#tell("iterateMany", { count });
  }

  /** Steps by itself, so many nodes a second, until paused. */
  play(stepsPerSecond: number): void {
    this.#tell("play", { stepsPerSecond, granularity: "node" });
  }

  /** Computes numbers, and words, for the parameters as they are. */
  evaluate(): void {
    this.#tell("evaluate", {});
  }

  /** Takes the numbers that are offered since an undo or a redo. */
  takeOther(): void {
    this.#tell("takeOther", {});
  }

  /** Lets the numbers at hand stay, whatever is offered. */
  keepNumbers(): void {
    this.#tell("keepNumbers", {});
  }

  /** Goes back to iteration 0. What was learned until then can be brought back from the notice that says so. */
  reset(): void {
    this.#reset().catch(tellFault);
  }

  #tell<T extends RequestType>(type: T, args: RequestArguments<T>): void {
    this.#parts.link.request(type, args).catch(tellFault);
  }

  async #reset(): Promise<void> {
    const { link, session, lossCurve } = this.#parts;
    const { graph, documentId } = useDocument.getState();
    const learned = (session.getState().status?.iteration ?? 0) > 0;
    // Asked for before the reset, and so answered before it.
    const before = learned ? link.ask("checkpoint", {}).catch(() => null) : Promise.resolve(null);
    const previousRun = lossCurve.previousRun();
    await link.request("reset", {});
    const lost = await before;
    if (lost === null) return;

    const bringBack = (): void => {
      const now = useDocument.getState();
      if (now.documentId !== documentId || !sameProgram(now.graph, graph)) {
        const message = "What was learned belongs to the graph before your edits: undo them, then bring it back.";
        notify({ kind: "error", message, action: { label: "Bring back", run: bringBack } });
        return;
      }
      link.open(now.graph, { kind: "open", evaluate: true, checkpoint: lost });
      lossCurve.startDocument(previousRun);
    };
    notify({ kind: "info", message: "Reset to iteration 0.", action: { label: "Bring back", run: bringBack } });
  }
}
