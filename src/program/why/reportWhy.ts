import { cellName } from "../../base/cellName.ts";
import { explainCell } from "./explainCell.ts";
import { NO_ZERO_GRAD } from "./explainer.ts";
import type { Explanation, Origin, Part } from "./explanation.ts";
import type { Program } from "../run/program.ts";
import { tensorLabels } from "../tensors/tensorLabels.ts";
import { regionsOf } from "../../ops/why/regions.ts";
import { cellsOf, type Fold, type Term } from "../../ops/contract/term.ts";
import { writeTerm, type Labels, type Style } from "../../ops/why/writeTerm.ts";
import { rounded } from "./rounding.ts";
import type { WhyLine, WhyPart, WhyReport, WhySum, WhyTensor } from "../../protocol/whyReport.ts";
import type { Region } from "../../base/region.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { Position } from "../../protocol/position.ts";

/** Says how a cell's number came to be, ready to be read. Throws a DiagnosticError when there is no such cell. */
export function reportWhy(program: Program, position: Position, cell: CellRef): WhyReport {
  const { tensors } = program;
  const explanation = explainCell(program, position, cell);
  const called = tensorLabels(tensors, cell.node);
  const labels: Labels = (key) => {
    const { tensor } = explanation.tensors.get(key)!;
    return { label: called(tensor), dtype: tensor.dtype };
  };
  const tensor = tensors.at(cell);
  return {
    cell,
    label: cellName(called(tensor), cell.index),
    dtype: tensor.dtype,
    result: explanation.result,
    value: explanation.value,
    magnitude: explanation.magnitude,
    agrees: explanation.agrees,
    notes: notesOn(explanation, labels),
    parts: explanation.parts.map((part, _at, { length }) => {
      const value = length === 1 ? explanation.value : rounded(part.inlined.value, tensor.dtype);
      return { ...reportPart(part, labels), value };
    }),
    tensors: reportTensors(explanation, labels),
  };
}

function reportPart({ node, op, input, term, inlined, broadcast }: Part, labels: Labels): WhyPart {
  return {
    node,
    op,
    input,
    value: inlined.value,
    steps: stepsOf(inlined, labels),
    lastOp: inlined === term ? null : stepsOf(term, labels),
    sums: [...foldsOf(inlined)].map((fold) => reportSum(fold, labels)),
    broadcast,
  };
}

/** The formula, with its numbers, and with its sums added up; the last two only where they say something new. */
function stepsOf(term: Term, labels: Labels): WhyLine[] {
  const line = (style: Style): WhyLine => lineOf(term, style, labels);
  const picked = term.kind === "cell" && term.subscripts.some((subscript) => typeof subscript === "object");
  const hasFolds = term.kind === "formula" && !foldsOf(term).next().done;
  if (term.kind === "literal") return [];
  if (term.kind === "cell") return picked ? [line("symbols"), line("subscripts")] : [line("symbols")];
  return hasFolds ? [line("symbols"), line("numbers"), line("totals")] : [line("symbols"), line("numbers")];
}

function lineOf(term: Term, style: Style, labels: Labels): WhyLine {
  return writeTerm(term, style, labels).map(({ text, cell }) =>
    cell === undefined ? { text } : { text, cell: { tensor: cell.tensor, index: cell.index } },
  );
}

/** The folds of a term that stand in no other. */
function* foldsOf(term: Term): Generator<Fold> {
  if (term.kind === "fold") yield term;
  if (term.kind === "formula") for (const part of Object.values(term.names)) yield* foldsOf(part);
}

function reportSum(fold: Fold, labels: Labels): WhySum {
  const size = (value: number): number => (fold.by === "sum" ? Math.abs(value) : value);
  return {
    by: fold.by,
    formula: lineOf(fold, "symbols", labels),
    value: fold.value,
    count: fold.count,
    terms: fold.terms
      .toSorted((a, b) => size(b.term.value) - size(a.term.value))
      .map(({ at, term }) => ({
        at,
        formula: lineOf(term, "symbols", labels),
        numbers: lineOf(term, "numbers", labels),
        value: term.value,
      })),
    rest: { count: fold.count - fold.terms.length, value: fold.rest },
  };
}

/** The tensors that the terms name, with what was used of them. */
function reportTensors({ parts, tensors }: Explanation, labels: Labels): Record<string, WhyTensor> {
  const regions = new Map<string, Region[]>();
  const terms = parts.flatMap(({ term, inlined }) => (inlined === term ? [term] : [term, inlined]));
  for (const term of terms) {
    for (const [key, found] of regionsOf(term)) regions.set(key, [...(regions.get(key) ?? []), ...found]);
    for (const { tensor } of cellsOf(term)) if (!regions.has(tensor)) regions.set(tensor, []);
  }
  return Object.fromEntries(
    [...regions].map(([key, used]) => {
      const { name, tensor, before } = tensors.get(key)!;
      const { dtype, shape } = tensor;
      return [key, { ref: name, label: labels(key).label, dtype, shape, before, regions: used }];
    }),
  );
}

/** What is to be known of the number beside its arithmetic. */
function notesOn(explanation: Explanation, labels: Labels): string[] {
  const { cell, origin, agrees, parts, rounding, tensors } = explanation;
  const notes = origin === null ? [] : [originNote(origin, cell)];
  if (origin?.kind !== "updated") {
    const used = new Set(parts.flatMap(({ inlined }) => [...cellsOf(inlined)].map(({ tensor }) => tensor)));
    const before = [...used].filter((key) => tensors.get(key)!.before).map((key) => labels(key).label);
    if (before.length > 0) {
      const verb = before.length === 1 ? "stands here as it was" : "stand here as they were";
      notes.push(`${before.join(" and ")} ${verb} before the last update, which came after this number`);
    }
  }
  for (const { node, op } of parts) {
    if (op !== NO_ZERO_GRAD) continue;
    notes.push(`${node} clears no gradients (zero_grad is off): the backward pass adds to what was there before it`);
  }
  if (rounding !== null) notes.push(rounding);
  if (!agrees) notes.push("what it was made of has changed since; step over its node to compute it anew");
  return notes;
}

/** Where a number is from that no op made. */
function originNote(origin: Origin, cell: CellRef): string {
  switch (origin.kind) {
    case "drawn":
      return `${origin.by} gave it at the start, from the seed ${origin.seed}; nothing has updated it yet`;
    case "updated": {
      if (origin.lost === "not finite") {
        return `moved by ${origin.by} in iteration ${origin.iteration}; what it was before cannot be told from a number that is not finite`;
      }
      if (origin.lost === "rule") {
        return `moved in iteration ${origin.iteration} by a rule that ${origin.node} has no more; what it was before cannot be told`;
      }
      const then = origin.kept ? "on the right as it was before" : "the gradient that moved it has been cleared since";
      return `moved by ${origin.by} in iteration ${origin.iteration}; ${then}`;
    }
    case "row":
      return `row ${cell.index[0]!} of the batch, drawn at the start of the iteration`;
    case "rowNumber":
      return `drawn by randint(0, ${origin.count}) at the start of the iteration`;
    case "mask":
      return "drawn at the start of the iteration, and held until its end";
    case "memory":
      return `kept by ${origin.by} from one iteration to the next`;
    case "data":
      return "known since the graph was compiled";
    case "loss":
      return "the backward pass begins here: the gradient of the loss with respect to itself is 1";
  }
}
