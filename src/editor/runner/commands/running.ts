import { defineCommand, type Command, type Definition } from "../../kit/commands/command.ts";
import type { CursorMove } from "../runCommands.ts";
import type { Runner } from "../runner.ts";
import { isRunning, runReasons } from "../runReasons.ts";

/** Holds what the commands that run the document need of the editor. */
export interface Running {
  readonly runner: Runner;
}

/** Says why the cursor cannot be moved now; null where it can. */
export function cannotMove({ runner }: Running): string | null {
  const state = runner.session.getState();
  return runReasons(state).run ?? (isRunning(state) ? "Pause first." : null);
}

/** Says why nothing runs on from here; null where something does. */
function cannotGoOn(editor: Running): string | null {
  const { plan, status } = editor.runner.session.getState();
  // An iteration that a fault keeps from its end is not followed by another.
  const ends = status?.next === null && status.cursor > 0;
  return cannotMove(editor) ?? (ends ? (plan?.cannotTrain ?? null) : null);
}

/** Makes a command that moves the cursor, which cannot be done while it moves by itself. */
export function moveCommand(move: CursorMove, definition: Omit<Definition<Running>, "run">): Command<Running> {
  return defineCommand({ unavailable: cannotGoOn, ...definition, run: ({ runner }) => runner.commands.move(move) });
}
