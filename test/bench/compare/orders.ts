/** Is what a contender is told to do, a line of JSON on its stdin. A workload is known by its folder of inputs. */
export type Order =
  | { readonly order: "open" | "close"; readonly folder: string }
  /** The losses of the first iterations, of a product the first elements of its diagonal. */
  | { readonly order: "losses"; readonly folder: string; readonly count: number }
  /** Runs so many iterations from the beginning, or products. */
  | { readonly order: "run"; readonly folder: string; readonly count: number }
  /** Bytes of the heap that an iteration allocates. Only we are asked. */
  | { readonly order: "allocations"; readonly folder: string };

/** Is what it answers, a line of JSON on its stdout. */
export interface Answer {
  /** In place of an answer: why there is none. */
  readonly error?: string;
  /** Said once, before any order. */
  readonly version?: string;
  readonly losses?: readonly number[];
  readonly milliseconds?: number;
  readonly bytes?: number;
}
