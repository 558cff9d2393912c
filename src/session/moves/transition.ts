import { destination, isReplay } from "./destination.ts";
import { isBefore, isSame, later, START, type Position } from "../../protocol/position.ts";
import { EMPTY, type State } from "./state.ts";
import type { Move } from "../../protocol/move.ts";
import type { Halt } from "../../protocol/status.ts";
import type { Effect } from "./effect.ts";
import type { ProgramFacts } from "./programFacts.ts";
import type { SessionEvent } from "./sessionEvent.ts";

export interface Transition {
  readonly state: State;
  readonly effects: readonly Effect[];
  /** Why the event was refused; the state is then as before. */
  readonly refusal?: string;
}

/** Is the one table of what each event does in each state. Pure. */
export function transition(state: State, event: SessionEvent, program: ProgramFacts): Transition {
  switch (event.type) {
    case "opened":
      return opened(event, program);
    case "edited":
      return edited(state, event, program);
    case "restored":
      return restored(state, event, program);
    case "train":
      return train(state, event.stopAt, program);
    case "iterateMany":
      return iterateMany(state, event.count, program);
    case "play":
      return whenIdle(state, program, (acted) => change(acted, { phase: "playing", granularity: event.granularity }));
    case "tick":
      return tick(state, program);
    case "keep":
      return { state, effects: state.phase === "empty" || state.cursor > 0 ? [] : [{ do: "keep" }] };
    case "pause":
      return pause(state);
    case "evaluate":
      return whenIdle(state, program, evaluate);
    case "halted":
      return change(state, { ...event.at, ...IDLE, newest: later(state.newest, event.at), halted: event.halt });
    case "reset":
      return reset(state, program);
    default:
      return move(state, event, program);
  }
}

const IDLE = { phase: "idle", stopAt: null, target: null } as const;

const FRESH = { ...START, drawn: false, notFromSeed: null, trained: false } as const;

function change(state: State, changes: Partial<State>, effects: readonly Effect[] = []): Transition {
  return { state: { ...state, ...changes }, effects };
}

function refuse(state: State, refusal: string): Transition {
  return { state, effects: [], refusal };
}

function opened(event: Extract<SessionEvent, { type: "opened" }>, program: ProgramFacts): Transition {
  const evaluate = event.evaluate && program.cannotRun === null;
  const restored = event.restored ?? { ...FRESH, seed: program.seed };
  const at = { iteration: restored.iteration, cursor: 0 };
  const state: State = { ...EMPTY, ...restored, phase: "idle", newest: at, acted: event.evaluate };
  const fromSeed = event.restored === null ? { evaluated: evaluate } : null;
  return begin(state, evaluate, fromSeed);
}

/**
 * Says whether the numbers are still the seed's own, whatever was evaluated: no update has run, and none was written by
 * hand. Parameters and draws are then drawn anew with every edit, as compiling afresh would draw them.
 */
export function isUntrained(state: State, program: ProgramFacts): boolean {
  if (state.seed === null || state.seed !== program.seed) return false;
  return state.iteration === 0 ? !isUpdated(state, program) : !state.trained;
}

/** Says whether part of this iteration's update has run. */
export function isUpdated({ cursor }: State, { firstUpdate }: ProgramFacts): boolean {
  return firstUpdate !== null && cursor > firstUpdate;
}

/** In the middle of a pass the cursor goes back to the start of that iteration; what is stale runs again. */
function edited(state: State, event: Extract<SessionEvent, { type: "edited" }>, program: ProgramFacts): Transition {
  if (state.phase === "empty") return { state, effects: [] };
  const running = state.phase === "training" || state.phase === "playing";
  const fault = state.phase === "training" ? program.cannotTrain : program.cannotRun;
  const stopped = running && fault !== null;
  const next: State = {
    ...state,
    ...(event.stale ? { cursor: 0 } : {}),
    // Where nothing is trained, iterations only draw batches; drawn anew, they begin with the first.
    ...(event.anew && state.iteration > 0 ? START : {}),
    ...(event.changed ? originAfter(state, event, program) : {}),
    drawn: state.drawn && event.heldDraws,
    ...(stopped ? { ...IDLE, halted: { reason: "untrainable", sentence: fault } } : {}),
  };
  if (!event.changed) return { state: next, effects: [] };
  const { iteration, cursor } = next;
  const lost = next.phase === "seeking" ? IDLE : {};
  const evaluate = next.acted && event.stale && program.cannotRun === null;
  const repeatable = event.anew && cursor === 0 && (evaluate || !next.acted);
  return begin(
    { ...next, ...lost, newest: { iteration, cursor } },
    evaluate,
    repeatable ? { evaluated: evaluate } : null,
  );
}

