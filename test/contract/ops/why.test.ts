import { describe, expect, it } from "vitest";
import { unravel } from "../../../src/base/stridedLayout.ts";
import { ops } from "../../../src/ops/catalogue.ts";
import type { Op } from "../../../src/ops/contract/op.ts";
import { magnitudeOf } from "../../../src/ops/contract/magnitude.ts";
import { cellsOf, type Term } from "../../../src/ops/contract/term.ts";
import type { Index, Workings } from "../../../src/ops/contract/why.ts";
import { whyOf } from "../../../src/ops/opWhys.ts";
import { workingsOf } from "../../../src/ops/why/workings.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { decode } from "../../fixtures/fixture.ts";
import { laidOut, LAYOUTS, read, type Layout } from "../../tensor/layouts.ts";
import { mapped, zeroGrads, type Applied, type Named } from "./applyOp.ts";
import { applyUnlessNoView, dtypeIn, titleOf, without } from "./cases.ts";
import { evaluatedTerm } from "./evaluatedTerm.ts";
import { recordings, type Recording } from "./recordings.ts";

/** What a reason may differ from the number by, as a part of the sum of its terms' sizes. */
const LIMIT = 1e-5;
/** Below the smallest float32, where nothing has digits left. */
const TINY = 1e-37;
/** Cells of a tensor that are asked about. */
const CELLS = 5;

describe.each(ops.map((op) => [op.name, op] as const))("%s", (_, op) => {
  it("says how a number came to be", () => {
    const differentiable = op.kind === "view" || op.backward !== undefined;
    expect(Object.keys(whyOf(op))).toEqual(
      expect.arrayContaining(["forward", ...(differentiable ? ["backward"] : [])]),
    );
  });

  it.each(recordings[op.name]!.cases.map((recording) => [titleOf(recording.case), recording] as const))(
    "%s: its reasons give its numbers, forward and backward, however its inputs lie",
    (_title, recording) => {
      for (const layout of LAYOUTS) check(op, recording, layout);
    },
  );
});

function check(op: Op, recording: Recording, layout: Layout): void {
  const { inputs, constant = [], attributes = {} } = recording.case;
  const lain = mapped(inputs, (shape, name) =>
    laidOut(layout, dtypeIn(recording.case, name, "float32"), shape, decode(recording.inputs[name]!)),
  );
  const applied = applyUnlessNoView(op, lain, attributes, layout !== "contiguous");
  if (applied === null) return;
  const hasGradient = recording.dy !== undefined;
  const dy = hasGradient ? laidOut(layout, "float32", applied.y.shape, decode(recording.dy)) : undefined;
  const asked = new Question(op, lain, applied, dy, recording, layout);
  for (const at of someIndices(applied.y.shape)) {
    asked.agrees(whyOf(op).forward(at, asked.from), at, applied.y, "y");
  }
  if (dy === undefined) return;
  const grads = zeroGrads(without(constant, lain));
  applied.backward(dy, grads);
  for (const [name, grad] of Object.entries(grads)) {
    for (const at of someIndices(grad.shape)) {
      asked.agrees(whyOf(op).backward!(name, at, asked.from), at, grad, `d${name}`);
    }
  }
}

/** One use of an op, whose numbers are asked about. */
class Question {
  readonly from: Workings;
  readonly #op: Op;
  readonly #tensors: Named<Tensor>;
  readonly #title: string;
  readonly #elements = new Map<Tensor, readonly number[]>();
  readonly #explained = new Set<string>();

  constructor(
    op: Op,
    inputs: Named<Tensor>,
    { y, saved }: Applied,
    dy: Tensor | undefined,
    { case: { attributes = {} } }: Recording,
    title: string,
  ) {
    const named = Object.entries(saved).map(([name, tensor]) => [`saved ${name}`, tensor] as const);
    this.#op = op;
    this.#title = title;
    this.#tensors = { ...inputs, y, ...(dy === undefined ? {} : { dy }), ...Object.fromEntries(named) };
    const nameOf = (tensor: Tensor): string =>
      Object.entries(this.#tensors).find(([, candidate]) => candidate === tensor)![0];
    this.from = workingsOf({ op, inputs, output: y, outputGrad: dy, saved, attributes, nameOf });
  }

  /** The number that a reason comes to is that in the tensor, and the numbers that it names are those in theirs. */
  agrees(term: Term, at: Index, tensor: Tensor, name: string): void {
    const where = `${this.#title}: ${name}[${at.join(", ")}]`;
    const value = evaluatedTerm(term);
    const size = magnitudeOf(term);
    const found = this.#element(tensor, at);
    if (!near(value, found, LIMIT * size)) {
      expect.fail(`${where} is ${found}, but its reason gives ${value}, of size ${size}`);
    }
    if (!near(term.value, value, 1e-12 * size)) expect.fail(`${where}: ${term.value} is not its parts' ${value}`);
    for (const cell of cellsOf(term)) {
      const source = this.#tensors[cell.tensor]!;
      const stands = this.#element(source, cell.index);
      const key = `${cell.tensor}[${cell.index.join(", ")}]`;
      if (!Object.is(cell.value, stands)) expect.fail(`${where}: ${key} is ${stands}, not ${cell.value}`);
      if (!cell.tensor.startsWith("saved ") || this.#isDrawn || this.#explained.has(key)) continue;
      this.#explained.add(key);
      const saved = cell.tensor.slice("saved ".length);
      const reason = whyOf(this.#op).saved?.(saved, cell.index, this.from);
      if (reason === undefined) expect.fail(`${where}: nothing says where ${saved} is from`);
      else this.agrees(reason, cell.index, source, cell.tensor);
    }
  }

  /** What an op saves was drawn at random: no arithmetic gave it. */
  get #isDrawn(): boolean {
    return this.#op.kind === "compute" && this.#op.draw !== undefined;
  }

  #element(tensor: Tensor, index: Index): number {
    const known = this.#elements.get(tensor) ?? read(tensor);
    this.#elements.set(tensor, known);
    return known[index.reduce((sum, i, axis) => sum * tensor.shape[axis]! + i, 0)]!;
  }
}

function near(a: number, b: number, within: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= within + TINY;
}

/** A few indices of a shape, the first and the last among them. */
function someIndices(shape: Shape): Index[] {
  const count = shape.reduce((product, size) => product * size, 1);
  const flat = new Set(Array.from({ length: CELLS }, (_, i) => Math.round((i * (count - 1)) / (CELLS - 1))));
  return count === 0 ? [] : [...flat].map((at) => unravel(at, shape));
}
