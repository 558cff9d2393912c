import { useDialog } from "../../kit/dialog/dialogStore.ts";

/** Milliseconds after which a clipboard that says nothing is taken for one that refuses. */
const PATIENCE = 2000;

/**
 * Puts a text on the clipboard. Where the browser refuses, has no clipboard or does not answer, the text is shown,
 * selected, to be copied by hand. Says whether it was copied.
 *
 * @param what it is, for the title of what is shown: `the link`.
 * @param note a sentence that belongs to it, if any.
 */
export async function copyText(text: string, what: string, note = ""): Promise<boolean> {
  if (await copied(text)) return true;
  useDialog.setState({ open: "copy", copy: { text, what, note } });
  return false;
}

async function copied(text: string): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  // Pages without a secure address have no clipboard, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const writing =
    clipboard === undefined
      ? Promise.resolve(false)
      : clipboard.writeText(text).then(
          () => true,
          () => false,
        );
  try {
    return await Promise.race([writing, late]);
  } finally {
    clearTimeout(timer);
  }
}
