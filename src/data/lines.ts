/**
 * The lines of a text, one sequence each: without the blanks around them, and without those that are then
 * empty. `\n`, `\r\n` and `\r` end a line.
 */
export function lines(text: string): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
