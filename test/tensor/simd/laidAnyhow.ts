import { fc } from "@fast-check/vitest";
import type { DType } from "../../../src/tensor/dtype.ts";
import { Mt19937 } from "../../../src/tensor/rng/mt19937.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { Storage } from "../../../src/tensor/storage.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";
import { SPECIAL } from "../../math/floats.ts";

/** Shapes of up to four dimensions, 0-d and empty ones too, whose last one has every tail of a vector. */
export const shapes: fc.Arbitrary<number[]> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 })
      .chain((outer) => fc.integer({ min: 1, max: 41 }).map((inner) => [...outer, inner])),
  },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }) },
);

/** How a tensor lies: contiguous but for its offset, or with its dimensions in any order, gaps, and some expanded. */
export interface Lie {
  readonly offset: number;
  readonly even: boolean;
  readonly order: number;
  readonly gaps: readonly number[];
  readonly expanded: readonly boolean[];
}

export const lies: fc.Arbitrary<Lie> = fc.record({
  offset: fc.integer({ min: 0, max: 7 }),
  even: fc.boolean(),
  order: fc.integer({ min: 0, max: 2 }),
  gaps: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 4, maxLength: 4 }),
  expanded: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
});

/** Of what a kernel writes to, no element lies over another. */
export const written: fc.Arbitrary<Lie> = lies.map((lie) => ({ ...lie, expanded: [false, false, false, false] }));
/** What must be contiguous is so, but for its offset. */
export const contiguous: fc.Arbitrary<Lie> = lies.map((lie) => ({ ...lie, even: true }));

/** A tensor that lies so; its numbers, and those in its gaps, are drawn by `seed`: common ones, tiny and huge ones, special ones. */
export function laidAnyhow(shape: Shape, lie: Lie, seed: number, dtype: DType = "float32", wild = true): Tensor {
  const axes = [...shape.keys()].reverse();
  const order =
    lie.even || lie.order === 0 ? axes : lie.order === 1 ? axes.toReversed() : [...axes.slice(1), ...axes.slice(0, 1)];
  const stride = shape.map(() => 0);
  let step = 1;
  for (const axis of order) {
    if (!lie.even && lie.expanded[axis] === true) continue;
    if (!lie.even) step *= lie.gaps[axis]!;
    stride[axis] = step;
    step *= Math.max(1, shape[axis]!);
  }
  const storage = Storage.allocate(dtype, lie.offset + step + 3);
  const engine = new Mt19937();
  engine.seed(seed);
  for (let i = 0; i < storage.length; i++) storage.data[i] = wild ? drawn(engine) : common(engine);
  return { dtype, shape, stride, offset: lie.offset, storage };
}

const BITS = new Uint32Array(1);
const FLOAT = new Float32Array(BITS.buffer);

function common(engine: Mt19937): number {
  return ((engine.next() / 2 ** 32) * 2 - 1) * 4;
}

function drawn(engine: Mt19937): number {
  const kind = engine.next() % 16;
  if (kind === 0) return SPECIAL[engine.next() % SPECIAL.length]!;
  if (kind > 2) return common(engine);
  BITS[0] = engine.next();
  return FLOAT[0]!;
}
