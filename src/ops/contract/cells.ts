import { isFloat } from "../../tensor/dtype.ts";
import type { Shape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Cell, Subscript } from "./term.ts";

/** Describes a tensor whose cells can be named. */
export interface Cells {
  /** The shape by which they are named. An op that broadcasts names all operands' cells by the result's. */
  readonly shape: Shape;
  /** The tensor's own shape. */
  readonly own: Shape;
  readonly isFloat: boolean;
  at(subscripts: readonly Subscript[]): Cell;
}

/** Returns the cells of a tensor, under the name by which they are to be known. */
export function cellsIn(tensor: Tensor, name: string): Cells {
  return {
    shape: tensor.shape,
    own: tensor.shape,
    isFloat: isFloat(tensor.dtype),
    at: (subscripts) => cellAt(tensor, name, subscripts),
  };
}

/** Returns the same cells, named by the index of a result that they are broadcast to. */
export function broadcastCells(cells: Cells, shape: Shape): Cells {
  const added = shape.length - cells.own.length;
  return {
    ...cells,
    shape,
    at: (subscripts) => cells.at(cells.own.map((size, axis) => (size === 1 ? 0 : subscripts[axis + added]!))),
  };
}

function cellAt({ stride, offset, storage }: Tensor, tensor: string, subscripts: readonly Subscript[]): Cell {
  const index = subscripts.map((subscript) => {
    if (typeof subscript === "number") return subscript;
    return typeof subscript === "string" ? Number.NaN : subscript.value;
  });
  const at = index.reduce((sum, i, axis) => sum + i * stride[axis]!, offset);
  return { kind: "cell", tensor, subscripts, index, value: storage.data[at] ?? Number.NaN };
}
