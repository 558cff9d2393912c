import { sameBits } from "../../base/sameBits.ts";
import type { GeneratorState } from "./generator.ts";

/** Says whether two generators give the same numbers from here on. */
export function sameStream(one: GeneratorState, other: GeneratorState): boolean {
  return one.position === other.position && one.normal === other.normal && sameBits(one.words, other.words);
}
