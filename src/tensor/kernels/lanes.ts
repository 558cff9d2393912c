import { elements } from "../../base/stridedLayout.ts";
import type { Tensor } from "../tensor.ts";
import { offsetAt, type Row } from "./strided.ts";

/** Runs `row` once for each line of elements along dimension `dim` of three tensors of one shape. */
export function forLanes(row: Row, dim: number, a: Tensor, b: Tensor, y: Tensor): void {
  const n = y.shape[dim]!;
  const shape = y.shape.with(dim, 1);
  const [aFirst, bFirst, yFirst] = [
    { ...a, shape },
    { ...b, shape },
    { ...y, shape },
  ];
  const [as, bs, ys] = [a.stride[dim]!, b.stride[dim]!, y.stride[dim]!];
  const lanes = elements(shape);
  for (let lane = 0; lane < lanes; lane++) {
    row(
      n,
      a.storage.data,
      offsetAt(aFirst, lane),
      as,
      b.storage.data,
      offsetAt(bFirst, lane),
      bs,
      y.storage.data,
      offsetAt(yFirst, lane),
      ys,
      0,
    );
  }
}
