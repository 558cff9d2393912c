/**
 * Where a session stands, as far as deciding what happens next needs it. Plain data; the tensors are elsewhere.
 */
export interface State {
  readonly phase: "empty" | "idle" | "training";
  /** The iteration that the cursor is in. */
  readonly iteration: number;
  /** Index of the next instruction. */
  readonly cursor: number;
  /** Whether this iteration's batches and masks were drawn. */
  readonly drawn: boolean;
  /** Whether a person (or opening one's own file) asked for numbers; a graph from a link shows shapes until then. */
  readonly acted: boolean;
  /** Training halts after this iteration's update. */
  readonly stopAt: number | null;
  /** Why the last run ended by itself. */
  readonly halted: string | null;
}

export const EMPTY: State = {
  phase: "empty",
  iteration: 0,
  cursor: 0,
  drawn: false,
  acted: false,
  stopAt: null,
  halted: null,
};

/** What the table must know of the program. */
export interface ProgramFacts {
  /** Number of instructions. */
  readonly length: number;
  /** Where the cursor stands after a step over one node, in this iteration. */
  readonly nodeEnd: (cursor: number, iteration: number) => number;
  /** Why it cannot be trained, or stepped through, in one sentence; null when it can. */
  readonly cannotTrain: string | null;
  readonly cannotRun: string | null;
}

/** What happens to a session. `edited`: the new document is compiled already; did anything become stale? */
export type Event =
  | {
      readonly type: "opened";
      readonly evaluate: boolean;
      readonly restored: { iteration: number; drawn: boolean } | null;
    }
  | { readonly type: "edited"; readonly stale: boolean; readonly heldDraws: boolean }
  | { readonly type: "train"; readonly stopAt: number | null }
  | { readonly type: "pause" }
  | { readonly type: "iterate" }
  | { readonly type: "step" }
  | { readonly type: "reset" }
  /** The host gives time: one more iteration of training. */
  | { readonly type: "tick" }
  /** An instruction failed. */
  | { readonly type: "failed"; readonly message: string };

/** What the session then does to the tensors, in order. */
export type Effect =
  /** Parameters as the seed draws them, generator at the seed's stream. */
  | { readonly do: "restart" }
  /** Draws this iteration's batches and masks. */
  | { readonly do: "draw" }
  /** Runs the forward instructions of the nodes that have no up-to-date value. */
  | { readonly do: "evaluate" }
  | { readonly do: "run"; readonly from: number; readonly to: number }
  /** The iteration is over: its loss goes into the curve. */
  | { readonly do: "record"; readonly iteration: number };

export interface Transition {
  readonly state: State;
  readonly effects: readonly Effect[];
  /** Why the event was refused; the state is then as before. */
  readonly refusal?: string;
}

/** The one table of what each event does in each state. Pure. */
export function transition(state: State, event: Event, program: ProgramFacts): Transition {
  switch (event.type) {
    case "opened":
      return opened(event, program);
    case "edited":
      return edited(state, event, program);
    case "train":
      return train(state, event.stopAt, program);
    case "tick":
      return state.phase === "training" ? finishIteration(state, program) : { state, effects: [] };
    case "pause":
      return { state: state.phase === "training" ? { ...state, phase: "idle", stopAt: null } : state, effects: [] };
    case "failed":
      return { state: { ...state, phase: "idle", stopAt: null, halted: event.message }, effects: [] };
    case "iterate":
      return whenIdle(state, program, (acted) => finishIteration(acted, program));
    case "step":
      return whenIdle(state, program, (acted) =>
        advance(acted, program.nodeEnd(acted.cursor, acted.iteration), program),
      );
    case "reset":
      return reset(state);
  }
}

function opened(event: Extract<Event, { type: "opened" }>, program: ProgramFacts): Transition {
  const evaluate = event.evaluate && program.cannotRun === null;
  const state: State = {
    ...EMPTY,
    phase: "idle",
    acted: event.evaluate,
    iteration: event.restored?.iteration ?? 0,
    drawn: event.restored?.drawn ?? false,
  };
  return { ...withDraw(state, evaluate), effects: evaluate ? [...drawIf(state), { do: "evaluate" }] : [] };
}

/** In the middle of a pass the cursor goes back to the start of that iteration; what is stale runs again. */
function edited(state: State, event: Extract<Event, { type: "edited" }>, program: ProgramFacts): Transition {
  if (state.phase === "empty") return { state, effects: [] };
  const stopped = state.phase === "training" && program.cannotTrain !== null;
  const next: State = {
    ...state,
    ...(event.stale ? { cursor: 0 } : {}),
    drawn: state.drawn && event.heldDraws,
    ...(stopped ? { phase: "idle", stopAt: null, halted: program.cannotTrain } : {}),
  };
  const evaluate = next.acted && event.stale && program.cannotRun === null;
  return { ...withDraw(next, evaluate), effects: evaluate ? [...drawIf(next), { do: "evaluate" }] : [] };
}

function train(state: State, stopAt: number | null, program: ProgramFacts): Transition {
  if (program.cannotTrain !== null) return { state, effects: [], refusal: program.cannotTrain };
  if (stopAt !== null && stopAt < state.iteration) {
    const refusal = `iteration ${stopAt} has had its update already: ask for a later one, or for none`;
    return { state, effects: [], refusal };
  }
  return { state: { ...state, phase: "training", acted: true, stopAt, halted: null }, effects: [] };
}

function reset(state: State): Transition {
  if (state.phase === "empty") return { state, effects: [] };
  const next: State = { ...EMPTY, phase: "idle", acted: true };
  return { state: { ...next, drawn: true }, effects: [{ do: "restart" }, { do: "draw" }, { do: "evaluate" }] };
}

function whenIdle(state: State, program: ProgramFacts, act: (state: State) => Transition): Transition {
  if (state.phase === "training") return { state, effects: [], refusal: "pause the training first" };
  if (program.cannotRun !== null) return { state, effects: [], refusal: program.cannotRun };
  return act({ ...state, acted: true, halted: null });
}

function finishIteration(state: State, program: ProgramFacts): Transition {
  return advance(state, program.length, program);
}

/** Moves the cursor to `to`; behind the last instruction the next iteration begins. */
function advance(state: State, to: number, program: ProgramFacts): Transition {
  const effects: Effect[] = [...drawIf(state), { do: "run", from: state.cursor, to }];
  if (to < program.length) return { state: { ...state, cursor: to, drawn: true }, effects };
  effects.push({ do: "record", iteration: state.iteration });
  const next: State = { ...state, iteration: state.iteration + 1, cursor: 0, drawn: false };
  if (state.phase !== "training" || state.iteration !== state.stopAt) return { state: next, effects };
  const halted = `stopped at iteration ${state.iteration}`;
  return { state: { ...next, phase: "idle", stopAt: null, halted }, effects };
}

function drawIf(state: State): Effect[] {
  return state.drawn ? [] : [{ do: "draw" }];
}

function withDraw(state: State, draws: boolean): { state: State } {
  return { state: draws ? { ...state, drawn: true } : state };
}
