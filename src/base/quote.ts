/** The longest part of a text that a sentence repeats. */
const LONGEST = 60;

/** Returns a text in quotes, as in JSON, for a sentence: cut when it is long, with control characters escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);
}