/** Whose numbers those are that an edit changes: the first edit that made them nobody's is the reason. */
function originAfter(
  { seed, notFromSeed, trained, iteration }: State,
  { anew, why }: Extract<SessionEvent, { type: "edited" }>,
  program: ProgramFacts,
): Pick<State, "seed" | "notFromSeed" | "trained"> {
  if (anew) return { seed: program.seed, notFromSeed: null, trained: false };
  return { seed: null, notFromSeed: seed === null ? notFromSeed : { since: iteration, why }, trained };
}

/** At the start of the iteration that the numbers are from. What runs by itself goes on from there. */
function restored(state: State, event: Extract<SessionEvent, { type: "restored" }>, program: ProgramFacts): Transition {
  const { iteration, drawn, seed, notFromSeed, trained } = event;
  const at = { iteration, cursor: 0 };
  const idle = state.phase === "seeking" || (state.stopAt !== null && state.stopAt < iteration) ? IDLE : {};
  const next: State = { ...state, ...at, ...idle, newest: at, drawn, seed, notFromSeed, trained, halted: null };
  return begin(next, next.acted && program.cannotRun === null, null);
}

function train(state: State, stopAt: number | null, program: ProgramFacts): Transition {
  if (program.cannotTrain !== null) return refuse(state, program.cannotTrain);
  if (state.phase === "seeking" || state.phase === "playing") return refuse(state, "pause first");
  if (stopAt !== null && stopAt < state.iteration) {
    return refuse(state, `iteration ${stopAt} has had its update already: ask for a later one, or for none`);
  }
  return change(state, { phase: "training", acted: true, stopAt, halted: null });
}

function iterateMany(state: State, count: number, program: ProgramFacts): Transition {
  if (!Number.isSafeInteger(count) || count < 1) return refuse(state, `expected 1 iteration or more, got ${count}`);
  if (program.cannotFinish !== null) return refuse(state, program.cannotFinish);
  return whenIdle(state, program, (acted) => {
    return change(acted, { phase: "training", stopAt: state.iteration + count - 1 });
  });
}

function pause(state: State): Transition {
  if (state.phase === "empty" || state.phase === "idle") return { state, effects: [] };
  // A way back into this iteration is worth a copy: it is what one does after pausing.
  return change(state, IDLE, state.cursor === 0 ? [{ do: "keep" }] : []);
}

function reset(state: State, { seed }: ProgramFacts): Transition {
  if (state.phase === "empty") return { state, effects: [] };
  const { state: next, effects } = begin({ ...EMPTY, phase: "idle", acted: true, seed }, true, { evaluated: true });
  return { state: next, effects: [{ do: "restart" }, ...effects] };
}

/** A history starts here, perhaps with the forward pass evaluated. */
function begin(state: State, evaluate: boolean, fromSeed: { evaluated: boolean } | null): Transition {
  const effects: Effect[] = [{ do: "forget", fromSeed }];
  if (evaluate) effects.push(...drawIf(state), { do: "evaluate" });
  if (state.acted || fromSeed === null) effects.push({ do: "keep" });
  return { state: evaluate ? { ...state, drawn: true } : state, effects };
}

function whenIdle(state: State, program: ProgramFacts, act: (state: State) => Transition): Transition {
  if (state.phase === "training") return refuse(state, "pause the training first");
  if (state.phase !== "idle" && program.cannotRun === null) return refuse(state, "pause first");
  if (program.cannotRun !== null) return refuse(state, program.cannotRun);
  return act({ ...state, acted: true, halted: null });
}

function tick(state: State, program: ProgramFacts): Transition {
  switch (state.phase) {
    case "empty":
    case "idle":
      return { state, effects: [] };
    case "training":
      return advance(state, { iteration: state.iteration + 1, cursor: 0 }, program);
    case "playing": {
      const type = state.granularity === "node" ? "step" : "stepInto";
      const to = destination({ type }, state, state.newest, program);
      if (typeof to !== "string") return advance(state, to, program);
      return change(state, { ...IDLE, halted: { reason: "untrainable", sentence: to } });
    }
    case "seeking":
      return approach(state, program);
  }
}

