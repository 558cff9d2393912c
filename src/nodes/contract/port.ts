/**
 * Holds what a wire carries: lines of text, token sequences with their vocabulary, a tensor, or a list of tensors
 * (PyTorch's tuple).
 */
export type PortKind = "words" | "ids" | "tensor" | "tensors";

export interface Port {
  readonly kind: PortKind;
  /** What flows through it, in a few words. */
  readonly summary: string;
  /** An input that may stay unwired. */
  readonly optional?: boolean;
  /** What is taken of what is known upstream of an input; all of it when absent. */
  readonly facts?: readonly ("vocab_size" | "N")[];
}

export type Ports = Readonly<Record<string, Port>>;
