import { isBlank } from "./isBlank.ts";

/**
 * Returns the lines of a text, one sequence each: without the blanks around them, and without those that are then
 * empty. As Python does it: `open(name)` ends a line at `\n`, `\r\n` and `\r`, and `strip()` takes off what
 * `str.isspace` knows.
 */
export function lines(text: string): readonly string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map(stripped)
    .filter((line) => line !== "");
}

function stripped(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && isBlank(line.charCodeAt(start))) start++;
  while (end > start && isBlank(line.charCodeAt(end - 1))) end--;
  return line.slice(start, end);
}
