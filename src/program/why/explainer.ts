import { cellsIn } from "../../ops/contract/cells.ts";
import { formula } from "../../ops/why/formula.ts";
import { magnitudeOf } from "../../ops/contract/magnitude.ts";
import { literal, type Cell, type Term } from "../../ops/contract/term.ts";
import type { Index } from "../../ops/contract/why.ts";
import { whyOf } from "../../ops/opWhys.ts";
import { workingsOf } from "../../ops/why/workings.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { cellBeforeUpdate, isKnown, lastUpdate, subtracted } from "./beforeUpdate.ts";
import { broadcastOf, ownIndex } from "../plan/broadcasts.ts";
import type { Explanation, NamedTensor, Origin, Part } from "./explanation.ts";
import { inlined } from "./inlined.ts";
import { Recomputation } from "./recomputation.ts";
import { rounded, roundingNote } from "./rounding.ts";
import { accumulatedGradOf } from "../plan/accumulatedGrads.ts";
import { backwardBeginning } from "../run/beginBackward.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { AccumulatedGrad, Draw, Plan } from "../plan/plan.ts";
import type { Program } from "../run/program.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { TensorIndex } from "../tensors/tensorIndex.ts";
import type { Position } from "../../protocol/position.ts";

/** Is the part of a gradient that was there before: the optimiser does not clear it. */
export const NO_ZERO_GRAD = "no zero_grad";
/** Rounding may come to so much of the sum of the terms' sizes. */
const ROUNDING = 1e-5;
/** Below the smallest float32, where nothing has digits left. */
const TINY = 1e-37;

/**
 * Explains cells of one program at one position. Parameters are as they are or, where `former` has them, as they were.
 */
export class Explainer {
  readonly #program: Program;
  readonly #plan: Plan;
  readonly #position: Position;
  readonly #limit: number | undefined;
  readonly #former: ReadonlyMap<Tensor, Tensor>;
  readonly #index: TensorIndex;
  readonly #tensors = new Map<string, NamedTensor>();
  #recomputed: Recomputation | null = null;

  constructor(program: Program, position: Position, former: ReadonlyMap<Tensor, Tensor>, limit?: number) {
    this.#program = program;
    this.#plan = program.plan;
    this.#position = position;
    this.#former = former;
    this.#limit = limit;
    this.#index = program.tensors;
  }

