/** Names one output of a drafted node. */
export interface Output {
  readonly node: DraftNode;
  readonly port: string;
}

/** Says which generator draws a node's first numbers, and when. */
export interface Draw {
  readonly generator: GeneratorState;
  /** Its place among all draws, from 0. */
  readonly order: number;
  /** Where the code draws. */
  readonly at: number;
  /** Whether it takes random numbers at all: zeros and ones do not. */
  readonly random: boolean;
}

/** Describes a generator from one seeding to the next. */
export interface GeneratorState {
  /** What it was seeded with; null for one that was not. */
  readonly seed: number | null;
  /** What is drawn of it at the start: its places in the text, in their order. */
  readonly draws: Draw[];
}

/** Describes a node that the code asks for, before it is known whether the loss depends on it. */
export interface DraftNode {
  readonly type: string;
  readonly settings: Record<string, string | boolean>;
  readonly inputs: Map<string, Output>;
  /** Its character in the text. */
  readonly at: number;
  /** Its place among all nodes, in the order of the code. */
  readonly order: number;
  /** The name that the code gives it last; null without one. */
  name: string | null;
  /** For a node that draws its first numbers. */
  draw: Draw | null;
  /** Whether a gradient is asked for, by `requires_grad` or an optimiser. */
  trained: boolean;
  /** True for what a norm has within: its weight, bias and running statistics. */
  within?: true;
  /** Where in the code it draws in each iteration: its place in the text. */
  rolls?: number;
  /** Of a norm: where the weight that it has within is made. */
  holds?: Draw;
}
