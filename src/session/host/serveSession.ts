import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Graph } from "../../graph/graph.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { cannotTrain } from "../../program/run/cannotRun.ts";
import type { Channel, ClientMessage, HostMessage, SentRequest } from "../../protocol/channel.ts";
import type { PlanNews } from "../../protocol/plan/planChanges.ts";
import type { Watch } from "../../protocol/preview.ts";
import type { Replies, Request, RequestType } from "../../protocol/request.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import { plainBackend } from "../../tensor/backend/plainBackend.ts";
import { answerQuestion } from "../questions/answerQuestion.ts";
import type { Askable } from "../questions/question.ts";
import { Session } from "../session.ts";
import type { SweepOptions } from "../sweep/sweep.ts";
import type { SweepTask } from "../sweep/sweepTask.ts";
import { FreshLosses } from "./freshLosses.ts";
import { LoadedTexts, type TextSources } from "./loadedTexts.ts";
import { ProgressPace } from "./progressPace.ts";
import { RateMeter } from "./rateMeter.ts";
import { reportStatus } from "./reportStatus.ts";
import { Ticker, type Timing } from "./ticker.ts";
import { FreshLines } from "./freshLines.ts";
import { ToldPlan } from "./toldPlan.ts";
import { watchedPreviews } from "./watchedPreviews.ts";

/** Holds what a host needs of the place that it runs in. */
export interface Surroundings extends Timing, TextSources {
  /** What does the arithmetic; the plain kernels when left out. */
  readonly backend?: Backend;
  /**
   * Loads a faster backend, which the session goes over to: asked for when many iterations are to run first. Null where
   * there is none.
   */
  readonly loadBackend?: () => Promise<Backend | null>;
  /** Bytes that the snapshots for the way back may take; 128 MiB, and less while it trains, when left out. */
  readonly historyBytes?: number;
  /** Bytes that the numbers from before and after undo steps may take; 128 MiB when left out. */
  readonly savedBytes?: number;
}

/** A slow play is for eyes; what is faster is training. */
const MAX_STEPS_PER_SECOND = 1000;

/**
 * Serves one session on a channel. Requests are carried out one after the other, training goes on between them
 * in slices, and progress is sent only when the client has taken the one before: nothing piles up.
 */
export function serveSession(channel: Channel<HostMessage, ClientMessage>, surroundings: Surroundings): void {
  const host = new Host(channel, surroundings);
  channel.receive((message) => host.take(message));
}

type Asked = Exclude<ClientMessage, { kind: "ack" }>;

class Host {
  readonly #channel: Channel<HostMessage, ClientMessage>;
  readonly #surroundings: Surroundings;
  readonly #texts: LoadedTexts;
  readonly #session: Session;
  readonly #ticker: Ticker;
  readonly #pace: ProgressPace;
  readonly #rate = new RateMeter();
  readonly #fresh = new FreshLosses();
  readonly #lines = new FreshLines();
  readonly #told: ToldPlan;
  #waiting: Promise<void> = Promise.resolve();
  #watches: readonly Watch[] = [];
  #run = 0;
  #sweep: SweepTask | null = null;
  #hurried = false;

