import { describe, expect, it } from "vitest";
import { plain } from "../../src/tensor/kernels/plain.ts";
import { preparations } from "../../src/tensor/simd/preparations.ts";
import { tensorOf, type Tensor } from "../../src/tensor/tensor.ts";
import { inMemory } from "../tensor/simd/inMemory.ts";
import { instances } from "../tensor/simd/instances.ts";

// The functions of one float32, and slopes that are not a few sums and products, over every one of them.

const FUNCTIONS = ["tanh", "exp", "log", "sigmoid", "gelu", "geluTanh"] as const;
const SLOPES = ["geluBackward", "geluTanhBackward"] as const;
const CHUNK = 2 ** 20;

/** What reaches a function's result: its product with the slope is rounded, so that each asks for other bits of it. */
const GRADIENTS = [1, -0.7, 1 / 3, 1e-39, 3e38, -1.9999999, 5];

/** Tensors of a chunk of numbers each: our own and, by variant, those in the memory of a module. */
function chunks(count: number): { readonly own: Tensor[]; readonly moved: readonly (readonly [string, Tensor[]])[] } {
  const own = Array.from({ length: count }, () => tensorOf("float32", [CHUNK]));
  return { own, moved: Object.entries(instances).map(([name, { memory }]) => [name, inMemory(memory, own)]) };
}

/** The first numbers at which a module's kernel does not have the plain one's bits, nans aside. What accumulates does so to 0. */
function differences(
  { own, moved }: ReturnType<typeof chunks>,
  kernel: () => void,
  kernels: readonly (() => void)[],
): string[] {
  const [x, y] = [own[0]!, own.at(-1)!].map(({ storage }) => storage.data);
  const bits = new Uint32Array(x!.buffer);
  const expected = new Uint32Array(y!.buffer);
  const found: string[] = [];
  for (let first = 0; first < 2 ** 32; first += CHUNK) {
    for (let i = 0; i < CHUNK; i++) bits[i] = first + i;
    y!.fill(0);
    for (const [, tensors] of moved) tensors.forEach(({ storage }, at) => storage.data.set(own[at]!.storage.data));
    kernel();
    for (const [at, [variant, tensors]] of moved.entries()) {
      kernels[at]!();
      const { data } = tensors.at(-1)!.storage;
      const got = new Uint32Array(data.buffer, data.byteOffset, CHUNK);
      for (let i = 0; i < CHUNK; i++) {
        if (got[i] === expected[i] || (Number.isNaN(data[i]) && Number.isNaN(y![i]))) continue;
        if (found.length < 10) found.push(`${variant}: ${data[i]} of ${x![i]}, not ${y![i]}`);
      }
    }
  }
  return found;
}

describe("over every float32, the modules have the plain kernels' bits", () => {
  it.each(FUNCTIONS)("%s", (name) => {
    const all = chunks(2);
    const [x, y] = all.own as [Tensor, Tensor];
    const runs = Object.values(instances).map((simd, at) => {
      const [from, to] = all.moved[at]![1] as [Tensor, Tensor];
      return preparations[name]!(simd, from, to)!;
    });
    expect(differences(all, () => plain[name](x, y), runs)).toEqual([]);
  });

  it.each(SLOPES)("%s", (name) => {
    const all = chunks(3);
    const [x, dy, dx] = all.own as [Tensor, Tensor, Tensor];
    for (let i = 0; i < CHUNK; i++) dy.storage.data[i] = GRADIENTS[i % GRADIENTS.length]!;
    const runs = Object.values(instances).map((simd, at) => {
      const [value, gradient, to] = all.moved[at]![1] as [Tensor, Tensor, Tensor];
      return preparations[name]!(simd, value, gradient, to)!;
    });
    expect(differences(all, () => plain[name](x, dy, dx), runs)).toEqual([]);
  });

  // A share of 1 of one row: its exponentials alone, but where the target is.
  it("crossEntropyBackward", () => {
    const one = tensorOf("float32", [1], [1]);
    const rows = (count: number): Tensor => tensorOf("float32", [1, count]);
    const own = [rows(CHUNK), tensorOf("int32", [1], [5]), one, rows(CHUNK)];
    const moved = Object.entries(instances).map(([name, { memory }]): readonly [string, Tensor[]] => [
      name,
      inMemory(memory, own),
    ]);
    const [x, target, dloss, dx] = own as [Tensor, Tensor, Tensor, Tensor];
    const runs = Object.values(instances).map((simd, at) => {
      const [from, hit, upstream, to] = moved[at]![1] as [Tensor, Tensor, Tensor, Tensor];
      return preparations.crossEntropyBackward!(simd, from, hit, upstream, to)!;
    });
    expect(differences({ own, moved }, () => plain.crossEntropyBackward(x, target, dloss, dx), runs)).toEqual([]);
  });
});
