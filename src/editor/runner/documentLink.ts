import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Graph } from "../../graph/graph.ts";
import type { SessionClient } from "../../session/client.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import { documentChanges, type Change } from "../document/documentChanges.ts";
import { useDocument } from "../document/documentStore.ts";
import { composeRenames } from "../document/history.ts";
import { sameProgram } from "../document/sameProgram.ts";
import { explainError, notify } from "../kit/noticeStore.ts";
import { activeBreakpoints, type BreakpointStore } from "./breakpointStore.ts";
import type { Connection } from "./connection.ts";
import type { LossCurve } from "./lossCurve.ts";
import type { Previews } from "./previews.ts";
import type { SessionStore } from "./sessionStore.ts";
import { isFailure, tellFault } from "./tellFault.ts";

export type Opening = Extract<Change, { kind: "open" }>;
type Editing = Extract<Change, { kind: "edit" }>;

interface Parts {
  readonly connection: Connection;
  readonly session: SessionStore;
  readonly previews: Previews;
  readonly lossCurve: LossCurve;
  readonly breakpoints: BreakpointStore;
}

/** An edit that takes longer, such as a text of megabytes, is said to be under way; in milliseconds. */
const saidAfter = 300;

/** Keeps the session at the open document: what is asked is asked of the document as it is. */
export class DocumentLink {
  readonly #parts: Parts;
  /** Counts documents opened: an answer about an earlier one is not for this one. */
  #opened = 0;
  /** The edit that waits until the one before is answered: typing fast asks for one compilation, not for twenty. */
  #waiting: ({ readonly graph: Graph } & Omit<Editing, "kind">) | null = null;
  #editing = false;
  /** How the document should have been opened, when that failed: the next edit tries again. */
  #failedOpening: Opening | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Asks the session a question, of the document as it is. */
  readonly ask: SessionClient["ask"] = (type, args) => {
    this.#flush();
    return this.#parts.connection.ask(type, args);
  };

  /** Has the session do something with the document as it is. */
  readonly request: SessionClient["request"] = (type, args) => {
    this.#flush();
    return this.#parts.connection.request(type, args);
  };

  /** Follows the document's changes. Returns how to stop. */
  follow(): () => void {
    const { session, breakpoints } = this.#parts;
    const stops = [
      documentChanges.subscribe((event) => {
        const { change, before, after } = event;
        if (change.kind === "open") {
          session.setState({ plan: null, status: null });
          this.open(after.graph, change);
        } else if (change.kind === "write") {
          const { node, name, cells, steps } = change;
          this.request("write", { node, name, cells, steps }).catch(tellFault);
        } else if (!sameProgram(after.graph, before.graph)) {
          this.#edit(after.graph, change);
        }
        // Behind the edit, so that they are told of nodes by the names that these then have.
        breakpoints.getState().follow(event);
      }),
      breakpoints.subscribe(() => this.#sendBreakpoints()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Opens a document in the session. */
  open(graph: Graph, change: Opening): void {
    const { connection, session, previews, lossCurve } = this.#parts;
    const mine = ++this.#opened;
    this.#waiting = null;
    this.#editing = false;
    this.#failedOpening = null;
    previews.forget();
    lossCurve.startDocument();
    session.setState({ lines: new Map() });
    const { checkpoint, evaluate } = change;
    useDocument.getState().remember(checkpoint === null ? null : { graph, checkpoint });
    connection.open();
    const request = (from: Checkpoint | null): Promise<PlanReport> => {
      const plan = this.request("open", { graph, evaluate, ...(from === null ? {} : { checkpoint: from }) });
      // A document is opened without any.
      this.#sendBreakpoints();
      return plan;
    };
    // A checkpoint that does not fit must not keep the graph from opening.
    const answer =
      checkpoint === null
        ? request(null)
        : request(checkpoint).catch((error: unknown) => {
            if (mine !== this.#opened) throw error;
            tellFault(error);
            return request(null);
          });
    answer.then(
      (plan) => {
        if (mine !== this.#opened) return;
        lossCurve.arrange(plan.losses);
        session.setState({ plan, failure: null });
      },
      (error: unknown) => {
        if (mine !== this.#opened) return;
        // Nothing was opened, so nothing can run until it is tried again.
        this.#failedOpening = change;
        const message = explainError(error);
        session.setState({ failure: message });
        notify({
          kind: "error",
          message,
          action: { label: "Try again", run: () => this.open(graph, change) },
        });
      },
    );
  }

  /** Compiles the document once more: something that it names, and that was missing, is there now. */
  replan(): void {
    // As after an undo: nodes that come back bring what they had learned.
    this.#edit(useDocument.getState().graph, { kind: "edit", renamed: {}, revive: true, steps: [] });
  }

  #edit(graph: Graph, { renamed, revive, steps }: Editing): void {
    if (this.#failedOpening !== null) {
      this.open(graph, this.#failedOpening);
      return;
    }
    const before = this.#waiting;
    this.#waiting = {
      graph,
      renamed: before === null ? renamed : composeRenames(before.renamed, renamed),
      revive: revive || (before?.revive ?? false),
      steps: [...(before?.steps ?? []), ...steps],
    };
    if (!this.#editing) this.#sendWaiting();
  }

  #flush(): void {
    this.#parts.connection.open();
    this.#sendWaiting();
  }

  #sendWaiting(): void {
    const { connection, session, previews, lossCurve } = this.#parts;
    const edit = this.#waiting;
    if (edit === null || !connection.isOpen) return;
    const mine = this.#opened;
    this.#waiting = null;
    this.#editing = true;
    const saying = setTimeout(() => session.setState({ compiling: true }), saidAfter);
    connection
      .request("edit", edit)
      .then(
        (plan) => {
          if (mine !== this.#opened) return;
          previews.prune(plan);
          lossCurve.arrange(plan.losses, edit.renamed);
          session.setState({ plan });
        },
        (error: unknown) => {
          if (mine !== this.#opened) return;
          // Of a data set that could not be loaded the next try may know more.
          if (error instanceof DiagnosticError && !isFailure(error)) {
            const action = { label: "Try again", run: () => this.replan() };
            notify({ kind: "error", message: explainError(error), action });
          } else tellFault(error);
        },
      )
      .finally(() => {
        clearTimeout(saying);
        session.setState({ compiling: false });
        if (mine !== this.#opened) return;
        this.#editing = false;
        this.#sendWaiting();
      });
  }

  #sendBreakpoints(): void {
    const { connection, breakpoints } = this.#parts;
    if (!connection.isOpen) return;
    const mine = this.#opened;
    const { notFinite, ...state } = breakpoints.getState();
    this.request("breakpoints", { breakpoints: activeBreakpoints(state), notFinite }).catch((error: unknown) => {
      if (mine === this.#opened) tellFault(error);
    });
  }
}
