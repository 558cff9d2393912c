import type { Tensor } from "../tensor.ts";
import { areSingle } from "./pointer.ts";
import { loopsOver, pointersOf } from "./rows.ts";
import type { Preparations, Simd } from "./simd.ts";

/** Holds the functions of one number, element by element. */
export const functions = {
  tanh: (simd, x, y) => map(simd, "tanh", x, y),
} satisfies Preparations;

/** The module's function of a name takes a count and a pointer a tensor: rows without gaps. */
function map(simd: Simd, name: string, ...tensors: readonly Tensor[]): (() => void) | null {
  if (!areSingle(simd, ...tensors)) return null;
  const loops = loopsOver(...tensors);
  if (loops === null || loops.steps.some(([step]) => step !== 1)) return null;
  const pointers = pointersOf(tensors, loops, 1);
  if (pointers === null) return null;
  const run = simd.exported(name);
  const n = loops.sizes[0]!;
  if (pointers.length > 1) {
    return () => {
      for (const starts of pointers) run(n, ...starts);
    };
  }
  const [a, b, c] = pointers[0]!;
  return c === undefined ? () => run(n, a!, b!) : () => run(n, a!, b!, c);
}
