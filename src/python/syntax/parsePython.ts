import { parser } from "@lezer/python";
import { quote } from "../../base/quote.ts";
import type { Source } from "./source.ts";
import { statementsOf } from "./statementsOf.ts";
import type { Stmt } from "./tree.ts";

/** Returns the statements of a script. Throws a DiagnosticError, with the line, for a text that is no Python. */
export function parsePython(source: Source): readonly Stmt[] {
  const tree = parser.parse(source.text);
  let fault = -1;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError && fault < 0) fault = node.from;
      return fault < 0;
    },
  });
  if (fault >= 0) throw source.fault(fault, `this is no Python: ${quote(lineAt(source.text, fault))}`);
  return statementsOf(tree.topNode, { source, depth: 0 });
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, end < 0 ? undefined : end).trim();
}
