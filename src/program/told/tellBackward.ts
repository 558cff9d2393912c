import { cellsIn } from "../../ops/contract/cells.ts";
import { listed } from "../../ops/told/words.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { accumulatedGradOf } from "../plan/accumulatedGrads.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import { gradientInputs } from "../plan/gradientInputs.ts";
import { explainerOf } from "../why/explainCell.ts";
import { agree, Explainer, NO_ZERO_GRAD } from "../why/explainer.ts";
import type { Part } from "../why/explanation.ts";
import type { Program } from "../run/program.ts";
import type { TensorUse } from "../tensors/tensorIndex.ts";
import type { Position } from "../../protocol/position.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import { largestPush } from "./largestPush.ts";
import { nearCell } from "./nearCell.ts";
import { lookedCell, tellingCell } from "./tellingCell.ts";
import type { Sentence, Telling } from "./telling.ts";
import { backwardWords } from "./tellingWords.ts";
import { tokenNotes } from "./tokenNotes.ts";
import { inExample, namePiece, ToldArithmetic, valuePiece } from "./toldArithmetic.ts";

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
  const others = targets.slice(1).map(label);
  const also = others.length === 0 ? "" : ` (and of ${listed(others)})`;
  const from = begins === undefined ? "" : beginningOf(telling);
  const told = cellOf(telling, target, applied);
  const text = `${from}the gradient of ${label(target)}${also}: ${words}`;
  return { pieces: [{ text }, ...told.pieces], cell: told.cell };
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

/** How one cell of a gradient came to be. */
function cellOf(telling: Telling, target: Tensor, ran: readonly AppliedOp[]): Sentence {
  const { program, position, wording, label } = telling;
  const { plan, tensors } = program;
  const grad = plan.grads.get(target)!;
  const name = tensors.nameOf(target)!;
  const index =
    lookedCell(telling, [target])?.index ??
    tellingCell(grad, touches(program, position, target, ran), nearCell(telling, name, grad));
  if (index === null) return { pieces: [], cell: null };
  const cell: CellRef = { ...name, side: "grad", index };
  const { explainer, explanation } = explainerOf(program, position, cell);
  const done = usesSoFar(program.plan.applied, tensors.usesOf(target), ran);
  const isAll = done.length === tensors.usesOf(target).length;
  const { result } = explanation;
  const parts = isAll ? explanation.parts : partsSoFar(explainer, done, index, result);
  if (parts === null || (isAll && !explanation.agrees)) return { pieces: [], cell: null };
  const arithmetic = new ToldArithmetic(wording, label, (key) => explainer.named(key));
  const named = namePiece(wording, label(grad), cell, grad);
  const example = wording.exampleOf(cell, target, index);
  const pieces: ToldPiece[] = [
    { text: inExample(example) },
    named,
    ...(isAll ? [] : [{ text: " so far" }]),
    ...sumOf(parts, ran, arithmetic),
    { text: " = " },
    valuePiece(named, result, target.dtype),
  ];
  pieces.push(...tokenNotes(pieces, tensors, explainer, wording));
  if (!isAll) {
    const rest = tensors.usesOf(target).filter((use) => !done.includes(use));
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
  const value = namePiece(wording, label(target), { ...name, index }, target);
  pieces.push({ text: `. So ${NUDGE} more in ` }, value, { text: meaningOf(result) });
  return { pieces, cell };
}

/**
 * Says whether a step has a part in a cell of a gradient: of several uses of a tensor, a slice say, each has one in some
 * cells only. Undefined where there is but one use.
 */
function touches(
  program: Program,
  position: Position,
  target: Tensor,
  ran: readonly AppliedOp[],
): ((index: readonly number[]) => boolean) | undefined {
  const uses = program.tensors.usesOf(target);
  if (uses.length < 2) return undefined;
  const explainer = new Explainer(program, position, new Map(), 1);
  const own = uses.filter(({ applied }) => ran.includes(applied));
  return (index) => own.some(({ applied, input }) => explainer.passedBack(applied, input, index).term.value !== 0);
}

/** What a gradient foretells of the loss. */
function meaningOf(gradient: number): string {
  const by = Number((NUDGE * Math.abs(gradient)).toPrecision(2));
  return ` makes the loss about ${by} ${gradient > 0 ? "larger" : "smaller"}`;
}

/** The uses through which the backward pass has come: it goes from the last op to the first. */
function usesSoFar(
  all: readonly AppliedOp[],
  uses: readonly TensorUse[],
  ran: readonly AppliedOp[],
): readonly TensorUse[] {
  const reached = Math.min(...ran.map((one) => all.indexOf(one)));
  return uses.filter(({ applied }) => all.indexOf(applied) >= reached);
}

/** What came through them; null where that is not what stands in the gradient. */
function partsSoFar(
  explainer: Explainer,
  done: readonly TensorUse[],
  index: readonly number[],
  result: number,
): readonly Part[] | null {
  const parts = done.map(({ applied, input }) => explainer.passedBack(applied, input, index));
  const sum = parts.reduce((total, { inlined }) => total + inlined.value, 0);
  const size = parts.reduce((total, { inlined }) => total + Math.abs(inlined.value), 0);
  return agree(sum, result, size) ? parts : null;
}

/** ` = 0.01 through add + 0.5 · 0.2`: the part of the step with its numbers, those of others as what they come to. */
function sumOf(parts: readonly Part[], ran: readonly AppliedOp[], arithmetic: ToldArithmetic): ToldPiece[] {
  const own = (part: Part): boolean => part.input !== null && ran.some(({ node }) => node === part.node);
  const some = parts.filter((part) => part.inlined.value !== 0);
  const told = some.length > 0 ? some : parts.filter(own).slice(0, 1);
  const [only] = told;
  if (told.length === 1 && own(only!)) return arithmetic.sources(only!.inlined);
  return told.flatMap((part, at): ToldPiece[] => {
    const sign = { text: at === 0 ? " = " : " + " };
    if (own(part)) return [sign, ...arithmetic.amount(part.inlined)];
    const through = part.op === NO_ZERO_GRAD ? " from before" : part.input === null ? "" : ` through ${part.node}`;
    return [sign, ...arithmetic.total(part.inlined), { text: through }];
  });
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
