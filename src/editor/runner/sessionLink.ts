import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Graph } from "../../graph/graph.ts";
import { connectSession, type SessionClient } from "../../session/client.ts";
import { afterFrame } from "../kit/afterFrame.ts";
import { lastCheckpoint } from "../document/lastCheckpoint.ts";
import { lossCurve } from "./lossCurve.ts";
import { previews } from "./previews.ts";
import { showRerun } from "./showRerun.ts";
import { toldBreakpoints, useBreakpoints } from "./breakpointStore.ts";
import { useDocument, type Change } from "../document/documentStore.ts";
import { composeRenames } from "../document/history.ts";
import { explainError, notify, notifyError } from "../kit/noticeStore.ts";
import { sameProgram } from "../document/sameProgram.ts";
import { useSession } from "./sessionStore.ts";
import { Watchdog } from "./watchdog.ts";
import type { Channel, ClientMessage, HostMessage } from "../../protocol/channel.ts";
import type { Checkpoint } from "../../protocol/checkpoint.ts";
import type { PlanReport } from "../../protocol/planReport.ts";
import type { LinesReport, Progress } from "../../protocol/progress.ts";

/** A running session that can be talked to, and that can end. */
export interface SessionHost {
  readonly channel: Channel<ClientMessage, HostMessage>;
  /** Sets who is told when the session has ended by itself, and why; null when its code could not be loaded. */
  readonly onEnd: (listener: (reason: string | null) => void) => void;
  readonly end: () => void;
}

type Opening = Extract<Change, { kind: "open" }>;
type Editing = Extract<Change, { kind: "edit" }>;

interface Link {
  readonly host: SessionHost;
  readonly client: SessionClient;
}

let startHost: (() => SessionHost) | null = null;
let link: Link | null = null;
/** Counts documents opened: an answer about an earlier one is not for this one. */
let opened = 0;
/** The edit that waits until the one before is answered: typing fast asks for one compilation, not for twenty. */
let waiting: ({ readonly graph: Graph } & Omit<Editing, "kind">) | null = null;
let editing = false;
/** How the document should have been opened, when that failed: the next edit tries again. */
let failedOpening: Opening | null = null;
/** Requests that were not answered yet. */
let pending = 0;
/** Times of the last restarts, to stop when a document ends every session. */
let restarts: number[] = [];

/** An edit that takes longer, such as a text of megabytes, is said to be under way; in milliseconds. */
const saidAfter = 300;

const watchdog = new Watchdog(
  () => pending > 0 || useSession.getState().status?.phase === "training",
  () =>
    notify({
      kind: "error",
      message: "The engine has not answered for 10 seconds. It may be at work on something large, or it is gone.",
      action: { label: "Start it again", run: () => restart("it did not answer") },
    }),
);

function onProgress(progress: Progress, acknowledge: () => void): void {
  watchdog.heard();
  showRerun(progress.status.reevaluated);
  if (progress.lossesCleared) lossCurve.startRun();
  lossCurve.append(progress.losses);
  previews.deliver(progress.previews);
  useSession.setState(({ lines }) => ({
    status: progress.status,
    ...(progress.lines.length === 0 ? {} : { lines: withLines(lines, progress.lines) }),
  }));
  afterFrame(acknowledge);
}

function withLines(lines: ReadonlyMap<string, LinesReport>, news: Progress["lines"]): ReadonlyMap<string, LinesReport> {
  return new Map([...lines, ...news.map((one) => [one.node, one] as const)]);
}

function connect(): Link {
  if (startHost === null) throw new Error("the session was not started");
  const host = startHost();
  const client = watched(connectSession(host.channel, { onProgress, onFailure: restart }));
  host.onEnd((reason) => (reason === null ? notLoaded() : restart(reason)));
  pending = 0;
  const fresh = { host, client };
  previews.connect((tensors) => void client.request("watch", { tensors }).catch(() => undefined));
  return fresh;
}

/** The same client, with its unanswered requests counted. */
function watched(client: SessionClient): SessionClient {
  const counted = <Reply>(send: () => Promise<Reply>): Promise<Reply> => {
    if (pending === 0) watchdog.heard();
    pending++;
    return send().finally(() => {
      pending = Math.max(0, pending - 1);
      watchdog.heard();
    });
  };
  return {
    request: (type, args) => counted(() => client.request(type, args)),
    ask: (type, args) => counted(() => client.ask(type, args)),
  };
}

