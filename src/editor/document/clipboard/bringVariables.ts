import { formatNames } from "./formatNames.ts";
import type { Edit } from "../../../graph/edits/edit.ts";
import type { Graph } from "../../../graph/graph.ts";

/** What becomes of the variables of something that is pasted. */
interface Brought {
  readonly edits: readonly Edit[];
  /** The names of those that the graph did not have. */
  readonly added: readonly string[];
  /** Of those that the graph has with another expression: which, and what either says. The graph's own stays. */
  readonly kept: readonly { readonly name: string; readonly here: string; readonly there: string }[];
}

/**
 * Takes over the variables that a graph lacks. A name that it has already keeps its meaning: what is pasted then uses the
 * graph's own, as code that is pasted into a program does.
 */
export function bringVariables({ variables }: Graph, pasted: Readonly<Record<string, string>>): Brought {
  const names = Object.keys(pasted);
  const added = names.filter((name) => !Object.hasOwn(variables, name));
  const kept = names.flatMap((name) => {
    const there = pasted[name]!;
    const here = Object.hasOwn(variables, name) ? variables[name]! : there;
    return here.trim() === there.trim() ? [] : [{ name, here, there }];
  });
  return { edits: added.map((name) => ({ type: "setVariable", name, text: pasted[name]! })), added, kept };
}

/** Says in one line which names mean something else here than where they were copied; empty where none does. */
export function keptInWords({ kept }: Brought): string {
  const [first] = kept;
  if (first === undefined) return "";
  if (kept.length === 1) return `${first.name} stays ${first.here} here; where this comes from it is ${first.there}.`;
  return `${formatNames(kept.map(({ name }) => name))} stay as they are here; where this comes from they differ.`;
}
