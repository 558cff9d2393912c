import { compileSimd } from "virtual:simd-module";
import { describe, expect, it } from "vitest";
import { chooseSimd, type SimdVariant } from "../../../src/tensor/simd/chooseSimd.ts";
import { SCRATCH_BYTES } from "../../../src/tensor/simd/tables.ts";
import { instances } from "./instances.ts";

const memory = new WebAssembly.Memory({ initial: Math.ceil(SCRATCH_BYTES / 2 ** 16) });

/** An engine that compiles only these variants. */
const engine =
  (...variants: readonly SimdVariant[]) =>
  (variant: SimdVariant) =>
    variants.includes(variant) ? compileSimd(variant) : Promise.reject(new Error("simd opcode not available"));

describe("chooseSimd", () => {
  it("takes the fused module where the engine compiles it", async () => {
    expect(instances.fused).toBeDefined();
    expect((await chooseSimd(engine("fused", "exact"), memory))?.variant).toBe("fused");
  });

  it("takes the exact one where relaxed SIMD is not there", async () => {
    expect((await chooseSimd(engine("exact"), memory))?.variant).toBe("exact");
  });

  it("takes the exact one where the fused one rounds twice", async () => {
    const other = await WebAssembly.compile(moduleThatRoundsTwice());
    const compile = (variant: SimdVariant) => (variant === "fused" ? Promise.resolve(other) : compileSimd(variant));
    expect((await chooseSimd(compile, memory))?.variant).toBe("exact");
  });

  it("takes none where there is none", async () => {
    expect(await chooseSimd(engine(), memory)).toBeNull();
  });
});

/** A module whose `maddOf` multiplies, rounds, adds, and whose `useTables` does nothing; written by hand. */
function moduleThatRoundsTwice(): Uint8Array<ArrayBuffer> {
  const name = (text: string) => [text.length, ...new TextEncoder().encode(text)];
  const section = (id: number, ...content: number[]) => [id, content.length, ...content];
  const [i32, f32] = [0x7f, 0x7d];
  // local.get 0, local.get 1, f32.mul, local.get 2, f32.add, end
  const madd = [0, 0x20, 0, 0x20, 1, 0x94, 0x20, 2, 0x92, 0x0b];
  const nothing = [0, 0x0b];
  return Uint8Array.from([
    0x00,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, 2, 0x60, 3, f32, f32, f32, 1, f32, 0x60, 1, i32, 0),
    ...section(3, 2, 0, 1),
    ...section(7, 2, ...name("maddOf"), 0, 0, ...name("useTables"), 0, 1),
    ...section(10, 2, madd.length, ...madd, nothing.length, ...nothing),
  ]);
}
