import { cellsIn } from "../../ops/contract/cells.ts";
import type { Term } from "../../ops/contract/term.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import { formatNumber } from "../../base/formatNumber.ts";
import type { Parameter } from "../plan/plan.ts";
import { explainerOf } from "../why/explainCell.ts";
import { nearCell } from "./nearCell.ts";
import { lookedCell, tellingCell } from "./tellingCell.ts";
import type { Sentence, Telling } from "./telling.ts";
import { statisticsWords, updateWords } from "./tellingWords.ts";
import { namePiece, ToldArithmetic, valuePiece } from "./toldArithmetic.ts";

/** Parameters that are named one by one. */
const NAMED = 6;

/** Says how an optimiser moved its parameters, and one cell of them with its numbers. */
export function tellUpdate(telling: Telling): Sentence {
  const { program, step, label } = telling;
  const { plan } = program;
  const parameters = step.instructions.flatMap(({ results: [moved], applied }) => {
    return applied === undefined ? plan.parameters.filter(({ tensor }) => tensor === moved) : [];
  });
  const statistics = step.instructions
    .flatMap(({ applied }) => applied ?? [])
    .map((one) => statisticsWords(one, label));
  const optimizer = plan.optimizers.find(({ node }) => node === step.node);
  if (optimizer === undefined || parameters.length === 0) {
    return { pieces: [{ text: statistics.join("; ") }], cell: null };
  }
  const { rule } = optimizer;
  const rate = rule.rate(step.iteration);
  const words = updateWords(plan, step.node, { ...rule.move.settings, lr: shortNumber(rate) });
  const also = statistics.map((text) => `; before that, ${text}`).join("");
  const told = cellOf(telling, parameters);
  const text = `${namesOf(parameters, label)}: ${words}${also}`;
  return { pieces: [{ text }, ...told.pieces], cell: told.cell };
}

function cellOf(telling: Telling, parameters: readonly Parameter[]): Sentence {
  const { program, position, wording, label } = telling;
  const { plan, tensors } = program;
  const moved = parameters.map((parameter) => parameter.tensor);
  const looked = lookedCell(telling, moved);
  const tensor = looked?.tensor ?? moved[0]!;
  const name = tensors.nameOf(tensor)!;
  const index = looked?.index ?? tellingCell(plan.grads.get(tensor)!, undefined, nearCell(telling, name, tensor));
  if (index === null) return { pieces: [], cell: null };
  const cell = { ...name, index };
  const { explainer, explanation } = explainerOf(program, position, cell);
  const [part] = explanation.parts;
  if (part === undefined || !explanation.agrees || explanation.origin?.kind !== "updated") {
    return { pieces: [], cell: null };
  }
  const arithmetic = new ToldArithmetic(wording, label, (key) => explainer.named(key));
  const named = namePiece(wording, label(tensor), cell, tensor);
  const pieces = [
    { text: ". " },
    named,
    { text: ": " },
    ...arithmetic.difference(part.inlined),
    { text: " = " },
    valuePiece(named, explanation.result, tensor.dtype),
    ...reasonOf(telling, tensor, index, part.inlined, explanation.result),
  ];
  return { pieces, cell };
}

/** Why it went where it did, if its gradient is the reason: others (momentum, decay) may weigh more. */
function reasonOf(
  { program: { plan } }: Telling,
  tensor: Tensor,
  index: readonly number[],
  term: Term,
  result: number,
): ToldPiece[] {
  const before = term.kind === "formula" ? term.names["before"]?.value : undefined;
  const gradient = cellsIn(plan.grads.get(tensor)!, "").at(index).value;
  const isOneLoss = new Set(plan.optimizers.map(({ loss }) => loss)).size === 1;
  if (before === undefined || !isOneLoss || !((result - before) * gradient < 0)) return [];
  const [sign, way] = gradient > 0 ? ["positive", "down"] : ["negative", "up"];
  return [{ text: `; its gradient is ${sign}, so it goes ${way}, for the loss to go down` }];
}

/** `C, hidden.W and 4 others`. */
function namesOf(parameters: readonly Parameter[], label: Telling["label"]): string {
  const names = parameters.map(({ tensor }) => label(tensor));
  const shown = names.length > NAMED ? names.slice(0, NAMED - 1) : names;
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} others` : shown.pop()!;
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

/** A rate as a person would write it. */
function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : formatNumber(value);
}
