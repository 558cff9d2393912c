import type { Graph } from "../graph/graph.ts";
import { CHECKED_ITERATIONS, type Exported } from "../protocol/exported.ts";
import type { Script } from "../protocol/script/script.ts";
import { lineText } from "../protocol/script/scriptText.ts";

/**
 * Writes a script as a notebook (nbformat 4.5): a cell of code a section, under its title, and a few lines of text first.
 * Run from top to bottom, the cells do what the script does.
 *
 * @param known what the script was written of.
 */
export function writeNotebook(graph: Graph, script: Script, known: NotebookFacts): string {
  const [first, ...others] = script.sections.map(({ title, lines }) => ({ title, lines: lines.map(lineText) }));
  const cells: readonly Cell[] = [
    { type: "markdown", lines: introduction(graph, known) },
    ...(first === undefined ? [] : [{ type: "code" as const, lines: [...script.header, "", ...first.lines] }]),
    ...others.flatMap(({ title, lines }): Cell[] => [
      { type: "markdown", lines: [`## ${title.slice(0, 1).toUpperCase()}${title.slice(1)}`] },
      { type: "code", lines },
    ]),
  ];
  const notebook = {
    cells: cells.map(cellFields),
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

interface Cell {
  readonly type: "markdown" | "code";
  readonly lines: readonly string[];
}

function cellFields({ type, lines }: Cell, at: number): object {
  const code = type === "code" ? { execution_count: null, outputs: [] } : {};
  const source = lines.map((line, index) => (index === lines.length - 1 ? line : `${line}\n`));
  return { cell_type: type, id: `cell-${at}`, metadata: {}, source, ...code };
}

/** Holds what a notebook tells of its script. */
export type NotebookFacts = Pick<Exported, "seedLosses"> & {
  /** The iteration that it goes on from with what was trained; null where it begins at the seed. */
  readonly goesOnFrom: number | null;
};

function introduction({ title, description, seed }: Graph, known: NotebookFacts): readonly string[] {
  const checked = checkedText(seed, known);
  return [
    `# ${title.trim() === "" ? "A graph of Wiregrad" : markdownText(title)}`,
    ...(description.trim() === "" ? [] : ["", markdownText(description)]),
    "",
    `A graph of Wiregrad as PyTorch code. It needs torch 1.13 or newer, and nothing else. ${checked}`,
  ];
}

function checkedText(seed: number, { seedLosses, goesOnFrom }: NotebookFacts): string {
  if (goesOnFrom !== null) {
    return `It begins with what was trained, at iteration ${goesOnFrom}, and goes on from there. It asserts nothing.`;
  }
  if (seedLosses.every(({ points }) => points.length === 0)) {
    return `It has no loss that could be held against Wiregrad's own run from the seed ${seed}, so it asserts nothing.`;
  }
  return (
    `Run from top to bottom, it prints lines of iteration and loss, and asserts that the first ${CHECKED_ITERATIONS} losses are ` +
    `those of Wiregrad's own run from the seed ${seed}, within a relative 1e-4.`
  );
}

/**
 * Returns a text of the user's so that Markdown shows it as it is, in one paragraph: no sign of it is markup, HTML, a link or
 * a formula. A dollar stands in an element of its own, since formulas are looked for once Markdown is done.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\p{White_Space}\p{Cc}]+/gu, " ")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(TURNING, "")
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`);
}

/** Signs that turn the direction in which what follows is read. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

const SPECIAL: Readonly<Record<string, string | undefined>> = {
  $: "<span>&#36;</span>",
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  // They begin nothing.
  ",": ",",
  "'": "'",
};
