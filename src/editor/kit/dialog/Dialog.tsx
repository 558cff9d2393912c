import { useEffect, useId, useRef, type ReactNode } from "react";
import { BarButton } from "../BarButton.tsx";
import { closeDialog } from "./dialogStore.ts";
import "./dialog.css";

interface Props {
  readonly title: string;
  /** For what needs room: pictures side by side. */
  readonly wide?: boolean;
  /** Takes it from the page, where that is not the page's one place for dialogues. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/**
 * Shows a dialogue over the page: the platform's own, which holds the focus, closes with Escape and gives the focus
 * back.
 */
export function Dialog({ title, wide = false, onClose = closeDialog, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // A click beside the dialogue closes it; whoever uses the keyboard has Escape.
    <dialog
      ref={dialog}
      className={wide ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="dialog-body">
        <header>
          <h2 id={id}>{title}</h2>
          <BarButton label="Close" icon="close" iconOnly data-quiet onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
