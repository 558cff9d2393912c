import type { DraftNode, Output } from "../draft/draft.ts";
import { numberOf, type NumberValue } from "../values/number.ts";
import type { OptimizerValue, TensorValue } from "../values/value.ts";
import type { TrainingLoop } from "./reader.ts";

/** Holds a backward pass and what is done by it: the last one of the code becomes the graph's. */
export interface Training {
  readonly loss: Output;
  readonly at: number;
  readonly loop: TrainingLoop | null;
  /** What moves by hand, and at which rate. */
  readonly moves: Map<DraftNode, { readonly rate: NumberValue; readonly at: number }>;
  optimizer: OptimizerValue | null;
  /** Whether what moves by hand does so after the optimiser's step, where there are both. */
  movesLast: boolean;
  zeroed: boolean;
}

/** Describes what is beyond the subset about the training, told if it is the last one. */
export interface Trouble {
  readonly at: number;
  readonly why: string;
}

/** Says why a parameter cannot move so, or null. */
function moveTrouble(parameter: TensorValue, grad: TensorValue, at: number): Trouble | null {
  if (parameter.node === grad.node) return null;
  return { at, why: "a parameter that moves by another one's gradient is not read" };
}

/** Reads what trains: backward passes, updates, loops. The last backward pass counts. */
export abstract class TrainingReader {
  training = false;
  changes = 0;
  /** How many loops that train nothing are being followed. */
  rounds = 0;
  trained: Training | null = null;
  trouble: Trouble | null = null;
  #loop: TrainingLoop | null = null;
  #conditions = 0;
  #zeroed = false;

  abstract output(tensor: TensorValue, at: number): Output;

  /** Whether what is read happens in some iterations only. */
  get conditional(): boolean {
    return this.#conditions > 0;
  }

  changed(): void {
    this.changes += 1;
  }

  backward(loss: TensorValue, at: number): void {
    if (this.#conditions > 0) this.trouble ??= { at, why: "a backward pass in some iterations only is not read" };
    this.trouble = this.#conditions > 0 ? this.trouble : null;
    this.trained = {
      loss: this.output(loss, at),
      at,
      loop: this.#loop,
      moves: new Map(),
      optimizer: null,
      movesLast: false,
      zeroed: this.#zeroed,
    };
    this.#zeroed = false;
    this.changed();
  }

  /** Says that the loss of a backward pass is beyond the subset. */
  unreadable(at: number, why: string): void {
    this.trained = null;
    this.trouble = { at, why };
    this.changed();
  }

  zeroed(): void {
    this.#zeroed = true;
    if (this.trained !== null) this.trained.zeroed = true;
    this.changed();
  }

  stepped(optimizer: OptimizerValue, at: number): void {
    if (this.#conditions > 0) this.trouble ??= { at, why: "an update in some iterations only is not read" };
    if (this.trained !== null) {
      if (this.trained.optimizer !== null && this.trained.optimizer !== optimizer) {
        this.trouble ??= { at, why: "two optimisers are not read" };
      }
      this.trained.optimizer = optimizer;
    }
    this.changed();
  }

  moved(parameter: TensorValue, rate: NumberValue, grad: TensorValue, at: number): void {
    if (this.#conditions > 0) this.trouble ??= { at, why: "an update in some iterations only is not read" };
    this.trouble ??= moveTrouble(parameter, grad, at);
    parameter.node!.trained = true;
    this.trained?.moves.set(parameter.node!, { rate, at });
    if (this.trained !== null) this.trained.movesLast = this.trained.optimizer !== null;
    this.changed();
  }

  train(loop: TrainingLoop, read: () => void): void {
    const [outer, before] = [this.#loop, this.training];
    this.#loop = outer ?? loop;
    this.training = true;
    this.#zeroed = false;
    try {
      read();
    } finally {
      this.#loop = outer;
      this.training = before;
      this.#zeroed = false;
    }
  }

  repeated(read: () => void): void {
    this.rounds += 1;
    try {
      read();
    } finally {
      this.rounds -= 1;
    }
  }

  sometimes(read: () => void): void {
    this.#conditions += 1;
    try {
      read();
    } finally {
      this.#conditions -= 1;
    }
  }

  ends(count: NumberValue | null): void {
    if (this.#loop !== null) this.#loop.count = count;
  }

  /** `i >= 1000` and `i == 1000` break off in iteration 1000, the 1,001st. */
  lastRound(test: NumberValue): NumberValue | null {
    const found = /^iteration (>=|==|>) (\d+)$/.exec(test.text);
    return found === null ? null : numberOf(Number(found[2]) + (found[1] === ">" ? 2 : 1));
  }
}
