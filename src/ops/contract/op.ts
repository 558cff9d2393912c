import type { DType } from "../../tensor/dtype.ts";
import type { Encoding } from "../../tensor/backend/encoder.ts";
import type { Generator } from "../../tensor/rng/generator.ts";
import type { Shape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { Told } from "./told.ts";
import type { Why } from "./why.ts";

/** Holds what a shape rule sees of a tensor: everything but its numbers. */
export interface TensorSpec extends Pick<Tensor, "dtype" | "shape" | "stride" | "offset"> {
  /** How it is spoken of in plain words, where the node that applies the op has words for it. */
  readonly words?: TensorWords;
}

/** Says what a node calls a tensor, and what its dimensions are. */
export interface TensorWords {
  readonly name: string;
  /** What stands along each dimension, where that has a name of its own: a `letter`. */
  readonly dims: readonly { readonly unit?: string }[];
}

/** Holds settings of one use of an op, such as `{ dim: 1, keepdim: true }` or `{ shape: [-1, 6] }`. Plain data. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Holds what an op's shape rule promises: a new tensor, and scratch memory that backward will read. */
export interface Result {
  readonly dtype: DType;
  readonly shape: Shape;
  /**
   * Tensors that forward writes and backward reads (log-probabilities, a dropout mask), or scratch. One of the result's
   * shape lies as the result does, unless strides are given.
   */
  readonly saved?: Readonly<
    Record<string, { readonly dtype: DType; readonly shape: Shape; readonly stride?: readonly number[] }>
  >;
}

/** Holds what a view op's rule promises: another window on the storage of its one input. */
export type Window = Pick<TensorSpec, "shape" | "stride" | "offset">;

type Tensors<Name extends string> = Readonly<Record<Name, Tensor>>;

/**
 * Holds what forward, backward and update receive. All tensors exist already. The functions are gone through once, when a
 * program first comes to them, and say what runs from then on: kernels, and other work by `run`. No number is there to be
 * looked at yet, but in such work.
 */
export interface OpContext<A extends Attributes = Attributes> extends Encoding {
  readonly attributes: A;
  readonly saved: Readonly<Record<string, Tensor>>;
  /** Of an op that repeats others: runs them once more. */
  readonly repeat?: () => void;
}

/**
 * The functions are declared as methods on purpose: their parameters are then compared bivariantly, so that an op
 * with names and attributes of its own is also an `Op` of a list such as the catalogue.
 */
interface OpBase<Input extends string, A extends Attributes> {
  /** PyTorch's name: `matmul`, `tanh`, `cross_entropy`. */
  readonly name: string;
  /** The inputs' names, in PyTorch's order. */
  readonly inputs: readonly Input[];
  /** Those of them that may be absent. An op with any is an `Op<string>`: its records may then hold undefined. */
  readonly optional?: readonly Input[];
  /**
   * True for an op that takes any number of inputs besides the named ones, under the keys "0", "1", … in their order
   * (`cat`, `stack`, the indices of `index`). It is an `Op<string>`, too.
   */
  readonly variadic?: boolean;
  /**
   * The attributes of a finished model's use, where they are not those of its training: `model.eval()`. batch_norm then
   * takes its running statistics, dropout lets everything pass.
   */
  evaluation?(attributes: A): A;
  /** The op as PyTorch code over the inputs' expressions: `({ a, b }) => "a @ b"`. */
  torch(inputs: Readonly<Record<Input, string>>, attributes: A): string;
  /** What it does, in words: the sentence of a step. */
  readonly told: Told;
  /** Small examples; the contract test runs them, and the built site goes without. Nested arrays are row-major tensors. */
  readonly examples: readonly OpExample<Input, A>[];
}

/** Describes one worked example of an op, its numbers PyTorch's. */
export interface OpExample<Input extends string = string, A extends Attributes = Attributes> {
  readonly inputs: Readonly<Record<Input, Nested>>;
  readonly attributes?: A;
  readonly out: Nested;
  /** Inputs that are integers; the others are float32. */
  readonly integers?: readonly Input[];
  /** Inputs that are truth values, 0 or 1. */
  readonly truths?: readonly Input[];
}

export type Nested = number | readonly Nested[];

/**
 * Describes an op that computes: it has memory of its own for its result. Forward and backward stand next to each
 * other. `backward` adds to the gradients that are there (`undefined` where an input needs none).
 */
export interface ComputeOp<Input extends string = string, A extends Attributes = Attributes> extends OpBase<Input, A> {
  readonly kind: "compute";
  /**
   * True for elementwise ops that broadcast: forward and backward then receive every input, and every gradient,
   * expanded to the result's shape (stride 0 where it repeats), so that accumulating into a gradient sums over
   * what was broadcast.
   */
  readonly broadcasts?: boolean;
  /** True where no numbers make its forward fail although they are integers, of an op that does not broadcast. */
  readonly neverFails?: true;
  /** True for a reduction over `dim`, whose `keepdim` says whether the dimensions stay: `sum`, `mean`. */
  readonly reduces?: true;
  /** What its inputs are called where people read of them, if not by their names here. */
  readonly called?: Readonly<Record<string, string>>;
  /** Shape and dtype of the result. Throws a DiagnosticError with PyTorch's sentence. */
  shape(inputs: Readonly<Record<Input, TensorSpec>>, attributes: A): Result;
  /**
   * The strides of its result, and of what it saves in the result's shape and does not draw, of an op for which PyTorch keeps an order of its
   * inputs (`keepsOrder`, of elementwise ops). Absent: the result is contiguous.
   */
  stride?(
    inputs: Readonly<Record<NoInfer<Input>, TensorSpec>>,
    result: Result,
    attributes: NoInfer<A>,
  ): readonly number[];
  /** Where PyTorch makes no tensor but hands back its first input, as it lies: what the builder applies is then a view. */
  handsBack?(inputs: Readonly<Record<NoInfer<Input>, TensorSpec>>, attributes: NoInfer<A>): boolean;
  forward(inputs: Tensors<Input>, y: Tensor, context: OpContext<A>): void;
  /**
   * Fills what it saves with random numbers (a mask), once, at the start of an iteration: forward and backward, however
   * often they run in it, then read the same. Draws as PyTorch's CPU code would.
   */
  draw?(saved: Readonly<Record<string, Tensor>>, attributes: A, generator: Generator): void;
  /** Where its curve is all but flat, so that hardly any gradient comes through: in words, and of a result. */
  readonly saturation?: { readonly where: string; readonly is: (y: number) => boolean };
  /** Whether its attributes put infinities or nan into the result: what is set is no fault. */
  setsNonFinite?(attributes: A): boolean;
  /** How many numbers it multiplies with each other, of an op whose cost that is. */
  multiplications?(inputs: Readonly<Record<Input, TensorSpec>>, result: TensorSpec): number;
  /**
   * Its inputs that are running statistics, which `update` moves once an iteration, after the backward pass, however
   * often forward ran. Without such inputs, or with attributes under which nothing moves, none.
   */
  moves?(attributes: A): readonly Input[];
  update?(inputs: Tensors<Input>, context: OpContext<A>): void;
  /** The inputs that a gradient passes to, where these are not all: what is only compared has none, in PyTorch, too. */
  passes?(attributes: A): readonly Input[];
  /** Absent when the op has no derivative (integer results). */
  backward?(
    values: Tensors<Input> & { readonly y: Tensor },
    dy: Tensor,
    grads: Readonly<Partial<Record<Input, Tensor>>>,
    context: OpContext<A>,
  ): void;
  /** How a cell of the result, and of an input's gradient, came to be. `elementwise("a * b")` says it for most ops. */
  readonly why: Why<NoInfer<Input>, NoInfer<A>>;
}

/**
 * Describes an op that only looks at the same numbers differently (`view`, `transpose`, `expand`): nothing is copied.
 * Its backward is the same for all of them: the gradient is added through the same window on the input's gradient,
 * which for an expanded dimension (stride 0) is the sum.
 */
export interface ViewOp<Input extends string = string, A extends Attributes = Attributes> extends OpBase<Input, A> {
  readonly kind: "view";
  /** True where the shape is stated and the elements fill it in their order: `view`, `reshape`. */
  readonly refills?: true;
  /** The window. Throws a DiagnosticError with PyTorch's sentence. Called again with the gradient's (contiguous) spec. */
  window(input: TensorSpec, attributes: A): Window;
  /**
   * Of an op that is a view only where that is possible (`reshape`): whether no window on this input gives the result, so
   * that the input is copied into a contiguous tensor first, by an instruction of its own.
   */
  copies?(input: TensorSpec, attributes: A): boolean;
}

export type Op<Input extends string = string, A extends Attributes = Attributes> =
  | ComputeOp<Input, A>
  | ViewOp<Input, A>;

/** Declares an op that computes. */
export function defineOp<const Input extends string, A extends Attributes = Attributes>(
  op: Omit<ComputeOp<Input, A>, "kind">,
): ComputeOp<Input, A> {
  return { kind: "compute", ...op };
}

/** Declares an op that is a view of its one input. */
export function defineViewOp<const Input extends string, A extends Attributes = Attributes>(
  op: Omit<ViewOp<Input, A>, "kind">,
): ViewOp<Input, A> {
  return { kind: "view", ...op };
}

/** Returns the values under the keys "0", "1", … of a variadic op's record, in that order. */
export function variadicOf<T>(values: Readonly<Record<string, T>>): T[] {
  const found: T[] = [];
  for (let at = 0; `${at}` in values; at++) found.push(values[at]!);
  return found;
}