/** The session ended: starts another one where the newest checkpoint stands. */
function restart(reason: string): void {
  link?.host.end();
  link = null;
  const now = performance.now();
  restarts = [...restarts.filter((time) => now - time < 20_000), now];
  const sentence = `The engine stopped (${reason.split("\n")[0]}).`;
  useSession.setState({ failure: sentence, status: null });
  if (restarts.length > 3) {
    const action = { label: "Start it again", run: () => resume(false) };
    notify({ kind: "error", message: `${sentence} It keeps stopping with this graph; your graph is safe.`, action });
    return;
  }
  resume(restarts.length < 2);
  notify({ kind: "error", message: `${sentence} It was started again from the last saved state.` });
}

/** The session's code could not be had: it is tried again when the reader wants, and once the network is back. */
function notLoaded(): void {
  link?.host.end();
  link = null;
  const failure = "The engine could not be loaded: you may be offline, or a new version is out.";
  useSession.setState({ failure, status: null });
  const again = (): void => {
    removeEventListener("online", again);
    if (link === null) resume(true);
  };
  addEventListener("online", again);
  const message = `${failure} Your graph is safe. If trying again does not help, reload the page.`;
  notify({ kind: "error", message, action: { label: "Try again", run: again } });
}

function resume(evaluate: boolean): void {
  const known = lastCheckpoint.get();
  open(useDocument.getState().graph, { kind: "open", evaluate, checkpoint: known?.checkpoint ?? null });
}

/** The client, flushed: what is asked next is asked of the document as it is. */
function client(): SessionClient {
  link ??= connect();
  sendWaiting();
  return link.client;
}

function open(graph: Graph, change: Opening): void {
  const mine = ++opened;
  waiting = null;
  editing = false;
  failedOpening = null;
  previews.forget();
  lossCurve.startDocument();
  useSession.setState({ lines: new Map() });
  if (change.checkpoint === null) lastCheckpoint.forget();
  else lastCheckpoint.set(graph, change.checkpoint);
  link ??= connect();
  const request = (checkpoint: Checkpoint | null): Promise<PlanReport> => {
    const { evaluate } = change;
    const plan = client().request("open", { graph, evaluate, ...(checkpoint === null ? {} : { checkpoint }) });
    // A document is opened without any.
    sendBreakpoints();
    return plan;
  };
  // A checkpoint that does not fit must not keep the graph from opening.
  const answer =
    change.checkpoint === null
      ? request(null)
      : request(change.checkpoint).catch((error: unknown) => {
          if (mine !== opened) throw error;
          tell(error);
          return request(null);
        });
  answer.then(
    (plan) => {
      if (mine !== opened) return;
      lossCurve.arrange(plan.losses);
      useSession.setState({ plan, failure: null });
    },
    (error: unknown) => {
      if (mine !== opened) return;
      // Nothing was opened, so nothing can run until it is tried again.
      failedOpening = change;
      const message = explainError(error);
      useSession.setState({ failure: message });
      notify({ kind: "error", message, action: { label: "Try again", run: () => open(graph, change) } });
    },
  );
}

function sendBreakpoints(): void {
  if (link === null) return;
  const mine = opened;
  const { notFinite, ...state } = useBreakpoints.getState();
  client()
    .request("breakpoints", { breakpoints: toldBreakpoints(state), notFinite })
    .catch((error: unknown) => {
      if (mine === opened) tell(error);
    });
}

function sendWaiting(): void {
  if (waiting === null || link === null) return;
  const mine = opened;
  const edit = waiting;
  waiting = null;
  editing = true;
  const saying = setTimeout(() => useSession.setState({ compiling: true }), saidAfter);
  link.client
    .request("edit", edit)
    .then(
      (plan) => {
        if (mine !== opened) return;
        previews.prune(plan);
        lossCurve.arrange(plan.losses, edit.renamed);
        useSession.setState({ plan });
      },
      (error: unknown) => {
        if (mine !== opened) return;
        // Of a data set that could not be loaded the next try may know more.
        if (error instanceof DiagnosticError && !isFailure(error)) {
          notify({ kind: "error", message: explainError(error), action: { label: "Try again", run: replan } });
        } else tell(error);
      },
    )
    .finally(() => {
      clearTimeout(saying);
      useSession.setState({ compiling: false });
      if (mine !== opened) return;
      editing = false;
      sendWaiting();
    });
}

function edit(graph: Graph, { renamed, revive, steps }: Editing): void {
  if (failedOpening !== null) {
    open(graph, failedOpening);
    return;
  }
  waiting = {
    graph,
    renamed: waiting === null ? renamed : composeRenames(waiting.renamed, renamed),
    revive: revive || (waiting?.revive ?? false),
    steps: [...(waiting?.steps ?? []), ...steps],
  };
  if (!editing) sendWaiting();
}

