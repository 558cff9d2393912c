import { Fragment, useEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { ariaKeys } from "../keys/keys.ts";
import { lookOf, runCommand, type Command } from "./command.ts";
import type { MenuItemsProps } from "./Menu.tsx";

interface Props<Editor> extends MenuItemsProps {
  /** The commands, a line between those of one array and the next. */
  readonly groups: readonly (readonly Command<Editor>[])[];
  readonly editor: Editor;
}

/** Shows the commands of a menu, in a popover that is open. */
export function MenuItems<Editor>({ button, onDone, groups, editor }: Props<Editor>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => place(list.current, button), [button]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((item) => item === document.activeElement);
    const to = {
      ArrowDown: (at + 1) % buttons.length,
      ArrowUp: (at + buttons.length - 1) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (event.key === "Tab") onDone();
    if (to === undefined) return;
    event.preventDefault();
    buttons[to]?.focus();
  };

  return (
    <div ref={list} role="none" onKeyDown={onKeyDown}>
      {groups.map((commands, group) => (
        <Fragment key={group}>
          {group > 0 && <hr />}
          {commands.map((command) => (
            <button
              key={command.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-keyshortcuts={ariaKeys(command.keys)}
              onClick={() => {
                onDone();
                runCommand(command, editor);
              }}
            >
              {lookOf(command, editor).label}
              {command.keys[0] !== undefined && <kbd aria-hidden="true">{command.keys[0]}</kbd>}
            </button>
          ))}
        </Fragment>
      ))}
    </div>
  );
}

/** Puts the menu under its button, within the window, and the focus on its first command. */
function place(list: HTMLElement | null, button: RefObject<HTMLElement | null>): void {
  const menu = list?.parentElement ?? null;
  const at = button.current?.getBoundingClientRect();
  if (menu === null || at === undefined) return;
  menu.style.top = `${at.bottom + 4}px`;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.querySelector("button")?.focus();
}
