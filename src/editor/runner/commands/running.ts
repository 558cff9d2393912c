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

/** Makes a command that moves the cursor, which cannot be done while it moves by itself. */
export function moveCommand(move: CursorMove, definition: Omit<Definition<Running>, "run">): Command<Running> {
  return defineCommand({ unavailable: cannotMove, ...definition, run: ({ runner }) => runner.commands.move(move) });
}
