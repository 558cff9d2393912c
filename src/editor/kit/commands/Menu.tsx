import { Fragment, useId, useRef, useState, type KeyboardEvent } from "react";
import { BarButton } from "../BarButton.tsx";
import { ariaKeys } from "../keys/keys.ts";
import { lookOf, runCommand, type Command } from "./command.ts";
import "./menu.css";

interface Props<Editor> {
  readonly label: string;
  readonly hint: string;
  /** Its commands, a line between those of one array and the next. */
  readonly groups: readonly (readonly Command<Editor>[])[];
  readonly editor: Editor;
}

/** Shows a button with a menu under it: the platform's popover, which closes with Escape and with a press elsewhere. */
export function Menu<Editor>({ label, hint, groups, editor }: Props<Editor>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);

  const onToggle = (isOpen: boolean): void => {
    setOpen(isOpen);
    if (!isOpen) return;
    const at = button.current?.getBoundingClientRect();
    const menu = list.current;
    if (at === undefined || menu === null) return;
    menu.style.top = `${at.bottom + 4}px`;
    menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.offsetWidth - 8))}px`;
    menu.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((item) => item === document.activeElement);
    const to = {
      ArrowDown: (at + 1) % buttons.length,
      ArrowUp: (at + buttons.length - 1) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (event.key === "Tab") list.current?.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    buttons[to]?.focus();
  };

  return (
    <>
      <BarButton
        ref={button}
        label={label}
        hint={hint}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          list.current?.showPopover();
        }}
      />
      <div
        ref={list}
        id={id}
        className="menu"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        popover="auto"
        onToggle={(event) => onToggle(event.newState === "open")}
        onKeyDown={onKeyDown}
      >
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
                  list.current?.hidePopover();
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
    </>
  );
}
