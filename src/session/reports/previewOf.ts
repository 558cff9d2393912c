import type { Program } from "../../program/run/program.ts";
import { elements } from "../../base/stridedLayout.ts";
import { isContiguous, type Tensor } from "../../tensor/tensor.ts";
import { colourScale } from "./colourScale.ts";
import { facetNumbers } from "../../program/facets/facets.ts";
import type { Preview, Watch } from "../../protocol/preview.ts";

/** A watch asks for at most so many cells, whatever it says. */
const MAX_CELLS = 65_536;

/**
 * Returns the small picture that a watch asks for; null when the program has no such tensor, or it is empty.
 *
 * @param graded whether the backward pass has reached the node.
 */
export function previewOf(program: Program, watch: Watch, graded: boolean): Preview | null {
  const tensor = program.tensors.find(watch.node, watch.port, watch.side);
  if (tensor === null || elements(tensor.shape) === 0) return null;
  const layout = layoutOf(tensor);
  const rows = Math.max(1, Math.min(layout.rows, watch.maxRows, MAX_CELLS));
  const columns = Math.max(1, Math.min(layout.columns, watch.maxColumns, Math.floor(MAX_CELLS / rows)));
  const facets = facetNumbers(program.plan.nodes.get(watch.node)?.facets ?? {}, graded);
  return {
    node: watch.node,
    port: watch.port,
    side: watch.side,
    dtype: tensor.dtype,
    shape: tensor.shape,
    tensorRows: layout.rows,
    tensorColumns: layout.columns,
    rows,
    columns,
    data: sample(tensor, layout, rows, columns),
    ...summary(tensor),
    ...(facets === null ? {} : { facets }),
  };
}

/** `[shape[0], product of the rest]`; a 1-d tensor is one row, a 0-d tensor one cell. */
function layoutOf({ shape }: Tensor): { rows: number; columns: number } {
  if (shape.length < 2) return { rows: 1, columns: elements(shape) };
  return { rows: shape[0]!, columns: elements(shape.slice(1)) };
}

function sample(
  tensor: Tensor,
  layout: { rows: number; columns: number },
  rows: number,
  columns: number,
): Float32Array {
  const { data } = tensor.storage;
  const cells = new Float32Array(rows * columns);
  const offsets = columnOffsets(tensor, layout.columns, columns);
  const rowStride = tensor.shape.length < 2 ? 0 : tensor.stride[0]!;
  for (let r = 0; r < rows; r++) {
    const start = tensor.offset + Math.floor((r * layout.rows) / rows) * rowStride;
    for (let c = 0; c < columns; c++) cells[r * columns + c] = data[start + offsets[c]!]!;
  }
  return cells;
}

/** Where, from a row's start, each shown column lies in the storage. */
function columnOffsets({ shape, stride }: Tensor, all: number, shown: number): Int32Array {
  const first = shape.length < 2 ? 0 : 1;
  return Int32Array.from({ length: shown }, (_, c) => {
    let rest = Math.floor((c * all) / shown);
    let offset = 0;
    for (let axis = shape.length - 1; axis >= first; axis--) {
      offset += (rest % shape[axis]!) * stride[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return offset;
  });
}

/** Elements that a summary reads at most; a larger tensor is sampled, as its picture is. */
const SUMMARY_ELEMENTS = 65_536;

/** What a summary reads, of whatever dtype: thirty times a second, and none of it is to be collected as garbage. */
const READ = new Float64Array(SUMMARY_ELEMENTS);

/** Over the whole tensor (an evenly spaced sample of a very large one), finite elements only. */
function summary(tensor: Tensor): Pick<Preview, "scale" | "maxAbs" | "min" | "max" | "mean" | "notFinite"> {
  const numbers = numbersOf(tensor);
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let finite = 0;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i]!;
    if (!Number.isFinite(x)) continue;
    finite++;
    sum += x;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  const notFinite = numbers.length - finite;
  if (finite === 0) return { scale: 0, maxAbs: 0, min: 0, max: 0, mean: 0, notFinite };
  const maxAbs = Math.max(Math.abs(min), Math.abs(max));
  // Integers are coloured from their least to their greatest.
  const scale = tensor.dtype.startsWith("float") ? colourScale(numbers, maxAbs) : maxAbs;
  return { scale, maxAbs, min, max, mean: sum / finite, notFinite };
}

/** Returns a tensor's elements, or those of a sample, evenly spaced; of all of them in any order. Valid until the next call. */
function numbersOf(tensor: Tensor): Float64Array {
  const { shape, storage, offset } = tensor;
  const { data } = storage;
  const count = elements(shape);
  const read = Math.ceil(count / Math.max(1, Math.ceil(count / SUMMARY_ELEMENTS)));
  const numbers = READ.subarray(0, read);
  if (read === count && storage.length === count) numbers.set(data);
  else if (isContiguous(tensor)) {
    // A list of places would take longer to make than all the reading.
    for (let i = 0; i < read; i++) numbers[i] = data[offset + Math.floor((i * count) / read)]!;
  } else {
    const offsets = columnOffsets({ ...tensor, shape: [1, ...shape], stride: [0, ...tensor.stride] }, count, read);
    for (let i = 0; i < read; i++) numbers[i] = data[offset + offsets[i]!]!;
  }
  return numbers;
}
