import { setFlagsFromString } from "node:v8";

const CHAINS = 12;
const LANES = 4;

/** f32x4.relaxed_madd, the fused multiply-add of four lanes, and what stands in for it: f32x4.mul and add. */
const FUSED = [0xfd, 0x85, 0x02];
const MULTIPLY = [0xfd, 0xe6, 0x01];
const ADD = [0xfd, 0xe4, 0x01];

const localGet = (index: number): number[] => [0x20, index];
const localSet = (index: number): number[] => [0x21, index];
const localTee = (index: number): number[] => [0x22, index];

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

const section = (id: number, content: readonly number[]): number[] => [id, ...leb(content.length), ...content];

/**
 * A WebAssembly module whose `run(n)` goes n times round a loop of twelve independent chains of multiply-adds, all in
 * registers: what it reaches is the most that 128-bit lanes can do.
 */
function moduleBytes(fused: boolean): Uint8Array<ArrayBuffer> {
  // Local 0 counts down, 1 and 2 are the factor and what is added, the chains follow.
  const [a, b, first] = [1, 2, 3];
  const chains = Array.from({ length: CHAINS }, (_, at) => first + at);
  const splat = (value: readonly number[]): number[] => [0x43, ...value, 0xfd, 0x13];
  const step = (chain: number): number[] =>
    fused
      ? [...localGet(chain), ...localGet(a), ...localGet(b), ...FUSED, ...localSet(chain)]
      : [...localGet(chain), ...localGet(a), ...MULTIPLY, ...localGet(b), ...ADD, ...localSet(chain)];
  const again = [...localGet(0), 0x41, 1, 0x6b, ...localTee(0), 0x0d, 0];
  const body = [
    leb(1),
    [...leb(CHAINS + 2), 0x7b],
    // Each chain is x = x · 0.5 + 0.25, which comes to 0.5.
    [...splat([0, 0, 0, 0x3f]), ...localSet(a)],
    [...splat([0, 0, 0x80, 0x3e]), ...localSet(b)],
    [0x03, 0x40, ...chains.flatMap(step), ...again, 0x0b],
    // The sum of them all is the result, so that none is left out.
    [...localGet(first), ...chains.slice(1).flatMap((chain) => [...localGet(chain), ...ADD])],
    [0xfd, 0x1f, 0, 0x0b],
  ].flat();
  const parts = [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]),
    section(3, [1, 0]),
    section(7, [1, 3, 0x72, 0x75, 0x6e, 0, 0]),
    section(10, [1, ...leb(body.length), ...body]),
  ];
  return Uint8Array.from(parts.flat());
}

/** Returns what measures the peak, in GFLOP/s of one thread: each call measures it once. */
export function peakMeter(): { readonly fused: boolean; readonly measure: () => number } {
  // Node 20 has fused multiply-adds by this flag, and later ones without.
  if (!WebAssembly.validate(moduleBytes(true))) setFlagsFromString("--experimental-wasm-relaxed-simd");
  const fused = WebAssembly.validate(moduleBytes(true));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes(fused)));
  const run = exports["run"] as (count: number) => number;
  run(1_000_000);
  return {
    fused,
    measure() {
      const count = 2_000_000;
      const start = performance.now();
      run(count);
      return (count * CHAINS * LANES * 2) / ((performance.now() - start) * 1e6);
    },
  };
}
