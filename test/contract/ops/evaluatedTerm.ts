import { evaluateTree } from "../../../src/expression/evaluateTree.ts";
import type { Term } from "../../../src/ops/contract/term.ts";
import { mapped } from "./applyOp.ts";

/** What a term comes to by nothing but the numbers in its leaves. */
export function evaluatedTerm(term: Term): number {
  switch (term.kind) {
    case "cell":
    case "literal":
      return term.value;
    case "formula":
      return evaluateTree(term.tree, mapped(term.names, evaluatedTerm));
    case "fold": {
      const values = term.terms.map(({ term: part }) => evaluatedTerm(part));
      if (term.by === "sum") return values.reduce((sum, value) => sum + value, term.rest);
      const largest = values.some(Number.isNaN) ? Number.NaN : Math.max(...values);
      if (term.by === "max") return largest;
      return term.terms[values.findIndex((value) => Object.is(value, largest) || value === largest)]!.ordinal;
    }
  }
}
