import type { Checkpoint } from "../../src/protocol/checkpoint.ts";
import { Generator } from "../../src/tensor/rng/generator.ts";

let given: Checkpoint[] = [];

/** A trained state of one parameter, whose memory tells when it is given back. */
export function trainedState(iteration = 0): Checkpoint {
  const data = new Float32Array(2);
  const generator = new Generator(1).state();
  const checkpoint: Checkpoint = { iteration, parameters: { "a.W": { shape: [2], data } }, generator, curves: [] };
  Object.assign(data.buffer, { transfer: () => void given.push(checkpoint) });
  return checkpoint;
}

/** Returns the trained states whose memory is given back in the meantime. */
export function givesBack(work: () => void): readonly Checkpoint[] {
  given = [];
  work();
  return given;
}
