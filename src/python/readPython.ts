import { DiagnosticError } from "../base/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { utf8Length } from "../graph/utf8Length.ts";
import { limits } from "./syntax/limits.ts";
import { finish } from "./reading/finish.ts";
import { Beyond } from "./values/beyond.ts";
import { Interpreter } from "./reading/interpreter.ts";
import { ownScript } from "./draft/ownNames.ts";
import { readNotebook, withoutMagic } from "./readNotebook.ts";
import { parsePython } from "./syntax/parsePython.ts";
import { placeText, Source, type Place } from "./syntax/source.ts";
import { stringValue } from "./syntax/stringValue.ts";
import type { Stmt } from "./syntax/tree.ts";

/** Says something about a line of code: what is left out, and what is other here than there. */
export interface PythonNote extends Place {
  readonly message: string;
}

/** Holds the graph that code is. */
export interface PythonRead {
  readonly graph: Graph;
  readonly notes: readonly PythonNote[];
  /** Texts that are too long for a setting, by the node that learns from them. */
  readonly texts: ReadonlyMap<string, string>;
  /** The iteration after which the code's loop ends; null where it does not say. */
  readonly stopAt: number | null;
}

/**
 * Reads PyTorch code as a graph: a script, or a notebook's cells, by the name's ending. Nothing is executed. Names are read from
 * top to bottom, and the graph is what the last `loss.backward()` depends on. Throws a DiagnosticError, one sentence with the
 * line, for what no graph can be made of.
 */
export function readPython(text: string, name: string): PythonRead {
  if (utf8Length(text) > limits.fileBytes) {
    throw DiagnosticError.of(
      `the code has more than ${limits.fileBytes} bytes (8 MiB), which is the most that is read`,
    );
  }
  const source = /\.ipynb$/i.test(name) ? readNotebook(text) : new Source(withoutMagic(text.replace(/^\uFEFF/, "")));
  if (source.lines > limits.lines) {
    throw DiagnosticError.of(`the code has ${source.lines} lines, at most ${limits.lines} are read`);
  }
  const reader = new Interpreter(source);
  const own = ownScript(source, stringValue);
  reader.own = own !== null;
  try {
    readAll(reader, parsePython(source));
  } catch (error) {
    if (error instanceof Beyond) throw source.fault(error.at, error.message);
    throw error;
  }
  const file = name.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");
  const title = own === null ? file || "Python code" : own.title;
  const { graph, stopAt, texts, told } = finish(reader, title.slice(0, 200), own);
  // A script that was written here is known, and told of is only what is not read of it.
  const notes = told
    .filter(({ at }) => own === null || reader.lost.has(at))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, limits.notes)
    .map(({ at, message }): PythonNote => ({ ...source.place(at), message }));
  return { graph, notes, stopAt, texts };
}

/** Writes a note as a sentence: `line 12: …`. */
export function noteText(note: PythonNote): string {
  return `${placeText(note)}: ${note.message}`;
}

function readAll(reader: Interpreter, statements: readonly Stmt[]): void {
  let shown = -1;
  statements.forEach((statement, at) => {
    const before = reader.changes;
    reader.run([statement], reader.globals);
    const isText = statement.kind === "evaluate" && statement.value.kind === "string";
    if (statement.kind !== "evaluate" || isText || reader.changes !== before) return;
    // Of several in a row, the first is told.
    if (shown !== at - 1) reader.note(statement.at, "this only shows something, and is left out");
    shown = at;
  });
}
