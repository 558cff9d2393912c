import type { Kernels } from "../kernels/kernels.ts";
import type { Backend, KernelName, Operands } from "./backend.ts";

/** Is given to what describes a computation: it says which kernels run, and what else, in their order. */
export interface Encoding {
  /** The kernels. One that is called is prepared, and runs when its turn comes. */
  readonly kernels: Kernels;
  /** Has work that no kernel does done in its turn. */
  readonly run: (work: () => void) => void;
  /** Returns what does all that a description says, without giving it a turn. */
  readonly encode: (describe: () => void) => () => void;
}

/** Writes down what is to run on a backend: a description is gone through once, what it asks for as often as one likes. */
export class Encoder implements Encoding {
  readonly kernels: Kernels;
  #steps: (() => void)[] = [];

  constructor(backend: Backend) {
    const prepared = (name: KernelName) => [
      name,
      (...operands: Operands<KernelName>) => void this.#steps.push(backend.prepare(name, ...operands)),
    ];
    // One function for each kernel, under its name; `fromEntries` knows no more than that they are functions.
    this.kernels = Object.fromEntries(
      Object.keys(backend.kernels).map((name) => prepared(name as KernelName)),
    ) as Kernels;
  }

  readonly run = (work: () => void): void => void this.#steps.push(work);

  readonly encode = (describe: () => void): (() => void) => {
    const outer = this.#steps;
    const steps: (() => void)[] = [];
    this.#steps = steps;
    try {
      describe();
    } finally {
      this.#steps = outer;
    }
    return inOrder(steps);
  };

  /** Returns the same, encoded when it first runs: what never runs costs nothing, and memory may be given until then. */
  later(describe: () => void): () => void {
    let encoded: (() => void) | null = null;
    return () => {
      encoded ??= this.encode(describe);
      encoded();
    };
  }
}

/** Returns what does one thing after the other. */
export function inOrder(steps: readonly (() => void)[]): () => void {
  if (steps.length === 1) return steps[0]!;
  return () => {
    for (let at = 0; at < steps.length; at++) steps[at]!();
  };
}

/** Returns an encoding that puts nothing down: each kernel runs at once. */
export function immediately(kernels: Kernels): Encoding {
  return { kernels, run: (work) => work(), encode: (describe) => describe };
}
