import { parser } from "@lezer/python";
import type { Tree } from "@lezer/common";
import { quote } from "../../base/quote.ts";
import type { Source } from "./source.ts";
import { statementsOf } from "./statementsOf.ts";
import type { Stmt } from "./tree.ts";

/** Stops at the first fault: to go on after one takes a long time in texts that are no Python. */
const strict = parser.configure({ strict: true });

/** Returns the statements of a script. Throws a DiagnosticError, with the line, for a text that is no Python. */
export function parsePython(source: Source): readonly Stmt[] {
  return statementsOf(parsed(source).topNode, { source, depth: 0 });
}

function parsed(source: Source): Tree {
  try {
    return strict.parse(withoutBareDots(source.text));
  } catch (error) {
    const at = error instanceof SyntaxError ? /^No parse at (\d+)/.exec(error.message)?.[1] : undefined;
    if (at === undefined) throw error;
    const fault = Math.min(Number(at), Math.max(0, source.text.length - 1));
    throw source.fault(fault, `this is no Python: ${quote(lineAt(source.text, fault))}`);
  }
}

/**
 * Returns a text of the same length in which no number ends in a dot, `2.` or `2.e-3`: the parser does not know them. Only what
 * it makes of the text is used, numbers and strings are read of the text itself.
 */
function withoutBareDots(text: string): string {
  return text.replaceAll(
    /(?<![\w.])\d[\d_]*\.(?![\w.])|(?<![\w.])\d[\d_]*\.(?=[eE][-+]?\d)/g,
    (number) => `${number.slice(0, -1)}_`,
  );
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, end < 0 ? undefined : end).trim();
}
