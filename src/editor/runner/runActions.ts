import { passesOf } from "./passesOf.ts";
import type { CursorMove, RunCommands } from "./runCommands.ts";
import type { BreakpointStore } from "./breakpointStore.ts";
import { useDocument } from "../document/documentStore.ts";
import type { SessionState, SessionStore } from "./sessionStore.ts";
import { parseStopAt, stopAtNow, useRun } from "./runStore.ts";

/** Why the run controls cannot be used now; null where they can. Said at the controls and in their tooltips. */
export interface RunReasons {
  readonly train: string | null;
  readonly run: string | null;
}

type SessionNow = Pick<SessionState, "plan" | "failure">;

const starting = "The graph is being compiled.";

export function runReasons({ plan, failure }: SessionNow): RunReasons {
  if (failure !== null) return { train: failure, run: failure };
  if (plan === null) return { train: starting, run: starting };
  return { train: plan.cannotTrain ?? plan.cannotRun, run: plan.cannotRun };
}

/**
 * The instruction that a run to the selected node leads to: its next one in this iteration, or else its first. Null when no
 * single node is selected, or it has none.
 */
export function selectedInstruction({ plan, status }: SessionState): number | null {
  const { nodes } = useDocument.getState().selection;
  const [node] = nodes;
  if (plan === null || nodes.length !== 1) return null;
  const own = plan.instructions.flatMap((instruction, at) => (instruction.node === node ? [at] : []));
  return own.find((at) => at > (status?.cursor ?? 0)) ?? own[0] ?? null;
}

/** The selected nodes that a breakpoint can be set at: those that run. */
export function breakable({ plan }: Pick<SessionNow, "plan">): readonly string[] {
  return useDocument.getState().selection.nodes.filter((node) => passesOf(plan?.instructions, node).size > 0);
}

interface Parts {
  readonly session: SessionStore;
  readonly breakpoints: BreakpointStore;
  readonly commands: RunCommands;
}

/** The run bar's actions, for its buttons and for the keys. They do nothing when they cannot. */
export class RunActions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  readonly trainOrPause = (): void => {
    const { commands, session } = this.#parts;
    if (this.#isRunning()) {
      commands.pause();
      return;
    }
    const stopAt = parseStopAt(stopAtNow());
    if (stopAt === undefined || this.#reasons().train !== null) return;
    // Who goes on behind the stop means to: the note beside says that it runs until paused.
    const passed = stopAt !== null && stopAt < (session.getState().status?.iteration ?? 0);
    commands.train(passed ? null : stopAt);
  };

  readonly pause = (): void => this.#parts.commands.pause();

  /** Moves the cursor, where it can be moved. */
  readonly move = (type: CursorMove): void => {
    if (this.#canRun()) this.#parts.commands.move(type);
  };

  readonly iterateMany = (): void => {
    if (this.#canRun()) this.#parts.commands.iterateMany(useRun.getState().count);
  };

  readonly runToSelected = (): void => {
    const cursor = selectedInstruction(this.#parts.session.getState());
    if (cursor !== null && this.#canRun()) this.#parts.commands.runTo(cursor);
  };

  /** Sets breakpoints at the selected nodes; where all have one, takes them away. */
  readonly toggleBreakpoints = (): void => {
    const { session, breakpoints } = this.#parts;
    const { list, toggle } = breakpoints.getState();
    const nodes = breakable(session.getState());
    const set = new Set(list.map(({ node }) => node));
    const without = nodes.filter((node) => !set.has(node));
    for (const node of without.length > 0 ? without : nodes) toggle(node, "all");
  };

  /** Steps by itself, so many nodes a second; another pace while it does. */
  readonly play = (stepsPerSecond: number): void => {
    const { commands, session } = this.#parts;
    const playing = session.getState().status?.phase === "playing";
    if (playing) commands.pause();
    if ((playing || !this.#isRunning()) && this.#reasons().run === null) commands.play(stepsPerSecond);
  };

  readonly reset = (): void => {
    if (this.#reasons().run === null) this.#parts.commands.reset();
  };

  /** While something runs by itself: a training, a slow play, the way to another position. */
  #isRunning(): boolean {
    const phase = this.#parts.session.getState().status?.phase;
    return phase !== undefined && phase !== "idle" && phase !== "empty";
  }

  #reasons(): RunReasons {
    return runReasons(this.#parts.session.getState());
  }

  #canRun(): boolean {
    return !this.#isRunning() && this.#reasons().run === null;
  }
}
