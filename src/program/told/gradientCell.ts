import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Program } from "../run/program.ts";
import type { TensorUse } from "../tensors/tensorIndex.ts";
import { explainerOf } from "../why/explainCell.ts";
import { agree, Explainer, NO_ZERO_GRAD } from "../why/explainer.ts";
import type { Part } from "../why/explanation.ts";
import type { Position } from "../../protocol/position.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import { nearCell } from "./nearCell.ts";
import { lookedCell, tellingCell } from "./tellingCell.ts";
import type { Telling } from "./telling.ts";
import { namePiece, ToldArithmetic } from "./toldArithmetic.ts";

/** Holds how one cell of a gradient came to be, as far as the backward pass has come. */
export interface GradientCell {
  readonly cell: CellRef;
  readonly named: ToldPiece;
  /** What stands in it. */
  readonly result: number;
  readonly parts: readonly Part[];
  /** The uses of the tensor through which more comes later. */
  readonly rest: readonly TensorUse[];
  readonly explainer: Explainer;
  readonly arithmetic: ToldArithmetic;
}

/** Returns how one cell of a tensor's gradient came to be; null where Why cannot derive it, or there is none. */
export function gradientCell(telling: Telling, target: Tensor, ran: readonly AppliedOp[]): GradientCell | null {
  const { program, position, wording, label } = telling;
  const { plan, tensors } = program;
  const grad = plan.grads.get(target)!;
  const name = tensors.nameOf(target)!;
  const index =
    lookedCell(telling, [target])?.index ??
    tellingCell(grad, touches(program, position, target, ran), nearCell(telling, name, grad));
  if (index === null) return null;
  const cell: CellRef = { ...name, side: "grad", index };
  const { explainer, explanation } = explainerOf(program, position, cell);
  const uses = tensors.usesOf(target);
  const done = usesSoFar(plan.applied, uses, ran);
  const rest = uses.filter((use) => !done.includes(use));
  const { result } = explanation;
  const parts = rest.length === 0 ? explanation.parts : partsSoFar(explainer, done, index, result);
  if (parts === null || (rest.length === 0 && !explanation.agrees)) return null;
  const arithmetic = new ToldArithmetic(wording, label, (key) => explainer.named(key));
  return { cell, named: namePiece(wording, label(grad), cell, grad), result, parts, rest, explainer, arithmetic };
}

/** ` = 0.01 through add + 0.5 · 0.2`: the part of the step with its numbers, those of others as what they come to. */
export function sumOf({ parts, arithmetic }: GradientCell, ran: readonly AppliedOp[]): ToldPiece[] {
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
