import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Renamed } from "../../graph/renamed.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { cannotRun } from "../../program/run/cannotRun.ts";
import { earlierRules } from "../../program/run/earlierRules.ts";
import { instantiate, movedTo, type Program } from "../../program/run/program.ts";
import { isSame, type Position } from "../../protocol/position.ts";
import type { Halt, Status } from "../../protocol/status.ts";
import type { Backend } from "../../tensor/backend/backend.ts";
import type { History } from "../history/history.ts";
import type { Interruption, Machine } from "../machine/machine.ts";
import { Breakpoints } from "../stops/breakpoints.ts";
import type { Effect } from "./effect.ts";
import { factsOf, NO_GRAPH, type ProgramFacts } from "./programFacts.ts";
import type { SessionEvent } from "./sessionEvent.ts";
import { EMPTY, type State } from "./state.ts";
import { trainedOn, transition } from "./transition.ts";

const TICK = { type: "tick" } as const;

/**
 * Stands in a program and moves through it. It decides nothing itself: the table in `transition.ts` does, and this class
 * has the machine carry the effects out on the tensors.
 */
export class Cursor {
  readonly machine: Machine;
  readonly history: History;
  readonly breakpoints = new Breakpoints();
  #backend: Backend;
  readonly #onRestart: () => void;
  #state: State = EMPTY;
  #plan: Plan | null = null;
  #facts: ProgramFacts = NO_GRAPH;
  #edits = 0;
  #reevaluated: Status["reevaluated"] = null;

  /** @param onRestart told when everything begins with the seed again. */
  constructor(backend: Backend, machine: Machine, history: History, onRestart: () => void) {
    this.#backend = backend;
    this.machine = machine;
    this.history = history;
    this.#onRestart = onRestart;
  }