  /**
   * How the cell came to be. It must exist. `recomputing`: where the reasons, which are in double, do not give the number,
   * the ops are run once more.
   */
  explain(cell: CellRef, recomputing = false): Explanation {
    const tensor = this.#index.find(cell.node, cell.port)!;
    const isGrad = cell.side === "grad";
    const { parts, origin } = isGrad ? this.#gradient(tensor, cell.index) : this.#number(tensor, cell.index);
    const result = cellsIn(isGrad ? this.#plan.grads.get(tensor)! : tensor, "").at(cell.index).value;
    const known = { cell, parts, origin, result, tensors: this.#tensors, rounding: null };
    if (parts.length === 0) return { ...known, value: result, magnitude: Math.abs(result), agrees: true };
    const value = sumOf(parts, ({ inlined: term }) => term.value);
    const magnitude = sumOf(parts, ({ inlined: term }) => magnitudeOf(term));
    // What lies between a node's ops may be as old as the number, and yet what that was made of be newer.
    const last = sumOf(parts, ({ term }) => term.value);
    if (agree(value, result, magnitude) && agree(last, result, magnitude)) {
      return { ...known, value, magnitude, agrees: true };
    }
    const { dtype } = tensor;
    const agrees = (at: number): boolean => agree(rounded(at, dtype), result, magnitude);
    const again = (): number | null =>
      isGrad ? this.#gradientAgain(tensor, cell.index) : this.#recomputation().number(tensor, cell.index);
    if ((agrees(value) && agrees(last)) || (recomputing && agree(again() ?? Number.NaN, result, Math.abs(result)))) {
      return { ...known, value: result, magnitude, agrees: true, rounding: roundingNote(value, result, dtype) };
    }
    return { ...known, value, magnitude, agrees: false };
  }

  /** The gradient by the ops' own backward passes, and what was there before them. */
  #gradientAgain(tensor: Tensor, at: Index): number | null {
    const grown = accumulatedGradOf(this.#plan, tensor);
    const before = grown === undefined ? 0 : this.#cells(grown.before).at(at).value;
    if (grown !== undefined && this.#isYetToGrow(grown)) return before;
    const seed = this.#plan.optimizers.some(({ loss }) => loss === tensor) ? 1 : 0;
    return this.#recomputation().gradient(tensor, at, before + seed);
  }

  #recomputation(): Recomputation {
    return (this.#recomputed ??= new Recomputation(this.#program, this.#former));
  }

  /** How a cell of an op's result came to be. */
  forward(applied: AppliedOp, at: Index): Term {
    return whyOf(applied.op).forward(at, this.#workings(applied));
  }

  /** The tensor that terms know by this name. */
  named(key: string): NamedTensor {
    return this.#tensors.get(key)!;
  }

  /** What of a tensor's gradient comes through one use of an op. */
  passedBack(applied: AppliedOp, input: string, at: Index): Part {
    const term = whyOf(applied.op).backward!(input, at, this.#workings(applied));
    return this.#part(applied, input, term, (cell) => this.#copiedFrom(applied.node, cell));
  }

  /** What of an operand's gradient comes through one cell of the result that it is broadcast to. */
  throughGhost(applied: AppliedOp, input: string, at: Index): Term {
    const workings = this.#workings(applied);
    const own = ownIndex(applied.inputs[input]!.shape, at);
    // What the op adds up over the ghosts, taken at one of them.
    return whyOf(applied.op).backward!(input, own, { ...workings, sum: (_ghosts, term) => term(at) });
  }

  #gradient(tensor: Tensor, at: Index): Pick<Explanation, "parts" | "origin"> {
    const grown = accumulatedGradOf(this.#plan, tensor);
    const before = grown === undefined ? [] : [this.#gradientBefore(grown, at)];
    if (grown !== undefined && this.#isYetToGrow(grown)) return { parts: before, origin: null };
    const uses = this.#index.usesOf(tensor).map(({ applied, input }) => this.passedBack(applied, input, at));
    const parts = [...before, ...uses];
    const optimizer = this.#plan.optimizers.find(({ loss }) => loss === tensor);
    if (optimizer === undefined) return { parts, origin: null };
    const { op } = backwardBeginning(this.#plan);
    const seed = { node: optimizer.node, op, input: null, broadcast: null };
    return { parts: [{ ...seed, term: literal(1), inlined: literal(1) }, ...parts], origin: { kind: "loss" } };
  }

  /** What was in a gradient that no optimiser clears. */
  #gradientBefore({ parameter, before }: AccumulatedGrad, at: Index): Part {
    const { node } = this.#plan.optimizers.find(({ parameters }) => parameters.includes(parameter))!;
    const term = this.#cells(before).at(at);
    return { node, op: NO_ZERO_GRAD, input: null, term, inlined: term, broadcast: null };
  }

  /** Whether the backward pass has begun, and has yet to add to the gradient. */
  #isYetToGrow({ grad }: AccumulatedGrad): boolean {
    const { instructions } = this.#program;
    const { cursor } = this.#position;
    const grows = instructions.findLastIndex(({ pass, results }) => pass === "backward" && results.includes(grad));
    return cursor <= grows && cursor > instructions.findIndex(({ beginsBackward }) => beginsBackward === true);
  }

  #number(tensor: Tensor, at: Index): Pick<Explanation, "parts" | "origin"> {
    const plan = this.#plan;
    for (const applied of plan.applied) {
      if (applied.output === tensor) {
        const term = this.forward(applied, at);
        return { parts: [this.#part(applied, null, term, (cell) => this.#madeIn(applied.node, cell))], origin: null };
      }
      const saved = Object.entries(applied.saved).find(([, candidate]) => candidate === tensor)?.[0];
      if (saved !== undefined) return this.#saved(applied, saved, at);
    }
    const draw = plan.draws.find(({ drawn, outputs }) => drawn.includes(tensor) || outputs.includes(tensor));
    if (draw !== undefined) return this.#drawn(draw, tensor, at);
    if (plan.parameters.some((parameter) => parameter.tensor === tensor)) return this.#parameter(tensor, at);
    const buffer = plan.buffers.find((candidate) => candidate.tensor === tensor);
    return { parts: [], origin: buffer === undefined ? { kind: "data" } : { kind: "memory", by: buffer.mover.node } };
  }

  #saved(applied: AppliedOp, name: string, at: Index): Pick<Explanation, "parts" | "origin"> {
    const { op } = applied;
    if (op.kind === "compute" && op.draw !== undefined) return { parts: [], origin: { kind: "mask" } };
    const term = whyOf(op).saved?.(name, at, this.#workings(applied));
    const parts = term === undefined ? [] : [this.#part(applied, null, term, () => null)];
    return { parts, origin: null };
  }

  #drawn({ node, sources, drawn, outputs }: Draw, tensor: Tensor, at: Index): Pick<Explanation, "parts" | "origin"> {
    const [index] = drawn;
    const source = sources[outputs.indexOf(tensor)];
    if (index === undefined || source === undefined) {
      return { parts: [], origin: { kind: "rowNumber", count: sources[0]?.shape[0] ?? 0 } };
    }
    const term = this.#cells(source).at([this.#cells(index).at([at[0]!]), ...at.slice(1)]);
    return {
      parts: [{ node, op: "batch", input: null, term, inlined: term, broadcast: null }],
      origin: { kind: "row" },
    };
  }

  #parameter(tensor: Tensor, at: Index): Pick<Explanation, "parts" | "origin"> {
    const update = lastUpdate(this.#program, this.#position, tensor);
    if (update === null) {
      const { init } = this.#plan.parameters.find((parameter) => parameter.tensor === tensor)!;
      return { parts: [], origin: { kind: "drawn", by: init.name, seed: this.#plan.seed } };
    }
    const { iteration, hasGradient, optimizer } = update;
    const { node } = optimizer;
    const by = (update.rule ?? optimizer.rule).name;
    const origin: Origin = { kind: "updated", by, node, iteration, kept: hasGradient };
    if (!hasGradient) return { parts: [], origin };
    if (!isKnown(update)) return { parts: [], origin: { ...origin, lost: "rule" } };
    const value = cellBeforeUpdate(this.#program, update, at);
    const before: Cell = { kind: "cell", tensor: this.#keyOf(tensor, true), subscripts: at, index: at, value };
    // Nothing leads back from infinity.
    if (!Number.isFinite(before.value)) return { parts: [], origin: { ...origin, lost: "not finite" } };
    const moved = subtracted(this.#plan, update, at, before, (other, index) => this.#cells(other).at(index));
    const term = step({ before, moved });
    return { parts: [{ node, op: by, input: null, term, inlined: term, broadcast: null }], origin };
  }

  #part(applied: AppliedOp, input: string | null, term: Term, inline: (cell: Cell) => Term | null): Part {
    const { node, op } = applied;
    return {
      node,
      op: op.name,
      input,
      term,
      inlined: inlined(term, inline),
      broadcast: broadcastOf(this.#plan, applied),
    };
  }

  /** What made a cell that lies between a node's ops. */
  #madeIn(node: string, cell: Cell): Term | null {
    const name = this.#tensors.get(cell.tensor)?.name;
    if (name === undefined || name.node !== node || !/^#\d+$/.test(name.port) || name.side === "grad") return null;
    const output = this.#index.find(node, name.port)!;
    return this.forward(this.#index.makerOf(output)!, cell.index);
  }

  /** What the gradient of a cell between a node's ops is, where one op uses it. */
  #copiedFrom(node: string, cell: Cell): Term | null {
    const name = this.#tensors.get(cell.tensor)?.name;
    if (name === undefined || name.node !== node || !/^#\d+$/.test(name.port) || name.side === "value") return null;
    const uses = this.#index.usesOf(this.#index.find(node, name.port)!);
    if (uses.length !== 1) return null;
    const { applied, input } = uses[0]!;
    const term = whyOf(applied.op).backward!(input, cell.index, this.#workings(applied));
    return term.kind === "cell" ? term : null;
  }

  #workings({ op, inputs, output, saved, attributes }: AppliedOp) {
    const now = Object.entries(inputs).map(([name, tensor]) => [name, this.#former.get(tensor) ?? tensor] as const);
    const former = new Map(Object.values(inputs).map((tensor) => [this.#former.get(tensor) ?? tensor, tensor]));
    const use = {
      op,
      inputs: Object.fromEntries(now),
      output,
      outputGrad: this.#plan.grads.get(output),
      saved,
      attributes,
      nameOf: (tensor: Tensor) =>
        this.#keyOf(former.get(tensor) ?? tensor, this.#former.has(former.get(tensor) ?? tensor)),
    };
    return workingsOf(use, this.#limit);
  }

  #cells(tensor: Tensor) {
    return cellsIn(this.#former.get(tensor) ?? tensor, this.#keyOf(tensor, this.#former.has(tensor)));
  }

  /** The name by which terms are to know a tensor. */
  #keyOf(tensor: Tensor, before: boolean): string {
    const name = this.#index.nameOf(tensor);
    if (name === undefined) throw new Error("a tensor of the program has no name");
    const key = JSON.stringify([name.node, name.port, name.side]);
    this.#tensors.set(key, { name, tensor, before });
    return key;
  }
}

/** Says whether two numbers are the same but for rounding. There is as much of that as what was added up is large. */
export function agree(a: number, b: number, magnitude: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= ROUNDING * magnitude + TINY;
}

const step = formula("before - moved");

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