/** Numbers for the parameters as they are. In the middle of a pass there are some already. */
function evaluate(state: State): Transition {
  if (state.cursor > 0) return refuse(state, "finish the iteration first, or go back to its start");
  return change(state, { drawn: true }, [...drawIf(state), { do: "evaluate" }, { do: "keep" }]);
}

/** While one move is on its way the next starts from where that one leads: keys may be pressed faster than replay runs. */
function move(state: State, event: Move, program: ProgramFacts): Transition {
  const settled: State = state.phase === "seeking" ? { ...state, phase: "idle", target: null } : state;
  const moved = whenIdle(settled, program, (acted) => {
    const from = state.target ?? state;
    const to = destination(event, from, acted.newest, program);
    if (typeof to === "string") return refuse(acted, to);
    if (isSame(to, acted)) return { state: acted, effects: [] };
    const onwards = isBefore(acted, to) && state.target === null && !isReplay(event);
    return onwards ? advance(acted, to, program) : seek(acted, to, program);
  });
  return moved.refusal === undefined ? moved : refuse(state, moved.refusal);
}

/** Sets out for a position, from here or from what is kept, whichever is nearer. */
function seek(state: State, to: Position, program: ProgramFacts): Transition {
  const kept = program.kept(to);
  const behind = isBefore(to, state);
  if (typeof kept === "string") {
    return behind ? refuse(state, kept) : approach({ ...state, phase: "seeking", target: to }, program);
  }
  const seeking: State = { ...state, phase: "seeking", target: to };
  if (!behind && !isBefore(state, kept)) return approach(seeking, program);
  const { state: next, effects } = approach({ ...seeking, ...kept }, program);
  const { iteration, cursor } = kept;
  return { state: next, effects: [{ do: "restore", at: { iteration, cursor } }, ...effects] };
}

/** As far towards the target as one iteration reaches. */
function approach(state: State, program: ProgramFacts): Transition {
  const target = state.target ?? state;
  const ends = isSame(state, target);
  const here = target.iteration === state.iteration;
  const to = here ? target : { iteration: state.iteration + 1, cursor: 0 };
  const { state: next, effects } = ends ? { state, effects: [] } : advance(state, to, program);
  return change(next, isSame(next, target) ? IDLE : {}, effects);
}

/** Moves the cursor on to `to`, at most to the start of the next iteration. */
function advance(state: State, to: Position, program: ProgramFacts): Transition {
  const crosses = to.iteration > state.iteration;
  const end = crosses ? program.boundaries.length : to.cursor;
  const replay = state.phase === "seeking";
  const effects: Effect[] = [
    ...drawIf(state),
    { do: "run", iteration: state.iteration, from: state.cursor, to: end, replay },
  ];
  const trained = state.trained || (program.firstUpdate !== null && end > program.firstUpdate);
  const next: State = { ...state, ...to, drawn: !crosses, newest: later(state.newest, to), trained };
  if (!crosses) return { state: next, effects };
  const { iteration } = state;
  effects.push({ do: "finish", iteration, first: isBefore(state.newest, to) });
  // Training keeps what its host finds the time for; a replay the iteration that it ends in.
  const keeps = replay ? state.target?.iteration === to.iteration : state.phase !== "training";
  if (keeps) effects.push({ do: "keep" });
  if (state.phase !== "training" || iteration !== state.stopAt) return { state: next, effects };
  const halted: Halt = { reason: "stop", sentence: `stopped at iteration ${iteration}` };
  return change(next, { ...IDLE, halted }, [...effects, { do: "keep" }]);
}

/**
 * Returns where so many ticks of a training lead, as the table gives it tick by tick. It begins at the start of an
 * iteration, and does not end with one of them.
 */
export function trainedOn(state: State, iterations: number, { firstUpdate }: ProgramFacts): State {
  if (iterations === 0) return state;
  const to = { iteration: state.iteration + iterations, cursor: 0 };
  const trained = state.trained || firstUpdate !== null;
  return { ...state, ...to, drawn: false, newest: later(state.newest, to), trained };
}

function drawIf(state: State): Effect[] {
  return state.drawn ? [] : [{ do: "draw" }];
}
