import { DiagnosticError } from "../base/diagnostic.ts";
import { Source, type CellStart } from "./syntax/source.ts";

/** Returns the code cells of a notebook, `.ipynb`, one after the other. Throws a DiagnosticError for another file. */
export function readNotebook(text: string): Source {
  const cells = cellsOf(text);
  const starts: CellStart[] = [];
  const lines: string[] = [];
  cells.forEach((cell, at) => {
    if (!isObject(cell) || cell["cell_type"] !== "code") return;
    starts.push({ cell: at + 1, firstLine: lines.length });
    lines.push(...withoutMagic(sourceOf(cell, at)).split("\n"), "");
  });
  if (starts.length === 0) throw DiagnosticError.of("the notebook has no cells with code");
  return new Source(lines.join("\n"), starts);
}

function cellsOf(text: string): readonly unknown[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw DiagnosticError.of("this is no notebook: expected JSON");
  }
  const cells = isObject(file) ? file["cells"] : undefined;
  if (!Array.isArray(cells)) throw DiagnosticError.of("this is no notebook: expected a list of cells");
  return cells;
}

function sourceOf(cell: Readonly<Record<string, unknown>>, at: number): string {
  const source = Object.hasOwn(cell, "source") ? cell["source"] : undefined;
  if (typeof source === "string") return source;
  if (Array.isArray(source) && source.every((line) => typeof line === "string")) return source.join("");
  throw DiagnosticError.of(`cell ${at + 1}: expected its source as text`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Makes comments of what is no Python in a notebook: `%matplotlib inline`, `!pip install …`, `x?`. */
export function withoutMagic(code: string): string {
  const lines = code.replaceAll(/\r\n?/g, "\n").split("\n");
  if (lines[0]?.trimStart().startsWith("%%") === true) return lines.map(() => "").join("\n");
  return lines.map((line) => (/^\s*[%!]|^\s*\??[\w.]+\?{1,2}\s*$/.test(line) ? "" : line)).join("\n");
}
