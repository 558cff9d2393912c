import { isPressed } from "../keys/keys.ts";
import type { Command } from "./command.ts";

/** Finds the command whose keys an event, the browser's own or React's, is the press of. */
export function pressedCommand<Editor>(
  commands: readonly Command<Editor>[],
  event: Parameters<typeof isPressed>[1],
): Command<Editor> | undefined {
  return commands.find(({ keys }) => keys.some((one) => isPressed(one, event)));
}