/** Starts the session and keeps it at the open document. Called once, by the page. Returns how to stop. */
export function linkSession(start: () => SessionHost): () => void {
  startHost = start;
  const unsubscribe = useDocument.subscribe((state, before) => {
    if (state.change === before.change) return;
    if (state.change.kind === "open") {
      useSession.setState({ plan: null, status: null });
      open(state.graph, state.change);
    } else if (state.change.kind === "write") {
      const { node, name, cells, steps } = state.change;
      request("write", { node, name, cells, steps }).catch(tell);
    } else if (!sameProgram(state.graph, before.graph)) {
      edit(state.graph, state.change);
    }
    // Behind the edit, so that they are told of nodes by the names that these then have.
    useBreakpoints.getState().follow(state, before);
  });
  const unsubscribeBreakpoints = useBreakpoints.subscribe(sendBreakpoints);
  link = connect();
  watchdog.start();
  return () => {
    unsubscribe();
    unsubscribeBreakpoints();
    watchdog.stop();
    link?.host.end();
    link = null;
  };
}

/** A bug of the session's is told once, by the restart that it leads to. */
function tell(error: unknown): void {
  if (!isFailure(error)) notifyError(error);
}

function isFailure(error: unknown): boolean {
  return error instanceof DiagnosticError && error.message.startsWith("the session failed");
}

function command(request: (client: SessionClient) => Promise<unknown>): void {
  request(client()).catch(tell);
}

async function resetFrom(session: SessionClient): Promise<void> {
  const { graph, documentId } = useDocument.getState();
  const learned = (useSession.getState().status?.iteration ?? 0) > 0;
  // Asked for before the reset, and so answered before it.
  const before = learned ? session.ask("checkpoint", {}).catch(() => null) : Promise.resolve(null);
  const ghost = lossCurve.ghost();
  await session.request("reset", {});
  const lost = await before;
  if (lost === null) return;

  const bringBack = (): void => {
    const now = useDocument.getState();
    if (now.documentId !== documentId || !sameProgram(now.graph, graph)) {
      const message = "What was learned belongs to the graph before your edits: undo them, then bring it back.";
      notify({ kind: "error", message, action: { label: "Bring back", run: bringBack } });
      return;
    }
    open(now.graph, { kind: "open", evaluate: true, checkpoint: lost });
    lossCurve.startDocument(ghost);
  };
  notify({ kind: "info", message: "Reset to iteration 0.", action: { label: "Bring back", run: bringBack } });
}

/** The moves of the cursor that need no more said. */
export type CursorMove = "step" | "stepInto" | "stepOut" | "stepBack" | "stepBackInto" | "runPass" | "iterate";

/** What the run bar can ask. Each is refused with a notice when the graph cannot do it. */
export const commands = {
  /** Trains until paused, or until iteration `stopAt` has had its update. */
  train: (stopAt: number | null): void => command((session) => session.request("train", { stopAt, losses: "thinned" })),
  pause: (): void => command((session) => session.request("pause", {})),
  move: (type: CursorMove): void => command((session) => session.request(type, {})),
  /** To an instruction of this iteration. */
  runTo: (cursor: number): void => command((session) => session.request("runTo", { cursor })),
  /** So many iterations, what is left of the one that the cursor is in counting as one. */
  iterateMany: (count: number): void => command((session) => session.request("iterateMany", { count })),
  /** Steps by itself, so many nodes a second, until paused. */
  play: (stepsPerSecond: number): void =>
    command((session) => session.request("play", { stepsPerSecond, granularity: "node" })),
  /** Numbers, and words, for the parameters as they are. */
  evaluate: (): void => command((session) => session.request("evaluate", {})),
  /** Takes the numbers that are offered since an undo or a redo, or lets those at hand stay. */
  takeOther: (): void => command((session) => session.request("takeOther", {})),
  keepNumbers: (): void => command((session) => session.request("keepNumbers", {})),
  /** Back to iteration 0. What was learned until then can be brought back from the notice that says so. */
  reset: (): void => command(resetFrom),
};

/** Compiles the document once more: something that it names, and that was missing, is there now. */
export function replan(): void {
  // As after an undo: nodes that come back bring what they had learned.
  edit(useDocument.getState().graph, { kind: "edit", renamed: {}, revive: true, steps: [] });
}

/** Asks the session a question, of the document as it is. */
export const ask: SessionClient["ask"] = (type, args) => client().ask(type, args);

/** Has the session do something with the document as it is. */
export const request: SessionClient["request"] = (type, args) => client().request(type, args);

/** The trained state as it stands; the page remembers it, for a restart or an undo. */
export async function checkpoint(): Promise<{ readonly graph: Graph; readonly checkpoint: Checkpoint }> {
  const { graph } = useDocument.getState();
  const answer = await client().ask("checkpoint", {});
  lastCheckpoint.set(graph, answer);
  return { graph, checkpoint: answer };
}
