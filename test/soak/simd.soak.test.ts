import { describe, expect, it } from "vitest";
import { erf } from "../../src/math/erf.ts";
import { exp } from "../../src/math/exp.ts";
import { exp32 } from "../../src/math/exp32.ts";
import { log32 } from "../../src/math/log32.ts";
import { sigmoid32 } from "../../src/math/sigmoid32.ts";
import { tanh } from "../../src/math/tanh.ts";
import { tanh32 } from "../../src/math/tanh32.ts";
import { SCRATCH_BYTES } from "../../src/tensor/simd/tables.ts";
import { instances } from "../tensor/simd/instances.ts";

// The functions of one float32, over every one of them.

const gelu = (x: number): number => Math.fround(0.5 * x * (1 + erf(x * Math.SQRT1_2)));

const geluTanh = (x: number): number =>
  Math.fround(0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x))));

const FUNCTIONS = { tanh: tanh32, exp: exp32, log: log32, sigmoid: sigmoid32, gelu, geluTanh };
const CHUNK = 2 ** 20;

/** The derivative of gelu, `src/tensor/kernels/functions.ts`. */
const geluSlope = (x: number): number =>
  Math.fround(0.5 * (1 + erf(x * Math.SQRT1_2)) + x * 0.3989422804014327 * exp(-0.5 * x * x));

describe.each(["fused", "exact"] as const)("functions of the %s module, over every float32", (variant) => {
  const { memory, exported } = instances[variant];

  it.each(Object.entries(FUNCTIONS))("%s has the plain function's bits", (name, plain) => {
    const [from, to] = [SCRATCH_BYTES, SCRATCH_BYTES + 4 * CHUNK];
    const bits = new Uint32Array(memory.buffer, from, CHUNK);
    const [x, y] = [new Float32Array(memory.buffer, from, CHUNK), new Float32Array(memory.buffer, to, CHUNK)];
    const run = exported(name);
    const wrong: string[] = [];
    for (let first = 0; first < 2 ** 32; first += CHUNK) {
      for (let i = 0; i < CHUNK; i++) bits[i] = first + i;
      run(1, CHUNK, from, 0, 4, to, 0);
      for (let i = 0; i < CHUNK; i++) {
        const expected = plain(x[i]!);
        if (!Object.is(y[i], expected) && wrong.length < 10) wrong.push(`${name}(${x[i]}) = ${expected}, not ${y[i]}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("geluBackward has the plain function's bits", () => {
    const [from, ones, to] = [0, 1, 2].map((at) => SCRATCH_BYTES + at * 4 * CHUNK) as [number, number, number];
    const bits = new Uint32Array(memory.buffer, from, CHUNK);
    const [x, d, dx] = [from, ones, to].map((at) => new Float32Array(memory.buffer, at, CHUNK)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const run = exported("geluBackward");
    const wrong: string[] = [];
    d.fill(1);
    for (let first = 0; first < 2 ** 32; first += CHUNK) {
      for (let i = 0; i < CHUNK; i++) bits[i] = first + i;
      dx.fill(0);
      run(1, CHUNK, from, 0, 4, ones, 0, 4, to, 0, 0);
      for (let i = 0; i < CHUNK; i++) {
        const expected = 0 + geluSlope(x[i]!);
        if (!Object.is(dx[i], expected) && wrong.length < 10) wrong.push(`${x[i]}: ${expected}, not ${dx[i]}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
