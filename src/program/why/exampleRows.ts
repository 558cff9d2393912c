import { elements, unravel } from "../../base/stridedLayout.ts";
import type { Index } from "../../ops/contract/why.ts";
import { cellsOf, type Cell, type Term } from "../../ops/contract/term.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { Plan } from "../plan/plan.ts";

/** Says which example a tensor's cells belong to: `floor(index[axis] / ratio)` counts the rows of `source`. */
export interface ExampleAxis {
  readonly source: Tensor;
  readonly axis: number;
  /** Rows of the tensor an example has: 1, or more where positions were laid under one another. */
  readonly ratio: number;
}

/** Cells that are followed to the examples before what they have in common is believed. */
const PROBES = 7;

/**
 * Says where in tensors the examples of a batch are. It follows cells through the ops to the examples they came from.
 */
export class ExampleRows {
  readonly #makers: ReadonlyMap<Tensor, AppliedOp>;
  readonly #sources: ReadonlySet<Tensor>;
  readonly #dependent = new Set<Tensor>();
  readonly #forward: (applied: AppliedOp, at: Index) => Term;
  readonly #tensorOf: (cell: Cell) => Tensor;
  readonly #known = new Map<Tensor, ExampleAxis | null>();

  /**
   * @param forward how a cell of an op's result came to be.
   * @param tensorOf the tensor that a cell in it is of.
   */
  constructor(plan: Plan, forward: (applied: AppliedOp, at: Index) => Term, tensorOf: (cell: Cell) => Tensor) {
    this.#makers = new Map(plan.applied.map((applied) => [applied.output, applied]));
    this.#sources = new Set(
      [...plan.nodes.values()]
        .filter(({ nodeType }) => nodeType?.role === "examples")
        .flatMap(({ outputs }) => Object.values(outputs))
        .flatMap((value) => (value.kind === "tensor" ? [value.tensor] : [])),
    );
    for (const { inputs, output } of plan.applied) {
      const given = Object.values(inputs).some((input) => this.#sources.has(input) || this.#dependent.has(input));
      if (given) this.#dependent.add(output);
    }
    this.#forward = forward;
    this.#tensorOf = tensorOf;
  }

  /** Whether a tensor's numbers depend on the examples at all. */
  isDependent(tensor: Tensor): boolean {
    return this.#sources.has(tensor) || this.#dependent.has(tensor);
  }

  /** The examples that a tensor's cells belong to; null where one cell is made of several. */
  axisOf(tensor: Tensor): ExampleAxis | null {
    const known = this.#known.get(tensor);
    if (known !== undefined) return known;
    const axis = this.#infer(tensor);
    this.#known.set(tensor, axis);
    return axis;
  }

  #infer(tensor: Tensor): ExampleAxis | null {
    if (this.#sources.has(tensor)) return tensor.shape.length === 0 ? null : { source: tensor, axis: 0, ratio: 1 };
    const count = elements(tensor.shape);
    if (count === 0 || !this.#dependent.has(tensor)) return null;
    const found = Array.from({ length: PROBES }, (_, probe) => {
      const at = unravel(Math.round((probe * (count - 1)) / (PROBES - 1)), tensor.shape);
      return { at, origin: this.#originOf(tensor, at) };
    });
    const [first] = found;
    const source = first?.origin?.source;
    if (source === undefined || found.some(({ origin }) => origin?.source !== source)) return null;
    for (const [axis, size] of tensor.shape.entries()) {
      const ratio = size / source.shape[0]!;
      if (!Number.isInteger(ratio) || ratio === 0) continue;
      const fits = found.every(({ at, origin }) => Math.floor(at[axis]! / ratio) === origin!.row);
      if (fits) return { source, axis, ratio };
    }
    return null;
  }

  /** The row of the examples that a cell is made of; null where several are. */
  #originOf(tensor: Tensor, at: Index): { readonly source: Tensor; readonly row: number } | null {
    const term = this.#forward(this.#makers.get(tensor)!, at);
    let origin: { readonly source: Tensor; readonly row: number } | null = null;
    for (const cell of cellsOf(term)) {
      const maker = this.#tensorOf(cell);
      const axis = this.isDependent(maker) ? this.axisOf(maker) : undefined;
      if (axis === undefined) continue;
      if (axis === null) return null;
      const row = Math.floor(cell.index[axis.axis]! / axis.ratio);
      if (origin !== null && (origin.row !== row || origin.source.shape[0] !== axis.source.shape[0])) return null;
      origin ??= { source: axis.source, row };
    }
    return origin;
  }
}
