import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Graph } from "../../graph/graph.ts";
import type { Plan } from "../../program/plan/plan.ts";
import type { Program } from "../../program/run/program.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import { plain } from "../../tensor/kernels/plain.ts";
import { cannotRun, cannotTrain } from "../../program/run/cannotRun.ts";
import { learningRates } from "../reports/learningRates.ts";
import { LoadedTexts, type TextSources } from "./loadedTexts.ts";
import { LossCurves } from "../machine/lossCurves.ts";
import { CURVE_POINTS } from "../machine/lossRecord.ts";
import { RateMeter } from "./rateMeter.ts";
import { readGhosts } from "../questions/ghosts.ts";
import { readProvenance } from "../questions/provenance.ts";
import { readExamples } from "../questions/readExamples.ts";
import { readStorage, readTensor } from "../questions/readTensor.ts";
import { reportPlan } from "../reports/reportPlan.ts";
import { reportStatus } from "./reportStatus.ts";
import { Session } from "../session.ts";
import { readWhy } from "../questions/why.ts";
import { Sweep, type SweepOptions } from "../sweep/sweep.ts";
import { tensorStatistics } from "../questions/tensorStatistics.ts";
import { ToldLines } from "./toldLines.ts";
import { QUESTIONS, SweepTask } from "../sweep/sweepTask.ts";
import { watchedPreviews } from "./watchedPreviews.ts";
import { Ticker, type Timing } from "./ticker.ts";
import type { Event } from "../moves/transition.ts";
import type { Channel, ClientMessage, HostMessage } from "../../protocol/channel.ts";
import type { LossPoint } from "../../protocol/lossPoints.ts";
import type { Watch } from "../../protocol/preview.ts";
import type { Replies, Request, RequestType } from "../../protocol/request.ts";

/** What a host needs of the place that it runs in. */
export interface Surroundings extends Timing, TextSources {
  /** The arithmetic; the plain kernels when left out. */
  readonly kernels?: Kernels;
  /** Bytes that the snapshots for the way back may take; 128 MiB when left out. */
  readonly historyBytes?: number;
  /** Bytes that the numbers from before and after undo steps may take; 128 MiB when left out. */
  readonly savedBytes?: number;
}

/** Between two progress messages, at least so many milliseconds. */
const PROGRESS_INTERVAL = 1000 / 30;
/** A slow play is for eyes; what is faster is training. */
const MAX_STEPS_PER_SECOND = 1000;
/** Points that a thinned progress message carries at most. */
const THINNED_POINTS = 512;
/** Points that wait for a client that wants all of them; then training waits for the client. */
const WAITING_POINTS = 16_384;

/**
 * Serves one session on a channel. Requests are carried out one after the other, training goes on between them
 * in slices, and progress is sent only when the client has taken the one before: nothing piles up.
 */
export function serveSession(channel: Channel<HostMessage, ClientMessage>, surroundings: Surroundings): void {
  const host = new Host(channel, surroundings);
  channel.receive((message) => host.take(message));
}

class Host {
  readonly #channel: Channel<HostMessage, ClientMessage>;
  readonly #surroundings: Surroundings;
  readonly #texts: LoadedTexts;
  readonly #session: Session;
  readonly #ticker: Ticker;
  readonly #rate = new RateMeter();
  #waiting: Promise<void> = Promise.resolve();
  #watches: readonly Watch[] = [];
  #run = 0;
  /** Losses for the next progress message: all of them, or thinned. */
  #fresh = new LossCurves(THINNED_POINTS);
  #cleared = true;
  #timesPutBack = 0;
  /** A progress message is under way. */
  #unacknowledged = false;
  #dirty = false;
  #progressDeferred = false;
  #lastProgress = -Infinity;
  readonly #told = new ToldLines();
  #sweep: SweepTask | null = null;

