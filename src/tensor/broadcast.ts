import { DiagnosticError } from "../base/diagnostic.ts";
import { broadcastInWords } from "./broadcastInWords.ts";
import type { Shape } from "./shape.ts";

/**
 * Returns the shape that `a` and `b` broadcast to: aligned at the last dimension, sizes equal or one of them 1. Throws
 * PyTorch's sentence, `The size of tensor a (3) must match the size of tensor b (4) at …`.
 */
export function broadcastShape(a: Shape, b: Shape, plain = broadcastInWords): Shape {
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let axis = rank - 1; axis >= 0; axis--) {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw DiagnosticError.of(
        `The size of tensor a (${left}) must match the size of tensor b (${right}) at non-singleton dimension ${axis}`,
        { plain: plain(a, b) },
      );
    }
    shape[axis] = left === 1 ? right : left;
  }
  return shape;
}
