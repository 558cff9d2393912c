import type { DraftNode, GeneratorState, Output } from "../draft/draft.ts";
import type { Arguments } from "./arguments.ts";
import type { Collector } from "./dataset.ts";
import type { NumberValue } from "./number.ts";
import type { Dims, Elementwise, OptimizerValue, TensorValue, Value } from "./value.ts";

/** Holds what a meaning of PyTorch's names reads with. */
export interface Context {
  /** Drafts a node. */
  node(
    type: string,
    settings: Readonly<Record<string, string | boolean>>,
    inputs: Readonly<Record<string, Output>>,
    at: number,
  ): DraftNode;
  /** The output of a tensor; a formula gets its node now. */
  output(tensor: TensorValue, at: number): Output;
  /** A tensor of a drafted node. */
  tensor(node: DraftNode, dims: Dims | null, dtype?: TensorValue["dtype"], port?: string): TensorValue;
  /** An elementwise formula, which gets a node where something else than a formula takes it. */
  formula(formula: Elementwise): TensorValue;
  /** A parameter that a generator draws: the default one's where none is given. */
  parameter(
    shape: readonly NumberValue[],
    init: { readonly name: string; readonly gain?: NumberValue | null },
    at: number,
    generator?: GeneratorState,
  ): TensorValue;
  /** Draws a parameter anew, of the same shape. */
  redraw(
    parameter: DraftNode,
    init: { readonly name: string; readonly gain: NumberValue | null },
    at: number,
    generator?: GeneratorState,
  ): void;
  /** The same draw of a weight that lies the other way round; null where it is not drawn as nn.Linear's. */
  laidLinear(tensor: TensorValue): TensorValue | null;
  /** The node that takes a tensor in, of a type; of several the one of that name. */
  consumer(type: string, of: Output, name: string | null): DraftNode | undefined;
  /** The same draw with another start or gain. */
  scaled(
    parameter: TensorValue,
    init: { readonly name: string; readonly gain: NumberValue | null },
    at: number,
  ): TensorValue;
  /** The gain that a parameter is drawn with; null for the usual one. */
  gainOf(parameter: DraftNode): NumberValue | null;
  /** The sizes of a parameter. */
  sizes(parameter: DraftNode): readonly NumberValue[];
  /** The default generator. */
  generator(): GeneratorState;
  /** Says that a generator draws in each iteration. */
  drawn(at: number, generator: GeneratorState): void;
  /** Seeds it. */
  seed(seed: number | null): void;
  /** Calls a function, a class or a module. */
  call(callee: Value, args: Arguments): Value;
  /** Says that a backward pass goes back from a loss. */
  backward(loss: TensorValue, at: number): void;
  /** Says that an optimiser takes a step. */
  stepped(optimizer: OptimizerValue, at: number): void;
  /** Says that the loss of a backward pass is beyond the subset. */
  unreadable(at: number, why: string): void;
  /** Says that gradients are cleared. */
  zeroed(): void;
  /** Says that a parameter moves against a gradient, times a rate. */
  moved(parameter: TensorValue, rate: NumberValue, grad: TensorValue, at: number): void;
  /** Keeps a text that is too long for a setting beside the graph. */
  carry(node: DraftNode, text: string): void;
  /** Tells a reader about a line. */
  note(at: number, message: string): void;
  /** The same, told only where the graph has this node. */
  untold(node: DraftNode | null, at: number, message: string): void;
  /** Applies an operator of Python. */
  binary(op: string, left: Value, right: Value, at: number): Value;
  /** The seed of Python's own generator. */
  pythonSeed: number | null;
  /** Says that a statement does something to the graph, and does not only show it. */
  changed(): void;
  /** The loop over lines that is being read. */
  collector: Collector | null;
  /** Whether a loop that trains is being read. */
  readonly training: boolean;
  /** Whether this project wrote the code: all that it computes is of the graph then. */
  readonly own: boolean;
}
