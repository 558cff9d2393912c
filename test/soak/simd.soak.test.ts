import { describe, expect, it } from "vitest";
import { exp32 } from "../../src/math/exp32.ts";
import { log32 } from "../../src/math/log32.ts";
import { sigmoid32 } from "../../src/math/sigmoid32.ts";
import { tanh32 } from "../../src/math/tanh32.ts";
import { SCRATCH_BYTES } from "../../src/tensor/simd/tables.ts";
import { instances } from "../tensor/simd/instances.ts";

// The functions of one float32, over every one of them.

const FUNCTIONS = { tanh: tanh32, exp: exp32, log: log32, sigmoid: sigmoid32 };
const CHUNK = 2 ** 20;

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
});