  get state(): State {
    return this.#state;
  }
  get plan(): Plan | null {
    return this.#plan;
  }
  /** Null while no graph is open, or when the graph's tensors need more memory than is allowed. */
  get program(): Program | null {
    return this.machine.program;
  }
  get facts(): ProgramFacts {
    return this.#facts;
  }
  /** How many nodes the last edit ran again; null once the cursor moved after it. */
  get reevaluated(): Status["reevaluated"] {
    return this.#reevaluated;
  }
  /** Whether the cursor stands behind a part of the iteration's update. */
  get updating(): boolean {
    return this.program?.instructions[this.#state.cursor - 1]?.pass === "update";
  }

  /** Goes over to another plan, and gives it memory if that can be. */
  install(plan: Plan, renamed: Renamed): Program | null {
    const fault = cannotRun(plan);
    this.#plan = plan;
    const program = plan.applied.length > 0 && fault !== null ? null : instantiate(plan, this.#backend);
    if (program !== null && this.program !== null) program.earlier = earlierRules(this.program, this.#state, renamed);
    this.machine.install(plan, program, renamed);
    this.breakpoints.install(program, renamed);
    this.#facts = factsOf(plan, program, this.history);
    return program;
  }

  /** Goes on with another backend. No number changes. */
  moveTo(backend: Backend): void {
    this.#backend = backend;
    if (this.#plan === null || this.program === null) return;
    const program = movedTo(backend, this.program);
    this.machine.install(this.#plan, program, {});
    this.breakpoints.install(program, {});
    this.#facts = factsOf(this.#plan, program, this.history);
  }

  /** Parameters as the seed draws them, and nothing learned, run or told yet. */
  restart(): void {
    if (this.#plan === null) return;
    this.machine.restart(this.#plan);
    this.machine.losses.clear();
    this.machine.ratios.clear();
    this.#reevaluated = null;
    this.#onRestart();
  }

  /** An edit made these nodes' numbers out of date. */
  countEdit(plan: Plan, stale: ReadonlySet<string>): void {
    const computing = computingNodes(plan);
    this.#edits += 1;
    const nodes = computing.filter((node) => stale.has(node)).length;
    this.#reevaluated = { edit: this.#edits, nodes, of: computing.length };
  }

  /** The numbers turned out to be this seed's. */
  foundSeed(seed: number): void {
    this.#state = { ...this.#state, seed, notFromSeed: null };
  }

  /** Carries out an event. Throws a DiagnosticError with the reason when it is refused. */
  apply(event: SessionEvent): void {
    const { state, effects, refusal } = transition(this.#state, event, this.#facts);
    if (refusal !== undefined) throw DiagnosticError.of(refusal);
    const before = this.#state;
    this.#state = state;
    // Numbers of another time: by which rules they came to be is not known, or they are the seed's own.
    const isAnew = event.type === "restored" || state.iteration < before.iteration;
    if (isAnew && this.program !== null) this.program.earlier = null;
    let reached: Halt | null = null;
    for (const effect of effects) {
      const interruption = this.#carryOut(effect);
      if (interruption === null) continue;
      if (effect.do !== "run" || interruption.cursor < effect.to) {
        this.#interrupt(effect, before, interruption);
        return;
      }
      // The run came as far as it was to go; what follows it is still to be done.
      reached = interruption.halt;
    }
    reached ??= this.#haltHere(before);
    if (reached !== null) this.#halt(this.#state, this.#state, reached);
  }

  /**
   * Trains iteration after iteration, at least one. All is then as if so many ticks had been applied; on the way, what nobody
   * looks at waits, or is left out.
   *
   * @param goesOn asked as each iteration begins: whether another one follows it.
   * @returns how many iterations were begun.
   */
  train(goesOn: () => boolean): number {
    let count = 0;
    let more = true;
    while (more && this.#state.phase === "training") {
      const { cursor, iteration, stopAt } = this.#state;
      if (cursor === 0 && iteration !== stopAt && this.breakpoints.stops === null) {
        count += this.#trainFreely(() => (more = goesOn()));
      } else {
        more = goesOn();
        this.apply(TICK);
        count += 1;
      }
    }
    return count;
  }

  /** The same from an iteration's start on, as long as nothing but a fault can stop it. */
  #trainFreely(goesOn: () => boolean): number {
    const before = this.#state;
    const { newest, stopAt } = before;
    let { iteration, drawn } = before;
    let interruption: Interruption | null = null;
    let followed: boolean;
    this.#reevaluated = null;
    do {
      followed = goesOn() && iteration + 1 !== stopAt;
      if (!drawn) this.machine.draw();
      drawn = false;
      interruption = this.machine.runIteration(iteration, followed);
      if (interruption !== null) break;
      this.machine.finishedIteration(iteration, newest.iteration <= iteration);
      iteration += 1;
    } while (followed);
    const { length } = this.#facts.boundaries;
    const count = iteration - before.iteration;
    this.#state = trainedOn(before, count, this.#facts);
    if (interruption === null) {
      this.machine.catchUp(length, true);
      return count;
    }
    this.machine.catchUp(interruption.cursor, count === 0);
    const at = this.#state;
    this.#state = transition(at, TICK, this.#facts).state;
    this.#interrupt({ do: "run", iteration, from: 0, to: length, replay: false }, at, interruption);
    return count + 1;
  }

  /** A run that goes on by itself may have come to a breakpoint. */
  #haltHere(before: Position): Halt | null {
    const { stops } = this.breakpoints;
    const goesOn = this.#state.phase === "training" || this.#state.phase === "playing";
    return stops !== null && goesOn && !isSame(before, this.#state) ? this.machine.haltAt(stops, this.#state) : null;
  }

  #halt(state: State, { iteration, cursor }: Position, halt: Halt): void {
    this.#state = transition(state, { type: "halted", at: { iteration, cursor }, halt }, this.#facts).state;
  }

  #carryOut(effect: Effect): Interruption | null {
    switch (effect.do) {
      case "restart":
        this.restart();
        return null;
      case "draw":
        this.machine.draw();
        return null;
      case "evaluate":
        return this.#evaluate();
      case "run":
        this.#reevaluated = null;
        return this.#run(effect);
      case "finish":
        this.machine.finishedIteration(effect.iteration, effect.first);
        return null;
      case "forget": {
        this.machine.losses.forgetBest();
        const seed = this.#plan?.seed ?? 0;
        this.history.forget(effect.fromSeed === null ? null : { seed, ...effect.fromSeed });
        return null;
      }
      case "keep":
        if (this.program === null) return null;
        this.history.keep(
          this.#state,
          this.machine.snapshotBytes,
          this.#state.phase !== "training",
          (before, isWhole) => this.machine.snapshot(before, isWhole),
        );
        return null;
      case "restore":
        if (this.#plan !== null) this.machine.goBack(this.history.at(effect.at), this.#plan);
        return null;
    }
  }

  /** The cursor stays before the instruction that was to run next. */
  #interrupt(effect: Effect, before: State, { cursor, halt }: Interruption): void {
    const [iteration, newest] =
      effect.do === "run" ? [effect.iteration, before.newest] : [this.#state.iteration, this.#state.newest];
    this.#halt({ ...this.#state, newest, drawn: true }, { iteration, cursor }, halt);
  }

  #run({ from, to, iteration, replay }: Extract<Effect, { do: "run" }>): Interruption | null {
    const { stops } = this.breakpoints;
    if (stops === null || replay) return this.machine.run(from, to, iteration);
    return this.machine.runUntil(stops, from, to, iteration);
  }

  #evaluate(): Interruption | null {
    const nodes = this.machine.evaluate(this.#state.iteration);
    if (typeof nodes !== "number") return nodes;
    if (this.#reevaluated !== null) this.#reevaluated = { ...this.#reevaluated, nodes };
    return null;
  }
}

/** Returns the nodes that have forward instructions, in order. */
export function computingNodes(plan: Plan): string[] {
  return [...new Set(plan.applied.map(({ node }) => node))];
}
