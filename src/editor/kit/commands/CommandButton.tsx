import type { ComponentProps } from "react";
import { BarButton } from "../BarButton.tsx";
import { ariaKeys } from "../keys/keys.ts";
import { runCommand, withKeys, type Command } from "./command.ts";
import { useCommand, type CommandScope } from "./useCommand.ts";

/** Says how a bar shows a button: `label` and `hint` are what it says instead of what the command says of itself. */
export type ButtonLook = Omit<ComponentProps<typeof BarButton>, "icon" | "unavailable" | "onClick" | "label"> & {
  readonly label?: string;
};

interface Props<Editor> extends ButtonLook {
  readonly command: Command<Editor>;
  readonly scope: CommandScope<Editor>;
}

/** Shows a button of the bars that runs a command. */
export function CommandButton<Editor>({ command, scope, label, hint, ...rest }: Props<Editor>) {
  const look = useCommand(command, scope);
  return (
    <BarButton
      label={label ?? look.label}
      icon={look.icon}
      hint={hint === undefined ? look.hint : withKeys(hint, command)}
      unavailable={look.unavailable}
      aria-pressed={look.pressed}
      aria-keyshortcuts={ariaKeys(command.keys)}
      onClick={() => runCommand(command, scope.editor)}
      {...rest}
    />
  );
}
