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

/** Over the whole tensor (an evenly spaced sample of a very large one), finite elements only. */
function summary(tensor: Tensor): Pick<Preview, "scale" | "maxAbs" | "min" | "max" | "mean" | "notFinite"> {
  const count = elements(tensor.shape);
  const read = Math.ceil(count / Math.max(1, Math.ceil(count / SUMMARY_ELEMENTS)));
  const at = reader(tensor, count, read);
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let finite = 0;
  for (let i = 0; i < read; i++) {
    const x = at(i);
    if (!Number.isFinite(x)) continue;
    finite++;
    sum += x;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  if (finite === 0) return { scale: 0, maxAbs: 0, min: 0, max: 0, mean: 0, notFinite: read };
  const maxAbs = Math.max(Math.abs(min), Math.abs(max));
  // Integers are coloured from their least to their greatest.
  const scale = tensor.dtype.startsWith("float") ? colourScale(read, at, maxAbs) : maxAbs;
  return { scale, maxAbs, min, max, mean: sum / finite, notFinite: read - finite };
}

/** Returns what gives `read` of a tensor's `count` elements, evenly spaced; of all of them in any order. */
function reader(tensor: Tensor, count: number, read: number): (position: number) => number {
  const { storage, offset } = tensor;
  const { data } = storage;
  if (read === count && storage.length === count) return (position) => data[position]!;
  // A list of places would take longer to make than all the reading.
  if (isContiguous(tensor)) return (position) => data[offset + Math.floor((position * count) / read)]!;
  const row = { ...tensor, shape: [1, ...tensor.shape], stride: [0, ...tensor.stride] };
  const offsets = columnOffsets(row, count, read);
  return (position) => data[offset + offsets[position]!]!;
}