  constructor(channel: Channel<HostMessage, ClientMessage>, surroundings: Surroundings) {
    this.#channel = channel;
    this.#surroundings = surroundings;
    this.#texts = new LoadedTexts(surroundings);
    const onLoss = ({ iteration, loss }: LossPoint, node: string): void => this.#fresh.add(node, iteration, loss);
    const { kernels = plain, historyBytes, savedBytes } = surroundings;
    this.#session = new Session(kernels, this.#texts.all, onLoss, historyBytes, savedBytes);
    const mayTick = (): boolean => this.#fresh.size < WAITING_POINTS;
    this.#ticker = new Ticker(this.#session, surroundings, mayTick, (iterations) => {
      this.#rate.add(iterations, surroundings.now());
      this.#changed();
    });
  }

  take(message: ClientMessage): void {
    if (message.kind === "ack") {
      this.#unacknowledged = false;
      this.#sendProgress();
      this.#ticker.run();
      return;
    }
    this.#waiting = this.#waiting.then(() => this.#serve(message.id, message.run, message.request));
  }

  async #serve(id: number, run: number, request: Request): Promise<void> {
    try {
      if (request.type === "sweep") await this.#beginSweep(id, run, request);
      else {
        // A sweep goes on beside what does not change what it sweeps over.
        if (!QUESTIONS.has(request.type) && request.type !== "watch") this.#sweep?.stop();
        const value = await this.#carryOut(request, run);
        this.#channel.send({ kind: "reply", id, run, value });
      }
    } catch (error) {
      // A document that could not be opened leaves the one before in place; it goes on under the new number.
      if (request.type === "open") this.#run = run;
      this.#answerError(error, id, run);
    }
    // Who asks often must not be told each time, at length, that nothing has changed.
    if (!QUESTIONS.has(request.type)) this.#changed();
    this.#ticker.run();
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
    const sweep = new Sweep(this.#session, await this.#plan(plan.graph), options);
    const task = new SweepTask(sweep, this.#surroundings, () => this.#changed());
    this.#sweep = task;
    task.result
      .then((value) => this.#channel.send({ kind: "reply", id, run, value }))
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

  async #carryOut(request: Exclude<Request, { type: "sweep" }>, run: number): Promise<Replies[RequestType]> {
    switch (request.type) {
      case "open": {
        const plan = await this.#plan(request.graph);
        this.#run = run;
        this.#told.clear();
        this.#session.open(plan, request.evaluate, request.checkpoint);
        this.#texts.keepFiles(plan.texts);
        // A restored run shows its curves from the start.
        this.#restartCurves();
        return reportPlan(plan, this.#session.program);
      }
      case "edit": {
        const plan = await this.#plan(request.graph);
        this.#fresh.rename(request.renamed ?? {});
        this.#session.edit(plan, request.renamed ?? {}, request.revive ?? false, request.steps);
        this.#followCurves();
        this.#texts.keepFiles(plan.texts);
        return reportPlan(plan, this.#session.program);
      }
      case "takeOther":
        this.#session.takeOther();
        this.#followCurves();
        return null;
      case "keepNumbers":
        this.#session.keepNumbers();
        return null;
      case "whatIf":
        return reportPlan(await this.#plan(request.graph), null);
      case "train":
        this.#collect(request.losses);
        this.#train(request);
        return null;
      case "iterateMany":
        this.#train(request);
        return null;
      case "play":
        this.#play(request);
        return null;
      case "reset":
        this.#clearLosses();
        this.#session.handle({ type: "reset" });
        return null;
      case "write": {
        const before = this.#session.write(request.node, request.name, request.cells, request.steps);
        this.#followCurves();
        return before;
      }
      case "breakpoints":
        this.#session.setBreakpoints(request.breakpoints, request.notFinite);
        return this.#session.breakpoints;
      case "watch":
        this.#watches = request.tensors;
        return null;
      case "checkpoint":
        return this.#session.checkpoint();
      case "read":
        return readTensor(this.#running(), request.tensor, request.region);
      case "examples":
        return readExamples(this.#running(), request.node, request.start, request.count);
      case "readStorage":
        return readStorage(this.#running(), request.tensor, request.start, request.count);
      case "statistics":
        return tensorStatistics(this.#running(), request.tensor, request.bins);
      case "gradientRatios":
        return this.#session.gradientRatios.report();
      case "why":
        return readWhy(this.#running(), this.#session, request.cell);
      case "provenance":
        return readProvenance(this.#running(), this.#session, request.cell);
      case "ghosts":
        return readGhosts(this.#running(), this.#session, request);
      case "schedule":
        return learningRates(this.#running().plan, request.node, request.iterations);
      default:
        this.#session.handle(request);
        return null;
    }
  }

  #train(event: Extract<Event, { type: "train" | "iterateMany" }>): void {
    this.#rate.start(this.#surroundings.now());
    this.#session.handle(event);
  }

  #play({ stepsPerSecond, granularity }: Extract<Request, { type: "play" }>): void {
    if (!(stepsPerSecond > 0 && stepsPerSecond <= MAX_STEPS_PER_SECOND)) {
      throw DiagnosticError.of(`expected up to ${MAX_STEPS_PER_SECOND} steps a second, got ${stepsPerSecond}`);
    }
    this.#session.handle({ type: "play", granularity });
    this.#ticker.play(stepsPerSecond);
  }

  #running(): Program {
    const { program, plan } = this.#session;
    if (program !== null) return program;
    throw DiagnosticError.of((plan === null ? null : cannotRun(plan)) ?? "no graph is open");
  }

  /** Plans a graph, loading the texts that it names. */
  async #plan(graph: Graph): Promise<Plan> {
    this.#texts.retry();
    for (;;) {
      const plan = this.#session.planOf(graph);
      if (!(await this.#texts.load(plan.texts))) return plan;
    }
  }

  #clearLosses(): void {
    this.#fresh.clear();
    this.#cleared = true;
  }

  /** Numbers that were put back brought their curves along. */
  #followCurves(): void {
    const { timesPutBack } = this.#session;
    if (timesPutBack !== this.#timesPutBack) this.#restartCurves();
    this.#timesPutBack = timesPutBack;
  }

  /** The curves are other ones now, and are told from their start. */
  #restartCurves(): void {
    this.#clearLosses();
    // In full, once: what was seen of a curve before is not to be lost.
    this.#fresh = new LossCurves(CURVE_POINTS);
    this.#fresh.addAll(this.#session.curves());
  }

  #collect(losses: "all" | "thinned"): void {
    const before = this.#fresh.take([]);
    this.#fresh = new LossCurves(losses === "all" ? Infinity : THINNED_POINTS);
    this.#fresh.addAll(before);
  }

  #changed(): void {
    this.#dirty = true;
    this.#sendProgress();
  }

  /** Sends what is new, unless the client has not taken the last message or it is too soon. */
  #sendProgress(): void {
    if (!this.#dirty || this.#unacknowledged || this.#session.state.phase === "empty") return;
    const now = this.#surroundings.now();
    const early = PROGRESS_INTERVAL - (now - this.#lastProgress);
    if (this.#session.state.phase !== "idle" && early > 0) {
      this.#retryProgress(early);
      return;
    }
    this.#dirty = false;
    this.#unacknowledged = true;
    this.#lastProgress = now;
    const previews = watchedPreviews(this.#session, this.#watches);
    const losses = this.#fresh.take(this.#session.plan?.losses.map(({ node }) => node) ?? []);
    const training = this.#session.state.phase === "training";
    const status = reportStatus(
      this.#session,
      training ? this.#rate.perSecond(now) : null,
      this.#sweep?.progress() ?? null,
    );
    const progress = { status, losses, lossesCleared: this.#cleared, lines: this.#told.take(this.#session), previews };
    this.#cleared = false;
    const arrays = [...previews.map(({ data }) => data), ...losses.map(({ points }) => points)];
    const transfer = arrays.map(({ buffer }) => buffer as ArrayBuffer);
    this.#channel.send({ kind: "progress", run: this.#run, progress }, transfer);
  }

  /** A run's next slice, or step, tries again; this is for the one that does not come. */
  #retryProgress(milliseconds: number): void {
    if (this.#progressDeferred) return;
    this.#progressDeferred = true;
    this.#surroundings.wait(milliseconds, () => {
      this.#progressDeferred = false;
      this.#sendProgress();
    });
  }
}
