import type { ComponentProps } from "react";
import { ariaKeys } from "../keys/keys.ts";
import { lookOf, runCommand, type Command } from "./command.ts";

interface Props extends Omit<ComponentProps<"button">, "type" | "children" | "onClick"> {
  readonly command: Command<unknown>;
}

/** Shows a plain button of a command that needs nothing of the editor. It can always be done where the button is. */
export function CommandAction({ command, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-keyshortcuts={ariaKeys(command.keys)}
      onClick={() => runCommand(command, undefined)}
      {...rest}
    >
      {lookOf(command, undefined).label}
    </button>
  );
}
