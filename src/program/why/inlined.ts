import { formulaOf } from "../../ops/why/formula.ts";
import type { Cell, Term } from "../../ops/contract/term.ts";

/** Holds what a cell stands for instead: the term that made it, or null to leave it. */
export type Inline = (cell: Cell) => Term | null;

/**
 * Returns a term with cells replaced by what they were made of. Within a fold, of whose many terms each would grow,
 * only a cell that is a copy of another's cell of the same index is: it is then called by the other's name.
 */
export function inlined(term: Term, inline: Inline): Term {
  switch (term.kind) {
    case "literal":
      return term;
    case "cell": {
      const made = inline(term);
      return made === null ? term : inlined(made, inline);
    }
    case "formula": {
      const names = Object.entries(term.names).map(([name, part]) => [name, inlined(part, inline)] as const);
      return names.every(([name, part]) => part === term.names[name])
        ? term
        : { ...term, ...formulaOf(term.tree, Object.fromEntries(names)) };
    }
    case "fold": {
      const copies = copiesIn(
        term.terms.map(({ term: part }) => part),
        inline,
      );
      if (copies.size === 0) return term;
      const terms = term.terms.map((item) => ({ ...item, term: renamed(item.term, copies) }));
      return { ...term, pattern: renamed(term.pattern, copies), terms };
    }
  }
}

/** The tensors in terms that are, cell for cell, copies of another. */
function copiesIn(terms: readonly Term[], inline: Inline): ReadonlyMap<string, string> {
  const copies = new Map<string, string>();
  const looked = new Set<string>();
  const look = (term: Term): void => {
    if (term.kind === "formula") Object.values(term.names).forEach(look);
    if (term.kind !== "cell" || looked.has(term.tensor)) return;
    looked.add(term.tensor);
    const made = inline(term);
    if (made?.kind === "cell" && made.index.join() === term.index.join()) copies.set(term.tensor, made.tensor);
  };
  terms.forEach(look);
  return copies;
}

function renamed(term: Term, copies: ReadonlyMap<string, string>): Term {
  if (term.kind === "cell") return { ...term, tensor: copies.get(term.tensor) ?? term.tensor };
  if (term.kind !== "formula") return term;
  const names = Object.entries(term.names).map(([name, part]) => [name, renamed(part, copies)] as const);
  return { ...term, names: Object.fromEntries(names) };
}
