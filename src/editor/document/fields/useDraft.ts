import { useEffect, useRef, useState, type ChangeEvent, type FocusEvent, type KeyboardEvent } from "react";
import { isComposing } from "../../kit/keys/isComposing.ts";
import { isFunctionKey } from "../../kit/keys/isFunctionKey.ts";
import { pressHistory } from "../commands/history.ts";
import { offerRefused } from "./offerRefused.ts";

type TextElement = HTMLInputElement | HTMLTextAreaElement;

interface DraftProps {
  readonly value: string;
  readonly onChange: (event: ChangeEvent<TextElement>) => void;
  readonly onBlur: (event: FocusEvent<TextElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<TextElement>) => void;
}

/**
 * Holds what is being typed until it is meant: Enter (with Ctrl in a text of several lines) or leaving the
 * field commits it. Escape brings back what was there; a text of several lines, which would be much to type again, it
 * leaves as it is, and undo takes that back. Keys typed here are no shortcuts of the canvas. A function key moves the
 * debugger from here too: what was typed is committed first, as by a click on the debugger's button.
 *
 * Undo and redo belong to the text while something is typed that is not committed, and else to the document.
 * A commit that returns false was refused: what was typed stays, to be mended, while the field does; when the field goes
 * away, what would be much to type again is offered.
 * `entersCommit`: also in a text of several lines Enter commits and Escape brings back, as in one of a single line; Shift
 * with Enter begins a new line.
 * A draft is of the value that it was typed over: it is dropped when the document's value changes.
 */
export function useDraft(
  value: string,
  commit: (text: string) => unknown,
  onDone?: () => void,
  entersCommit = false,
): DraftProps {
  const [draft, setDraft] = useState<{ readonly text: string; readonly over: string } | null>(null);
  const shown = draft !== null && draft.over === value ? draft.text : value;

  // A field that goes away when it is done also loses the focus: that is not a second commit.
  const done = useRef(false);
  const refused = useRef<string | null>(null);
  useEffect(
    () => () => {
      if (refused.current !== null) offerRefused(refused.current);
      refused.current = null;
    },
    // Another value takes the draft's place, too, as when the page shows another node in the same field.
    [value],
  );

  const finish = (text: string, leaving = false): void => {
    if (done.current) return;
    refused.current = text !== value && commit(text) === false ? text : null;
    if (refused.current !== null && !(leaving && onDone !== undefined)) {
      setDraft({ text, over: value });
      return;
    }
    setDraft(null);
    if (onDone !== undefined) done.current = true;
    onDone?.();
  };

  return {
    value: shown,
    onChange: (event) => setDraft({ text: event.currentTarget.value, over: value }),
    onBlur: (event) => finish(event.currentTarget.value, true),
    onKeyDown: (event) => {
      if (!isForThePage(event)) event.stopPropagation();
      if (isComposing(event)) return;
      const multiline = event.currentTarget instanceof HTMLTextAreaElement && !entersCommit;
      if (
        event.key === "Enter" &&
        !(entersCommit && event.shiftKey) &&
        (!multiline || event.ctrlKey || event.metaKey)
      ) {
        event.preventDefault();
        finish(event.currentTarget.value);
      } else if (isFunctionKey(event)) {
        finish(event.currentTarget.value);
      } else if (event.key === "Escape" && multiline) {
        finish(event.currentTarget.value);
        if (onDone === undefined) event.currentTarget.blur();
      } else if (event.key === "Escape") {
        // The blur that follows reads the element: it must already show the old text.
        event.currentTarget.value = value;
        finish(value);
        if (onDone === undefined) event.currentTarget.blur();
      } else if (shown === value && pressHistory(event)) {
        // The browser would bring back what was typed before the commit.
        event.preventDefault();
      }
    },
  };
}

/**
 * Function keys, and letters with Ctrl, may be meant for the page wherever one types, as saving is: its commands say which.
 * What an input method takes is not.
 */
function isForThePage(event: KeyboardEvent<TextElement>): boolean {
  if (isComposing(event)) return false;
  return isFunctionKey(event) || ((event.ctrlKey || event.metaKey) && /^[a-z]$/i.test(event.key));
}
