import type { Script, ScriptLine } from "../../protocol/script/script.ts";
import { lineText } from "../../protocol/script/scriptText.ts";

/** Describes a line of the text of a script, as it is shown. */
export interface CodeRow {
  /** Counted from 1, as editors do. */
  readonly number: number;
  /** With its indentation. */
  readonly text: string;
  /** What it is a line of; null for the head's comments, and between sections. */
  readonly line: ScriptLine | null;
  /** Whether a statement that takes several lines begins here. */
  readonly first: boolean;
}

/** Returns the lines of a script's text; joined, they are what is saved as a file. */
export function codeRows({ header, sections }: Script): readonly CodeRow[] {
  const rows: CodeRow[] = [];
  const add = (text: string, line: ScriptLine | null): void => {
    for (const [at, part] of text.split("\n").entries())
      rows.push({ number: rows.length + 1, text: part, line, first: at === 0 });
  };
  for (const text of header) add(text, null);
  for (const { lines } of sections) {
    if (rows.length > 0) add("", null);
    for (const line of lines) add(lineText(line), line);
  }
  return rows;
}

/** Says whether a row has more to say than a name in a comment. */
export function isStatement({ line, first, text }: CodeRow): boolean {
  return line !== null && first && text !== "" && !line.code.startsWith("#");
}
