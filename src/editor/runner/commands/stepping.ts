import { groupBy } from "../../../base/groupBy.ts";
import type { PlanReport } from "../../../protocol/planReport.ts";
import { useDocument } from "../../document/documentStore.ts";
import { defineCommand, withKeys } from "../../kit/commands/command.ts";
import { derived } from "../../../base/derived.ts";
import { useRun } from "../runStore.ts";
import type { SessionState } from "../sessionStore.ts";
import { cannotMove, moveCommand, type Running } from "./running.ts";
import { train } from "./training.ts";

export const stepOver = moveCommand("step", {
  id: "stepOver",
  label: "Step over",
  icon: "step",
  hint: "Over one node",
  help: "step over a node",
  keys: "F10",
});

export const stepInto = moveCommand("stepInto", {
  id: "stepInto",
  label: "Step into",
  icon: "into",
  hint: "Over one instruction: into the ops of a node",
  help: "step into a node: over one instruction",
  keys: "F11",
});

export const stepOut = moveCommand("stepOut", {
  id: "stepOut",
  label: "Step out",
  icon: "out",
  hint: "To the end of this node",
  help: "step out: to the end of the node",
  keys: "Shift F11",
});

function cannotGoBack(editor: Running): string | null {
  const { status } = editor.runner.session.getState();
  const oldest = status?.history.oldest ?? null;
  const atStart = oldest === null || (oldest.iteration === status?.iteration && oldest.cursor >= status.cursor);
  return cannotMove(editor) ?? (atStart ? "This is as far back as it goes." : null);
}

export const stepBack = moveCommand("stepBack", {
  id: "stepBack",
  label: "Step back",
  icon: "back",
  hint: "Back over one node, across updates and draws, bit for bit",
  help: "step back over a node",
  keys: "F7",
  unavailable: cannotGoBack,
});

export const stepBackInto = moveCommand("stepBackInto", {
  id: "stepBackInto",
  label: "Step back into",
  icon: "backInto",
  hint: "Back over one instruction, bit for bit",
  help: "step back over one instruction",
  keys: "Shift F7",
  unavailable: cannotGoBack,
});

export const runPass = moveCommand("runPass", {
  id: "runPass",
  label: "Rest of the pass",
  icon: "pass",
  hint: "Runs the rest of this pass",
  help: "run the rest of this pass",
  keys: "Shift F10",
});

/**
 * The instruction that a run to the selected node leads to: its next one in this iteration, or else its first. Null when no
 * single node is selected, or it has none.
 */
function selectedInstruction({ plan, status }: SessionState): number | null {
  const { nodes } = useDocument.getState().selection;
  const [node] = nodes;
  if (plan === null || nodes.length !== 1) return null;
  const own = byNode(plan.instructions).get(node!) ?? [];
  return own.find((at) => at > (status?.cursor ?? 0)) ?? own[0] ?? null;
}

/** Where each node's instructions stand: asked for with each message, of thousands. */
const byNode = derived((instructions: PlanReport["instructions"]) =>
  groupBy([...instructions.keys()], (at) => instructions[at]!.node),
);

export const runToSelected = defineCommand<Running>({
  id: "runToSelected",
  label: "Run to the selected node",
  icon: "runTo",
  hint: "Runs to the selected node, back if it lies behind",
  help: "run to the selected node",
  keys: "Ctrl F10",
  unavailable(editor) {
    const target = selectedInstruction(editor.runner.session.getState());
    return cannotMove(editor) ?? (target === null ? "Select a node that runs." : null);
  },
  run({ runner }) {
    const cursor = selectedInstruction(runner.session.getState());
    if (cursor !== null) runner.commands.runTo(cursor);
  },
});

const plays = ({ runner }: Running): boolean => runner.session.getState().status?.phase === "playing";

/** Steps by itself, at the pace of the debugger's field; pauses that. */
export const playSlowly = defineCommand<Running>({
  id: "playSlowly",
  label: (editor) => (plays(editor) ? "Pause the slow play" : "Play slowly"),
  icon: (editor) => (plays(editor) ? "pause" : "slow"),
  hint: (editor) => (plays(editor) ? withKeys("Pauses", train) : "Steps by itself, at the pace beside"),
  unavailable: (editor) => (plays(editor) ? null : cannotMove(editor)),
  run(editor) {
    if (plays(editor)) editor.runner.commands.pause();
    else editor.runner.commands.play(useRun.getState().pace);
  },
});
