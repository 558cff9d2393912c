import { DiagnosticError } from "../../base/diagnostic.ts";
import { evaluateTree } from "../../expression/evaluateTree.ts";
import { cellsIn } from "../../ops/contract/cells.ts";
import { cellsOf, type Cell, type Term } from "../../ops/contract/term.ts";
import type { Index } from "../../ops/contract/why.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { passGrads } from "../plan/accumulatedGrads.ts";
import { checkCell, formerParameters } from "./explainCell.ts";
import { ExampleRows } from "./exampleRows.ts";
import { agree, Explainer } from "./explainer.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Program } from "../run/program.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Position } from "../../protocol/position.ts";

/** Holds what pushed a cell of a gradient: the parts that add up to it, by example and position, largest first. */
export interface Provenance {
  readonly parts: readonly Push[];
  /** What they come to, in double. */
  readonly value: number;
  /** What stands in the gradient; of one that adds up from iteration to iteration, what this iteration's pass gave. */
  readonly result: number;
  /** The sum of the parts' sizes: what rounding is measured by. */
  readonly magnitude: number;
  /** Whether value and result are the same but for rounding. If not, what the number was made of has changed since. */
  readonly agrees: boolean;
}

/** Describes one example's part in a gradient, through one position of it. */
export interface Push {
  /** The node through which it came. */
  readonly node: string;
  /** The row of the examples; null where the examples were taken together before (a mean of all). */
  readonly example: number | null;
  /** The tensor that holds the examples. */
  readonly source: Tensor | null;
  /** Where within the example: a place of its context, or what else lies between the examples and the features. */
  readonly position: readonly number[];
  readonly value: number;
}

/** Parts that are followed at most. */
const MAX_PARTS = 2_000_000;

/**
 * Returns the examples and positions that pushed a cell of a gradient. Throws a DiagnosticError when there is no such
 * cell.
 */
export function provenanceOf(program: Program, position: Position, { node, port, index }: CellRef): Provenance {
  const cell: CellRef = { node, port, side: "grad", index };
  checkCell(program, cell);
  const now = trace(program, new Map(), position, cell);
  if (now.agrees) return now;
  const before = trace(program, formerParameters(program, position), position, cell);
  return before.agrees ? before : now;
}

function trace(program: Program, former: ReadonlyMap<Tensor, Tensor>, position: Position, cell: CellRef): Provenance {
  const explainer = new Explainer(program, position, former, Infinity);
  const tensorOf = ({ tensor }: Cell): Tensor => explainer.named(tensor).tensor;
  const rows = new ExampleRows(program.plan, (applied, at) => explainer.forward(applied, at), tensorOf);
  const parts: Push[] = [];

  function follow(tensor: Tensor, at: Index, scale: number): void {
    for (const { applied, input } of program.tensors.usesOf(tensor)) {
      const { term } = explainer.passedBack(applied, input, at);
      const dy = program.plan.grads.get(applied.output)!;
      for (const { part, position } of partsOf(term)) {
        const upstream = [...cellsOf(part)].find((candidate) => tensorOf(candidate) === dy);
        if (upstream !== undefined && !rows.isDependent(applied.output)) {
          follow(applied.output, upstream.index, scale * valueWith(part, upstream, 1));
        } else {
          push(applied, upstream, position, scale * part.value);
        }
      }
    }
  }

  function push({ node, output }: AppliedOp, upstream: Cell | undefined, position: Index, value: number): void {
    if (parts.length >= MAX_PARTS) throw DiagnosticError.of(`more than ${MAX_PARTS} parts lead to this gradient`);
    const axis = upstream === undefined ? null : rows.axisOf(output);
    if (upstream === undefined || axis === null) {
      parts.push({ node, example: null, source: null, position, value });
      return;
    }
    const row = upstream.index[axis.axis]!;
    const inner = axis.ratio === 1 ? [] : [row % axis.ratio];
    const rest = position.filter((_, letter) => letter !== position.indexOf(row));
    parts.push({
      node,
      example: Math.floor(row / axis.ratio),
      source: axis.source,
      position: [...inner, ...rest],
      value,
    });
  }

  const value = program.tensors.find(cell.node, cell.port)!;
  follow(value, cell.index, 1);
  const ranked = parts.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  // Of a gradient that adds up from iteration to iteration: what this iteration's pass has a part in.
  const result = cellsIn(passGrads(program.plan).get(value)!, "").at(cell.index).value;
  const sum = ranked.reduce((total, part) => total + part.value, 0);
  const magnitude = ranked.reduce((total, part) => total + Math.abs(part.value), 0);
  return {
    parts: ranked,
    value: sum,
    result,
    magnitude,
    agrees: agree(sum, result, magnitude) || (!Number.isFinite(result) && explainer.explain(cell, true).agrees),
  };
}

/** The terms of a sum, each with what the sum's letters stand for; a term that is no sum is the only one. */
function partsOf(term: Term): readonly { readonly part: Term; readonly position: Index }[] {
  if (term.kind !== "fold") return [{ part: term, position: [] }];
  return term.terms.map(({ term: part, at }) => ({ part, position: at }));
}

/** What a term would be if a cell in it held another number. */
function valueWith(term: Term, cell: Cell, value: number): number {
  switch (term.kind) {
    case "literal":
      return term.value;
    case "cell":
      return term.tensor === cell.tensor && term.index.join() === cell.index.join() ? value : term.value;
    case "formula": {
      const names = Object.entries(term.names).map(([name, part]) => [name, valueWith(part, cell, value)] as const);
      return evaluateTree(term.tree, Object.fromEntries(names));
    }
    case "fold":
      return term.value;
  }
}
