import type { TextFile } from "../../base/textFile.ts";
import type { Attributes, Op } from "../../ops/contract/op.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { DType } from "../../tensor/dtype.ts";
import type { Shape } from "../../tensor/shape.ts";
import type { Said } from "./said.ts";
import type { TensorValue } from "./value.ts";
import type { Init } from "./init.ts";
import type { UpdateRule } from "./updateRule.ts";

/**
 * Holds what a node type builds with. The program compiler implements it; nothing is computed while building, tensors
 * are only planned. Errors thrown while building become the node's diagnostic.
 */
export interface Builder {
  /** The output that is wired to an input, `view.out`, for a sentence that names it; null where none is. */
  wiredFrom(port: string): string | null;
  /** Applies an op: one instruction of the node, and one of the backward pass where a gradient is needed. */
  apply<Input extends string, A extends Attributes>(
    op: Op<Input, A>,
    inputs: Readonly<Record<Input, Tensor>>,
    attributes?: A,
  ): Tensor;
  /** The contexts that the ops upstream of a tensor begin with. Throws a DiagnosticError unless there is one such tensor. */
  source(model: Tensor): TensorValue;
  /**
   * Applies an op that runs others again and again: `body` applies those, to tensors that the op keeps from one round to
   * the next, and gives the op's inputs. They are part of the op, and no instructions of their own.
   */
  repeat<Input extends string, A extends Attributes>(
    op: Op<Input, A>,
    kept: Readonly<Record<string, { readonly dtype: DType; readonly shape: Shape }>>,
    body: (kept: Readonly<Record<string, Tensor>>) => Readonly<Record<Input, Tensor>>,
    attributes: A,
  ): Tensor;
  /**
   * Applies the ops upstream of `model` again, for evaluation and with the same parameters, to `x` in place of the one
   * tensor of contexts that they begin with.
   */
  reuse(model: Tensor, x: Tensor): Tensor;
  /** A parameter of the node, trained and kept over edits while node, name and shape stay the same. */
  parameter(name: string, shape: Shape, init: Init): Tensor;
  /**
   * Numbers that a node moves itself (running statistics), every element `fill` at first; kept over edits and in
   * checkpoints as a parameter is. `rule` says what moves them, `summary` what they are.
   */
  buffer(name: string, shape: Shape, fill: number, rule: string, summary: string): Tensor;
  /**
   * Numbers known when the graph is compiled. `values` must not change afterwards. `label`: what a formula calls them, where
   * they are no output of the node.
   */
  constant(dtype: DType, shape: Shape, values: ArrayLike<number>, label?: string): Tensor;
  /**
   * The numbers of a tensor, in row-major order, if they are known when the graph is compiled: where only constants and data
   * lead to it, and they are not too many. Otherwise null.
   */
  knownNumbers(tensor: Tensor): ArrayLike<number> | null;
  /** Rows drawn anew once an iteration, the same rows of each source: `randint(0, N, (size,))`. */
  batch(sources: readonly Tensor[], size: number): readonly Tensor[];
  /**
   * Makes the loss's upstream parameters move by the rule, once an iteration. `zeroGrad`: their gradients are cleared
   * before each backward pass; otherwise they add up, unless another optimiser of the parameter clears them.
   */
  optimize(loss: Tensor, rule: UpdateRule, zeroGrad: boolean): void;
  /**
   * In a graph that trains, and not on this node: what it computes, what leads only to it and what follows from it is
   * run in every so-manieth iteration. `loss`: one number of the node's that gets a curve.
   */
  measure(every: number, loss?: Tensor): void;
  /** Text of a data set. */
  dataset(name: string): string;
  /** Text of a file of the user's. Throws a DiagnosticError where it is not at hand. */
  textFile(file: TextFile): string;
  /** Makes a number known to the expressions of this node's downstream. */
  know(name: "vocab_size" | "N", value: number): void;
  /** What is known at this node, from its upstream: `vocab_size` or `N`. Throws when it is not. */
  known(name: "vocab_size" | "N"): number;
  /** The text of an expression setting when it says more than a number (`n_hidden`), to name a dimension by. */
  dimName(setting: string): string | null;
  /** A few short lines about the outputs, for the card of a node that makes no tensor worth a picture. */
  describe(lines: readonly string[]): void;
  /** Says something beside the tensors: what becomes of it, the facet of that name knows. */
  say<F extends keyof Said>(facet: F, said: Said[F]): void;
  /** The result of `compute`, remembered from one compilation to the next while the dependencies are the same. */
  memo<T>(dependencies: readonly unknown[], compute: () => T): T;
}
