/** Quotes a text for a shell of the Bourne family: nothing in it is looked at by the shell. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
