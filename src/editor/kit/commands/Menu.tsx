import { useId, useRef, useState, type ComponentType, type RefObject } from "react";
import { BarButton } from "../BarButton.tsx";
import "./menu.css";

/** Holds what the commands of an open menu need of it. */
export interface MenuItemsProps {
  readonly button: RefObject<HTMLElement | null>;
  /** Closes the menu. */
  readonly onDone: () => void;
}

interface Props {
  readonly label: string;
  readonly hint: string;
  /** Its commands, a `MenuItems`; rendered while it is open. */
  readonly Items: ComponentType<MenuItemsProps>;
}

/** Shows a button with a menu under it: the platform's popover, which closes with Escape and with a press elsewhere. */
export function Menu({ label, hint, Items }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
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
        onToggle={(event) => setOpen(event.newState === "open")}
      >
        {open && <Items button={button} onDone={() => list.current?.hidePopover()} />}
      </div>
    </>
  );
}
