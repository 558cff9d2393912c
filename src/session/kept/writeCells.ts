import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint } from "../../base/endpoint.ts";
import { offsetInStorage } from "../../base/stridedLayout.ts";
import type { Plan } from "../../program/plan/plan.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { CellValue } from "../../protocol/tensorRegion.ts";

/** Puts numbers into cells of a parameter, rounded to float32. Gives what was there. Changes nothing when it throws. */
export function writeCells(plan: Plan, node: string, name: string, cells: readonly CellValue[]): CellValue[] {
  const tensor = plan.parameters.find((parameter) => parameter.node === node && parameter.name === name)?.tensor;
  if (tensor === undefined) {
    const wanted = JSON.stringify(formatEndpoint({ node, port: name }));
    throw DiagnosticError.of(`${wanted} is no parameter: only the numbers of parameters can be changed by hand`);
  }
  const offsets = cells.map(({ index }) => offsetOf(tensor, index));
  const { data } = tensor.storage;
  const before = cells.map(({ index }, at) => ({ index, value: data[offsets[at]!]! }));
  for (const [at, { value }] of cells.entries()) data[offsets[at]!] = value;
  return before;
}

function offsetOf(tensor: Tensor, index: readonly number[]): number {
  const { shape } = tensor;
  const fits =
    index.length === shape.length && index.every((i, axis) => Number.isSafeInteger(i) && i >= 0 && i < shape[axis]!);
  if (!fits) throw DiagnosticError.of(`expected an index into shape ${formatShape(shape)}, got [${index.join(", ")}]`);
  return offsetInStorage(tensor, index);
}
