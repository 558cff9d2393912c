import type { Graph } from "../../graph/graph.ts";
import type { SessionClient } from "../../session/client.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { Progress } from "../../protocol/progress.ts";
import { useDocument } from "../document/documentStore.ts";
import { afterFrame } from "../kit/afterFrame.ts";
import { breakpointStore } from "./breakpointStore.ts";
import { CellWriter } from "./cellWriter.ts";
import { Connection, type SessionHost } from "./connection.ts";
import { DocumentLink } from "./documentLink.ts";
import { LossCurve } from "./lossCurve.ts";
import { Previews } from "./previews.ts";
import { RerunNote } from "./rerunNote.ts";
import { RunCommands } from "./runCommands.ts";
import { sessionStore } from "./sessionStore.ts";

/** Runs the open document in a session: what the page knows of it, what it is told and what it is asked. One a page. */
export class Runner {
  /** What the session last said. */
  readonly session = sessionStore();
  readonly breakpoints = breakpointStore(this.session);
  readonly lossCurve = new LossCurve();
  readonly previews: Previews;
  readonly commands: RunCommands;
  readonly cells: CellWriter;
  /** Asks the session a question, of the document as it is. */
  readonly ask: SessionClient["ask"];
  /** Has the session do something with the document as it is. */
  readonly request: SessionClient["request"];
  readonly #rerunNote = new RerunNote(this.session);
  readonly #connection: Connection;
  readonly #link: DocumentLink;

  /** Makes a runner whose sessions `startHost` starts: the first, and others after a fault. */
  constructor(startHost: () => SessionHost) {
    const { session, breakpoints, lossCurve } = this;
    const connection = new Connection(startHost, {
      onConnect: () => this.previews.sendAgain(),
      onProgress: (progress, acknowledge) => this.#onProgress(progress, acknowledge),
      onFailure: (failure) => session.setState({ failure, status: null }),
      resume: (evaluate) => this.#resume(evaluate),
      isAtWork: () => session.getState().status?.phase === "training",
    });
    const previews = new Previews((tensors) => {
      if (!connection.isOpen) return false;
      connection.request("watch", { tensors }).catch(() => undefined);
      return true;
    });
    const link = new DocumentLink({ connection, session, previews, lossCurve, breakpoints });
    this.#connection = connection;
    this.previews = previews;
    this.#link = link;
    this.ask = link.ask;
    this.request = link.request;
    this.commands = new RunCommands({ link, session, lossCurve });
    this.cells = new CellWriter(link.request);
  }

  /** Starts a session and keeps it at the open document. Returns how to stop. */
  start(): () => void {
    const unfollow = this.#link.follow();
    this.#connection.open();
    this.#connection.watch();
    return () => {
      unfollow();
      this.#connection.close();
    };
  }

  /** Compiles the document once more: something that it names, and that was missing, is there now. */
  replan(): void {
    this.#link.replan();
  }

  /** Gives the trained state as it stands; the page remembers it, for a restart or an undo. */
  async checkpoint(): Promise<{ readonly graph: Graph; readonly checkpoint: Checkpoint }> {
    const { graph, remember } = useDocument.getState();
    const trained = { graph, checkpoint: await this.ask("checkpoint", {}) };
    remember(trained);
    return trained;
  }

  #resume(evaluate: boolean): void {
    const { graph, lend } = useDocument.getState();
    this.#link.open(graph, { kind: "open", evaluate, checkpoint: lend()?.checkpoint ?? null });
  }

  #onProgress({ status, lines, losses, lossesCleared, previews }: Progress, acknowledge: () => void): void {
    this.#rerunNote.show(status.reevaluated);
    if (lossesCleared) this.lossCurve.startRun();
    this.lossCurve.append(losses);
    this.previews.deliver(previews);
    this.session.setState((before) => ({
      status,
      ...(lines.length === 0
        ? {}
        : { lines: new Map([...before.lines, ...lines.map((one) => [one.node, one] as const)]) }),
    }));
    afterFrame(acknowledge);
  }
}
