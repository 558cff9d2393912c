import { Fragment, useId, useRef, useState, type KeyboardEvent } from "react";
import { BarButton } from "./BarButton.tsx";
import "./menu.css";

export interface MenuItem {
  readonly label: string;
  /** Its keys, as the help writes them. */
  readonly keys?: string;
  readonly run: () => void;
  /** A line stands before it. */
  readonly apart?: boolean;
}

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly items: readonly MenuItem[];
}

/** A button with a menu under it: the platform's popover, which closes with Escape and with a press elsewhere. */
export function Menu({ label, hint, items }: Props) {
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
        {items.map(({ label: name, keys, run, apart }) => (
          <Fragment key={name}>
            {apart === true && <hr />}
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                list.current?.hidePopover();
                run();
              }}
            >
              {name}
              {keys !== undefined && <kbd aria-hidden="true">{keys}</kbd>}
            </button>
          </Fragment>
        ))}
      </div>
    </>
  );
}
