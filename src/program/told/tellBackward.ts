import { cellsIn } from "../../ops/contract/cells.ts";
import { listed } from "../../ops/told/words.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { accumulatedGradOf } from "../plan/accumulatedGrads.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import { gradientCell, sumOf } from "./gradientCell.ts";
import { handBack } from "./handBack.ts";
import { largestPush } from "./largestPush.ts";
import type { Sentence, Telling } from "./telling.ts";
import { backwardWords } from "./tellingWords.ts";
import { tokenNotes } from "./tokenNotes.ts";
import { inExample, namePiece, valuePiece } from "./toldArithmetic.ts";

/** What a number is moved by, to say what its gradient means. */
const NUDGE = 0.01;

/** Says which gradient a step computed, how one cell of it came to be, and what it means. */
export function tellBackward(telling: Telling): Sentence {
  const { program, step, label } = telling;
  const { plan, tensors } = program;
  const applied = step.instructions.flatMap((instruction) => instruction.applied ?? []);
  const begins = step.instructions.find(({ beginsBackward }) => beginsBackward === true);
  const targets = targetsOf(telling, applied);
  const [target] = targets;
  if (target === undefined) return begins === undefined ? sideStep(telling) : beginning(telling);
  const uses = tensors.usesOf(target).filter((use) => applied.includes(use.applied));
  const all = step.isWhole ? plan.applied.filter(({ node }) => node === step.node) : null;
  const words = [...new Set(uses.map((use) => backwardWords(plan, use, all, label)))].join("; and ");
  const isParameter = (tensor: Tensor): boolean => plan.parameters.some((parameter) => parameter.tensor === tensor);
  const handedBack = isParameter(target) ? targets.find((tensor) => !isParameter(tensor)) : undefined;
  const back = handedBack === undefined ? null : handBack(telling, handedBack, applied);
  const others = targets.filter((tensor) => tensor !== target && (back === null || tensor !== handedBack)).map(label);
  const also = others.length === 0 ? "" : ` (and ${listed(others)})`;
  const from = begins === undefined ? "" : beginningOf(telling);
  const told = cellOf(telling, target, applied);
  const text = `${from}the gradient of ${label(target)}${also}: ${words}`;
  return {
    pieces: [{ text }, ...told.pieces, ...(back?.pieces ?? [])],
    cell: told.cell,
    next: back?.cell ?? told.cell,
  };
}

/** Why the pass begins with 1. */
function beginningOf({ program: { plan }, label }: Telling): string {
  const loss = label(plan.optimizers[0]!.loss);
  return `the backward pass begins: ${loss}.grad = 1, as ${NUDGE} more in ${loss} makes it ${NUDGE} larger. Then `;
}

/** The tensors whose gradients a step adds to: the one to tell of first, parameters before others. */
function targetsOf({ program, step, looked }: Telling, applied: readonly AppliedOp[]): readonly Tensor[] {
  const { plan, tensors } = program;
  const found = new Set(
    applied.flatMap((one) => gradientInputs(one).flatMap(([, tensor]) => (plan.grads.has(tensor) ? [tensor] : []))),
  );
  const isBetween = (tensor: Tensor): boolean =>
    tensors.nameOf(tensor)!.port.startsWith("#") && tensors.nameOf(tensor)!.node === step.node;
  const shown = [...found].filter((tensor) => !step.isWhole || !isBetween(tensor));
  const asked = looked === null ? null : tensors.find(looked.node, looked.port);
  const rank = (tensor: Tensor): number => {
    if (tensor === asked) return -1;
    const parameter = plan.parameters.findIndex((candidate) => candidate.tensor === tensor);
    return parameter < 0 ? plan.parameters.length : parameter;
  };
  return shown.toSorted((a, b) => rank(a) - rank(b));
}

/** How one cell of a gradient came to be, and what it means. */
function cellOf(telling: Telling, target: Tensor, ran: readonly AppliedOp[]): Sentence {
  const { program, position, wording, label } = telling;
  const { plan, tensors } = program;
  const told = gradientCell(telling, target, ran);
  if (told === null) return { pieces: [], cell: null };
  const { cell, named, result, explainer, rest } = told;
  const example = wording.exampleOf(cell, target, cell.index);
  const pieces: ToldPiece[] = [
    { text: inExample(example) },
    named,
    ...(rest.length === 0 ? [] : [{ text: " so far" }]),
    ...sumOf(told, ran),
    { text: " = " },
    valuePiece(named, result, target.dtype),
  ];
  pieces.push(...tokenNotes(pieces, tensors, explainer, wording));
  if (rest.length > 0) {
    pieces.push({
      text: `; more comes later, through ${listed([...new Set(rest.map(({ applied }) => applied.node))])}`,
    });
    return { pieces, cell };
  }
  // Of what adds up over iterations, or over several losses, the number is the slope of none.
  const isSlope =
    accumulatedGradOf(plan, target) === undefined && new Set(plan.optimizers.map(({ loss }) => loss)).size === 1;
  if (!isSlope || result === 0 || !Number.isFinite(result)) return { pieces, cell };
  if (plan.parameters.some(({ tensor }) => tensor === target))
    pieces.push(...largestPush(program, position, cell, wording));
  const value = namePiece(wording, label(target), { ...cell, side: "value" }, target);
  pieces.push({ text: `. So ${NUDGE} more in ` }, value, { text: meaningOf(result) });
  return { pieces, cell };
}

/** What a gradient foretells of the loss. */
function meaningOf(gradient: number): string {
  const by = Number((NUDGE * Math.abs(gradient)).toPrecision(2));
  return ` makes the loss about ${by} ${gradient > 0 ? "larger" : "smaller"}`;
}

/** The gradient of a loss by itself. */
function beginning({ program, step, wording, label }: Telling): Sentence {
  const { hint = "", results } = step.instructions[0]!;
  const text = hint === "" ? "the backward pass begins" : hint.replace(/\.$/, "");
  const grad = results[0];
  const name = grad === undefined ? undefined : program.tensors.nameOf(grad);
  if (grad === undefined || name === undefined) return { pieces: [{ text }], cell: null };
  const index = grad.shape.map(() => 0);
  const cell = { ...name, index };
  const value = cellsIn(grad, "").at(index).value;
  const named = namePiece(wording, label(grad), cell, grad);
  const pieces = [{ text: `${text}. ` }, named, { text: " = " }, valuePiece(named, value, grad.dtype)];
  return { pieces, cell };
}

/** What is worked out beside the pass: gradients of two branches that are compared. */
function sideStep({ step }: Telling): Sentence {
  const [{ detail, op }] = step.instructions as [Telling["step"]["instructions"][number]];
  const text = `the ${detail === "" ? op : detail} of what it compares, worked out beside the backward pass`;
  return { pieces: [{ text }], cell: null };
}
