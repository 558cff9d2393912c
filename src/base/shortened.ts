/** Code points of a text that are shown. */
const SHOWN = 40;

/** Returns a text for a place with little room: a line or a word of a file may be a million characters long. */
export function shortened(text: string, shown = SHOWN): string {
  // Two code units a character at most, and one character more than is shown.
  const start = Array.from(text.slice(0, 2 * shown + 2));
  return start.length <= shown ? text : `${start.slice(0, shown - 1).join("")}…`;
}
