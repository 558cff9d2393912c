import { Mt19937 } from "../../src/tensor/rng/mt19937.ts";

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

/** Float32 numbers of every exponent and both signs: the first, the last, and `count` in between. */
export function* floats(count: number): Generator<number> {
  const engine = new Mt19937();
  engine.seed(1);
  for (let upper = 0; upper < 512; upper++) {
    for (let i = 0; i < count + 2; i++) {
      const mantissa = i === 0 ? 0 : i === 1 ? 0x7fffff : engine.next() & 0x7fffff;
      BITS[0] = ((upper << 23) | mantissa) >>> 0;
      yield FLOAT[0]!;
    }
  }
}

export const SPECIAL = [
  0,
  -0,
  1,
  -1,
  Infinity,
  -Infinity,
  NaN,
  1.401298464324817e-45,
  -1.401298464324817e-45,
  3.4028234663852886e38,
];
