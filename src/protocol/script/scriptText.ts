import type { Script, ScriptLine } from "./script.ts";

/** Returns a script as the text of a `.py` file. */
export function scriptText({ header, sections }: Script): string {
  const blocks = [header, ...sections.map(({ lines }) => lines.map(lineText))];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** Returns a line as it stands in the file, without its end. */
export function lineText({ indent, code }: Pick<ScriptLine, "indent" | "code">): string {
  return code === "" ? "" : "    ".repeat(indent) + code;
}
