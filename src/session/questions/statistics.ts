import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Program } from "../../program/run/program.ts";
import { elementsOf } from "../../tensor/elementsOf.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { SaturationReport, StatisticsReport } from "../../protocol/statisticsReport.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import { mean, std } from "../../tensor/std.ts";
import { defineQuestion } from "./question.ts";

const MAX_BINS = 1024;

/** Says how a tensor's numbers are distributed, those of them that are finite. */
export const statistics = defineQuestion({
  type: "statistics",
  looks: "program",
  answer: (
    { program },
    { tensor: ref, bins }: { readonly tensor: TensorRef; readonly bins: number },
  ): StatisticsReport => {
    if (!(Number.isSafeInteger(bins) && bins > 0 && bins <= MAX_BINS)) {
      throw DiagnosticError.of(`expected from 1 to ${MAX_BINS} bins, got ${bins}`);
    }
    const tensor = program.tensors.at(ref);
    const all = elementsOf(tensor);
    const finite = all.filter(Number.isFinite);
    let [min, max] = [Infinity, -Infinity];
    for (const value of finite) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
    return {
      ...ref,
      shape: tensor.shape,
      count: all.length,
      notFinite: all.length - finite.length,
      mean: mean(finite),
      std: std(finite),
      min: finite.length === 0 ? Number.NaN : min,
      max: finite.length === 0 ? Number.NaN : max,
      histogram: histogram(finite, min, max, bins),
      saturation: ref.side === "value" ? saturationOf(program, tensor, all) : null,
    };
  },
});

/** `torch.histc`: bins of one width from the least number to the greatest, which belongs to the last of them. */
function histogram(values: ArrayLike<number>, min: number, max: number, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  // Numbers that are all the same stand in the middle of a range of one.
  const [from, width] = max > min ? [min, max - min] : [min - 1, 2];
  for (let at = 0; at < values.length; at++) {
    const bin = Math.floor(((values[at]! - from) / width) * bins);
    counts[Math.min(bin, bins - 1)]! += 1;
  }
  return counts;
}

/** How much of an activation's result lies where its curve is flat; null of what no such activation made. */
function saturationOf({ tensors }: Program, tensor: Tensor, values: Float64Array): SaturationReport | null {
  const op = tensors.makerOf(tensor)?.op;
  if (op?.kind !== "compute" || op.saturation === undefined || values.length === 0) return null;
  const { where, is } = op.saturation;
  const units = tensor.shape.length < 2 ? 0 : tensor.shape.at(-1)!;
  const alive = new Set<number>();
  let saturated = 0;
  for (const [at, value] of values.entries()) {
    if (is(value)) saturated += 1;
    else if (units > 0) alive.add(at % units);
  }
  return { where, share: saturated / values.length, units, dead: units - alive.size };
}
