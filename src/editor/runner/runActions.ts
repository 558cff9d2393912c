import { passesOf } from "./passesOf.ts";
import { commands, type CursorMove } from "./sessionLink.ts";
import { useBreakpoints } from "./breakpointStore.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "./sessionStore.ts";
import { parseStopAt, stopAtNow, useRun } from "./runStore.ts";

/** Why the run controls cannot be used now; null where they can. Said at the controls and in their tooltips. */
export interface RunReasons {
  readonly train: string | null;
  readonly run: string | null;
}

interface SessionNow {
  readonly plan: ReturnType<typeof useSession.getState>["plan"];
  readonly failure: string | null;
}

const starting = "The graph is being compiled.";

export function runReasons({ plan, failure }: SessionNow): RunReasons {
  if (failure !== null) return { train: failure, run: failure };
  if (plan === null) return { train: starting, run: starting };
  return { train: plan.cannotTrain ?? plan.cannotRun, run: plan.cannotRun };
}

/** While something runs by itself: a training, a slow play, the way to another position. */
const isRunning = (): boolean => {
  const phase = useSession.getState().status?.phase;
  return phase !== undefined && phase !== "idle" && phase !== "empty";
};
const reasons = (): RunReasons => runReasons(useSession.getState());

/**
 * The instruction that a run to the selected node leads to: its next one in this iteration, or else its first. Null when no
 * single node is selected, or it has none.
 */
export function selectedInstruction({ plan, status }: ReturnType<typeof useSession.getState>): number | null {
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

/** A move of the cursor, where it can be moved. */
const move = (type: CursorMove) => (): void => {
  if (!isRunning() && reasons().run === null) commands.move(type);
};

/** The run bar's actions, for its buttons and for the keys. They do nothing when they cannot. */
export const runActions = {
  trainOrPause: (): void => {
    if (isRunning()) {
      commands.pause();
      return;
    }
    const stopAt = parseStopAt(stopAtNow());
    if (stopAt === undefined || reasons().train !== null) return;
    // Who goes on behind the stop means to: the note beside says that it runs until paused.
    const passed = stopAt !== null && stopAt < (useSession.getState().status?.iteration ?? 0);
    commands.train(passed ? null : stopAt);
  },
  pause: (): void => commands.pause(),
  iterate: move("iterate"),
  iterateMany: (): void => {
    if (!isRunning() && reasons().run === null) commands.iterateMany(useRun.getState().count);
  },
  step: move("step"),
  stepInto: move("stepInto"),
  stepOut: move("stepOut"),
  stepBack: move("stepBack"),
  stepBackInto: move("stepBackInto"),
  runPass: move("runPass"),
  runToSelected: (): void => {
    const cursor = selectedInstruction(useSession.getState());
    if (cursor !== null && !isRunning() && reasons().run === null) commands.runTo(cursor);
  },
  /** Sets breakpoints at the selected nodes; where all have one, takes them away. */
  toggleBreakpoints: (): void => {
    const { list, toggle } = useBreakpoints.getState();
    const nodes = breakable(useSession.getState());
    const set = new Set(list.map(({ node }) => node));
    const without = nodes.filter((node) => !set.has(node));
    for (const node of without.length > 0 ? without : nodes) toggle(node, "all");
  },
  /** Steps by itself, so many nodes a second; another pace while it does. */
  play: (stepsPerSecond: number): void => {
    const playing = useSession.getState().status?.phase === "playing";
    if (playing) commands.pause();
    if ((playing || !isRunning()) && reasons().run === null) commands.play(stepsPerSecond);
  },
  reset: (): void => {
    if (reasons().run === null) commands.reset();
  },
};
