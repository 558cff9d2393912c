import { DiagnosticError } from "../../base/diagnostic.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import { elementsOf } from "../../tensor/elementsOf.ts";
import { axisLabels, sequencesOf } from "../reports/axisLabels.ts";
import { defineQuestion } from "./question.ts";

/** Holds the numbers of a matrix, or the names of its rows. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** What the rows are of: tokens; null where they are only numbered, and where names were not asked for. */
  readonly names: readonly string[] | null;
  /** The rows that have names, those first whose tokens are most frequent in the text. */
  readonly order: readonly number[] | null;
  /** Row by row; empty where names were asked for. */
  readonly data: Float32Array;
}

/** A matrix that is answered has at most so many numbers. */
const MAX_NUMBERS = 2 ** 23;

/** Answers with all numbers of a matrix, for pictures of it, or with its rows' names. */
export const matrix = defineQuestion({
  type: "matrix",
  looks: "program",
  answer: (
    { program, plan },
    { tensor: ref, named }: { readonly tensor: TensorRef; readonly named: boolean },
  ): Matrix => {
    const tensor = program.tensors.at(ref);
    const [rows = 0, columns = 0, ...more] = tensor.shape;
    if (tensor.shape.length !== 2 || more.length > 0) {
      throw DiagnosticError.of(`expected a matrix, got the shape [${tensor.shape.join(", ")}]`);
    }
    if (rows * columns > MAX_NUMBERS) {
      throw DiagnosticError.of(`a matrix that is shown has at most ${MAX_NUMBERS} numbers, got ${rows * columns}`);
    }
    const [names = null] = named ? axisLabels(plan, ref, tensor, { start: [0, 0], size: [rows, 0] }) : [];
    const ids = names === null ? null : (sequencesOf(plan, ref.node)?.ids ?? null);
    return {
      rows,
      columns,
      names,
      order: ids === null ? null : byFrequency(ids, rows),
      data: named ? new Float32Array(0) : Float32Array.from(elementsOf(tensor)),
    };
  },
});

/** The numbers below `count` in the order of how often they come up; of those that do equally often the least first. */
function byFrequency(ids: Int32Array, count: number): number[] {
  const counts = new Float64Array(count);
  for (const id of ids) counts[id]! += 1;
  return Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]!);
}