  constructor(channel: Channel<HostMessage, ClientMessage>, surroundings: Surroundings) {
    this.#channel = channel;
    this.#surroundings = surroundings;
    this.#texts = new LoadedTexts(surroundings);
    const { backend = plainBackend, historyBytes, savedBytes } = surroundings;
    const onLoss: FreshLosses["add"] = (point, node) => this.#fresh.add(point, node);
    this.#session = new Session(backend, this.#texts.all, onLoss, historyBytes, savedBytes);
    this.#told = new ToldPlan(this.#session);
    const isMoving = (): boolean => this.#session.state.phase !== "idle";
    this.#pace = new ProgressPace(surroundings, isMoving, (now) => this.#sendProgress(now));
    const mayTick = (): boolean => !this.#fresh.full;
    this.#ticker = new Ticker(this.#session, surroundings, mayTick, (iterations) => {
      this.#rate.add(iterations, surroundings.now());
      this.#changed();
    });
  }

  take(message: ClientMessage): void {
    if (message.kind === "ack") {
      this.#pace.acknowledged();
      this.#ticker.run();
      return;
    }
    this.#waiting = this.#waiting.then(() => this.#serve(message));
  }

  async #serve(message: Asked): Promise<void> {
    const { id, run } = message;
    try {
      if (message.kind === "question") {
        // A sweep goes on beside it: a question changes nothing of what that sweeps over.
        const { value, transfer } = await answerQuestion(() => this.#askable(), message.type, message.args);
        this.#reply(id, run, value, transfer);
      } else if (message.request.type === "sweep") await this.#beginSweep(id, run, message.request);
      else {
        if (message.request.type !== "watch") this.#sweep?.stop();
        this.#reply(id, run, await this.#carryOut(message.request, run));
      }
    } catch (error) {
      // A document that could not be opened leaves the one before in place; it goes on under the new number.
      if (message.kind === "request" && message.request.type === "open") this.#run = run;
      this.#answerError(error, id, run);
    }
    // Who asks often must not be told each time, at length, that nothing has changed.
    if (message.kind === "request") this.#changed();
    this.#ticker.run();
  }

  /** Many iterations are to run: what that needs is loaded. */
  async #hasten(): Promise<void> {
    this.#hurry();
    try {
      this.#session.hasten((await import("../../program/run/unwatched.ts")).unwatched);
    } catch {
      // The file could not be fetched: the numbers are the same without it, and the next time asks again.
    }
  }

  /** They run on the faster backend, once it is there. */
  #hurry(): void {
    const { loadBackend } = this.#surroundings;
    if (loadBackend === undefined || this.#hurried) return;
    this.#hurried = true;
    loadBackend()
      .then((backend) => {
        if (backend === null) return undefined;
        const moved = this.#waiting.then(() => this.#session.moveTo(backend));
        this.#waiting = moved.catch(() => undefined);
        return moved;
      })
      .catch(() => {
        // A file could not be fetched, or there is no memory: the numbers are the same without it, and the next time asks again.
        this.#hurried = false;
      });
  }

  #reply(id: number, run: number, value: unknown, transfer: readonly ArrayBuffer[] = []): void {
    this.#channel.send({ kind: "reply", id, run, value }, transfer);
  }

  /** The session, as far as questions look at it. */
  #askable(): Askable {
    const { plan, program, state, progress, gradientRatios, history, asker, undo, losses } = this.#session;
    const { now } = this.#surroundings;
    const checkpoint: Askable["checkpoint"] = () => this.#session.checkpoint();
    const generatorState: Askable["generatorState"] = () => this.#session.generatorState();
    const planOf: Askable["planOf"] = (graph) => this.#plan(graph);
    const beside = { texts: this.#texts.all, checkpoint, generatorState, planOf, now };
    return { plan, program, state, progress, gradientRatios, history, asker, undo, losses, ...beside };
  }

  /** A sweep is answered when it is over, and does not keep other requests waiting. */
  async #beginSweep(id: number, run: number, options: SweepOptions): Promise<void> {
    this.#sweep?.stop();
    const { phase } = this.#session.state;
    if (phase !== "idle" && phase !== "empty")
      throw DiagnosticError.of(phase === "training" ? "pause the training first" : "pause first");
    const { plan } = this.#session;
    const reason = plan === null ? "no graph is open" : cannotTrain(plan);
    if (plan === null || reason !== null) throw DiagnosticError.of(reason ?? "no graph is open");
    const twin = await this.#plan(plan.graph);
    const [{ Sweep }, { SweepTask }] = await Promise.all([
      import("../sweep/sweep.ts"),
      import("../sweep/sweepTask.ts"),
    ]);
    const sweep = new Sweep(this.#session, twin, options);
    const task = new SweepTask(sweep, this.#surroundings, () => this.#changed());
    this.#sweep = task;
    task.result
      .then((value) => this.#reply(id, run, value))
      .catch((error: unknown) => this.#answerError(error, id, run))
      .finally(() => {
        if (this.#sweep === task) this.#sweep = null;
        this.#changed();
      });
  }

  /** A bug is said twice, to the one who asked and to whoever watches over the session. */
  #answerError(error: unknown, id: number, run: number): void {
    const bug =
      error instanceof DiagnosticError ? null : error instanceof Error ? (error.stack ?? error.message) : String(error);
    const diagnostics =
      error instanceof DiagnosticError ? error.diagnostics : [{ message: `the session failed: ${bug}` }];
    this.#channel.send({ kind: "refusal", id, run, diagnostics });
    if (bug !== null) this.#channel.send({ kind: "failure", run, message: bug });
  }

  async #carryOut(
    request: Exclude<SentRequest, { type: "sweep" }>,
    run: number,
  ): Promise<Replies[RequestType] | PlanNews> {
    switch (request.type) {
      case "open": {
        this.#told.sent = request.graph;
        const plan = await this.#plan(request.graph);
        this.#run = run;
        this.#lines.clear();
        this.#session.open(plan, request.evaluate, request.checkpoint);
        this.#texts.keepFiles(plan.texts);
        // A restored run shows its curves from the start.
        this.#fresh.restart(this.#session);
        return this.#told.whole(plan, run);
      }
      case "edit": {
        const { change, renamed = {}, revive = false, steps } = request;
        const graph = this.#told.edited(change);
        const plan = await this.#plan(graph, () => this.#session.planEdit(graph, renamed));
        const tell = await this.#told.next(run);
        this.#fresh.rename(renamed);
        this.#session.edit(plan, renamed, revive, steps);
        this.#fresh.follow(this.#session);
        this.#texts.keepFiles(plan.texts);
        return tell(plan);
      }
      case "takeOther":
        this.#session.takeOther();
        this.#fresh.follow(this.#session);
        return null;
      case "keepNumbers":
        this.#session.keepNumbers();
        return null;
      case "train":
      case "iterateMany":
        await this.#hasten();
        if (request.type === "train") this.#fresh.collect(request.losses);
        this.#rate.start(this.#surroundings.now());
        this.#session.handle(request);
        return null;
      case "play":
        this.#play(request);
        return null;
      case "reset":
        this.#fresh.clear();
        this.#session.handle({ type: "reset" });
        return null;
      case "write": {
        const before = this.#session.write(request.node, request.name, request.cells, request.steps);
        this.#fresh.follow(this.#session);
        return before;
      }
      case "breakpoints": {
        const { breakpoints, notFinite } = request;
        const placing = breakpoints.length === 0 ? null : (await import("../stops/placing.ts")).placing;
        this.#session.setBreakpoints(breakpoints, notFinite, placing);
        return this.#session.breakpoints;
      }
      case "watch":
        this.#watches = request.tensors;
        return null;
      default:
        this.#session.handle(request);
        return null;
    }
  }

  #play({ stepsPerSecond, granularity }: Extract<Request, { type: "play" }>): void {
    if (!(stepsPerSecond > 0 && stepsPerSecond <= MAX_STEPS_PER_SECOND)) {
      throw DiagnosticError.of(`expected up to ${MAX_STEPS_PER_SECOND} steps a second, got ${stepsPerSecond}`);
    }
    this.#session.handle({ type: "play", granularity });
    this.#ticker.play(stepsPerSecond);
  }

  /** Plans a graph, loading the texts that it names. `planOnce` does it once: beside the session when left out. */
  async #plan(graph: Graph, planOnce = (): Plan => this.#session.planOf(graph)): Promise<Plan> {
    this.#texts.retry();
    for (;;) {
      const plan = planOnce();
      if (!(await this.#texts.load(plan.texts))) return plan;
    }
  }

  /** There is nothing to tell while no graph is open. */
  #changed(): void {
    if (this.#session.state.phase !== "empty") this.#pace.changed();
  }

  #sendProgress(now: number): void {
    const previews = watchedPreviews(this.#session, this.#watches);
    const fresh = this.#fresh.take(this.#session);
    const rate = this.#session.state.phase === "training" ? this.#rate.perSecond(now) : null;
    const status = reportStatus(this.#session, rate, this.#sweep?.progress() ?? null);
    const progress = { status, ...fresh, lines: this.#lines.take(this.#session), previews };
    const arrays = [...previews.map(({ data }) => data), ...fresh.losses.map(({ points }) => points)];
    const transfer = arrays.map(({ buffer }) => buffer as ArrayBuffer);
    this.#channel.send({ kind: "progress", run: this.#run, progress }, transfer);
  }
}
