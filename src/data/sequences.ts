import type { Vocabulary } from "./vocabulary.ts";

/**
 * Holds token sequences of unequal length, one per line of the data: sequence `i` is `ids[starts[i]] … ids[starts[i +
 * 1] - 1]`. The end marker is not stored.
 */
export interface Sequences {
  readonly ids: Int32Array;
  /** Length: number of sequences + 1. */
  readonly starts: Int32Array;
  readonly vocabulary: Vocabulary;
}
