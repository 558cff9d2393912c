import { takesText } from "../kit/keys/fieldFocus.ts";
import { isComposing } from "../kit/keys/isComposing.ts";
import { isFunctionKey } from "../kit/keys/isFunctionKey.ts";
import { useDocument } from "../document/documentStore.ts";
import { historyKeys } from "../document/historyKeys.ts";
import { useDialog } from "../kit/dialogStore.ts";
import type { Keeping } from "../keeping/keeping.ts";
import { fileActions } from "../keeping/files/fileActions.ts";

interface Shortcut {
  /** As the help writes it. */
  readonly keys: string;
  readonly does: string;
  readonly matches: (event: KeyboardEvent) => boolean;
  readonly run: (keeping: Keeping) => void;
  /** Works while typing too, where the browser would otherwise do something else with it. */
  readonly whileTyping?: boolean;
}

const held = (event: KeyboardEvent): boolean => (event.ctrlKey || event.metaKey) && !event.altKey;
const bare = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;
const letter = (event: KeyboardEvent, key: string): boolean => event.key.toLowerCase() === key;

/** The page's keys; the canvas has its own. Those that are function keys work while one types, too. */
export const shortcuts: readonly Shortcut[] = [
  {
    keys: "F8",
    does: "train or pause",
    matches: (event) => event.key === "F8" && bare(event) && !event.shiftKey,
    run: ({ runner }) => runner.actions.trainOrPause(),
  },
  {
    keys: "F9",
    does: "iterate",
    matches: (event) => event.key === "F9" && bare(event) && !event.shiftKey,
    run: ({ runner }) => runner.actions.move("iterate"),
  },
  {
    keys: "Shift F9",
    does: "run so many iterations as the debugger's field says",
    matches: (event) => event.key === "F9" && bare(event) && event.shiftKey,
    run: ({ runner }) => runner.actions.iterateMany(),
  },
  {
    keys: "F10",
    does: "step over a node",
    matches: (event) => event.key === "F10" && bare(event) && !event.shiftKey,
    run: ({ runner }) => runner.actions.move("step"),
  },
  {
    keys: "F11",
    does: "step into a node: over one instruction",
    matches: (event) => event.key === "F11" && bare(event) && !event.shiftKey,
    run: ({ runner }) => runner.actions.move("stepInto"),
  },
  {
    keys: "Shift F11",
    does: "step out: to the end of the node",
    matches: (event) => event.key === "F11" && bare(event) && event.shiftKey,
    run: ({ runner }) => runner.actions.move("stepOut"),
  },
  {
    keys: "F7",
    does: "step back over a node",
    matches: (event) => event.key === "F7" && bare(event) && !event.shiftKey,
    run: ({ runner }) => runner.actions.move("stepBack"),
  },
  {
    keys: "Shift F7",
    does: "step back over one instruction",
    matches: (event) => event.key === "F7" && bare(event) && event.shiftKey,
    run: ({ runner }) => runner.actions.move("stepBackInto"),
  },
  {
    keys: "Shift F10",
    does: "run the rest of this pass",
    matches: (event) => event.key === "F10" && bare(event) && event.shiftKey,
    run: ({ runner }) => runner.actions.move("runPass"),
  },
  {
    keys: "Ctrl F10",
    does: "run to the selected node",
    matches: (event) => event.key === "F10" && held(event),
    run: ({ runner }) => runner.actions.runToSelected(),
  },
  {
    keys: "Ctrl B",
    does: "breakpoint at the selected node, on and off",
    matches: (event) => held(event) && letter(event, "b") && !event.shiftKey,
    run: ({ runner }) => runner.actions.toggleBreakpoints(),
  },
  {
    keys: "Shift F8",
    does: "reset",
    matches: (event) => event.key === "F8" && bare(event) && event.shiftKey,
    run: ({ runner }) => runner.actions.reset(),
  },
  {
    keys: "Ctrl Z",
    does: "undo",
    matches: historyKeys.isUndo,
    run: () => useDocument.getState().undo(),
  },
  {
    keys: "Ctrl Shift Z",
    does: "redo (also Ctrl Y)",
    matches: historyKeys.isRedo,
    run: () => useDocument.getState().redo(),
  },
  {
    keys: "Ctrl O",
    does: "open a file",
    matches: (event) => held(event) && letter(event, "o") && !event.shiftKey,
    run: fileActions.open,
    whileTyping: true,
  },
  {
    keys: "Ctrl S",
    does: "save to a file",
    matches: (event) => held(event) && letter(event, "s") && !event.shiftKey,
    run: fileActions.save,
    whileTyping: true,
  },
  {
    keys: "Ctrl Shift S",
    does: "save to another file",
    matches: (event) => held(event) && letter(event, "s") && event.shiftKey,
    run: fileActions.saveAs,
    whileTyping: true,
  },
  {
    keys: "?",
    does: "this help",
    matches: (event) => event.key === "?" && bare(event),
    run: () => useDialog.setState({ open: "help" }),
  },
];

/** Whether a key goes into what has the focus. Letters choose an option of a list; what is held with Ctrl means nothing to it. */
function isTyping(event: KeyboardEvent): boolean {
  if (isFunctionKey(event)) return false;
  return takesText(event.target) || (event.target instanceof HTMLSelectElement && !held(event));
}

/** Listens for the page's keys. Returns how to stop. */
export function listenForShortcuts(keeping: Keeping): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isComposing(event) || useDialog.getState().open !== null) return;
    const typing = isTyping(event);
    const found = shortcuts.find((shortcut) => (shortcut.whileTyping === true || !typing) && shortcut.matches(event));
    if (found === undefined) return;
    event.preventDefault();
    found.run(keeping);
  };
  addEventListener("keydown", onKeyDown);
  return () => removeEventListener("keydown", onKeyDown);
}
