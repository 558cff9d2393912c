import type { GeneratorState } from "../tensor/rng/generator.ts";

/** Bytes of a state, and where its parts lie: `CPUGeneratorImplState` (aten/src/ATen/CPUGeneratorImpl.cpp). */
const LENGTH = 5056;
const WORDS_LEFT = 8;
const IS_SEEDED = 12;
const NEXT_WORD = 16;
const WORDS = 24;
const NORMAL = 5024;
const HAS_NORMAL = 5040;

/** Returns what `torch.Generator.set_state` takes, of a generator that stands where ours does. */
export function generatorBytes({ words, position, normal }: GeneratorState, seed: number): Uint8Array {
  const bytes = new Uint8Array(LENGTH);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(seed), true);
  // Before the first word of 624 there is one left: none, that is.
  view.setInt32(WORDS_LEFT, words.length + 1 - position, true);
  view.setInt32(IS_SEEDED, 1, true);
  view.setBigUint64(NEXT_WORD, BigInt(position), true);
  // Each word has 64 bits there.
  for (const [at, word] of words.entries()) view.setUint32(WORDS + 8 * at, word, true);
  if (normal !== null) {
    view.setFloat64(NORMAL, normal, true);
    view.setInt32(HAS_NORMAL, 1, true);
  }
  return bytes;
}
