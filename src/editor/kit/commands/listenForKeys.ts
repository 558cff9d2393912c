import { useDialog } from "../dialog/dialogStore.ts";
import { canvasHasKeys, takesText } from "../keys/fieldFocus.ts";
import { isComposing } from "../keys/isComposing.ts";
import { isFunctionKey } from "../keys/isFunctionKey.ts";
import { runCommand, type Command } from "./command.ts";
import { pressedCommand } from "./pressedCommand.ts";

/** Runs commands by their keys. Returns how to stop. */
export function listenForKeys<Editor>(commands: readonly Command<Editor>[], editor: Editor): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isComposing(event)) return;
    const found = pressedCommand(commands, event);
    if (found === undefined || !isHeard(found, event)) return;
    event.preventDefault();
    runCommand(found, editor);
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

function isHeard({ heard }: Pick<Command<never>, "heard">, event: KeyboardEvent): boolean {
  if (heard === "canvas") return canvasHasKeys();
  return useDialog.getState().open === null && (heard === "everywhere" || !isTyping(event));
}

/** Whether a key goes into what has the focus. Letters choose an option of a list; what is held with Ctrl means nothing to it. */
function isTyping(event: KeyboardEvent): boolean {
  if (isFunctionKey(event)) return false;
  const held = (event.ctrlKey || event.metaKey) && !event.altKey;
  return takesText(event.target) || (event.target instanceof HTMLSelectElement && !held);
}
