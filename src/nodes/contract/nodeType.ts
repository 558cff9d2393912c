import type { TextFile } from "../../base/textFile.ts";
import type { LossFloor } from "../../data/lossFloor.ts";
import type { Sequences } from "../../data/sequences.ts";
import type { Vocabulary } from "../../data/vocabulary.ts";
import type { Table } from "../../expression/table.ts";
import type { Expression, Scope } from "../../expression/expression.ts";
import type { Attributes, Op } from "../../ops/op.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { DType } from "../../tensor/dtype.ts";
import type { Generator } from "../../tensor/rng/generator.ts";
import type { Kernels } from "../../tensor/kernels/kernels.ts";
import type { Shape } from "../../tensor/shape.ts";

/** What a wire carries: lines of text, token sequences with their vocabulary, a tensor, or a list of tensors (PyTorch's tuple). */
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

/** A setting's value in the document. Numeric settings hold expressions (strings) or plain numbers. */
export type SettingValue = string | number | boolean;

interface SettingBase {
  /** What it does, in a few words. */
  readonly summary: string;
  /** True where changing it makes no number stale: it decides when something is computed, or what a Reset draws. */
  readonly inert?: boolean;
  /** The setting of kind `file` that this one says something about: it is set and shown together with that one. */
  readonly about?: string;
  /** The card has no room for it while it is as it comes. */
  readonly minor?: boolean;
  /** What an empty field of an optional setting means, in a word. It then stays on the card while it is empty. */
  readonly whenEmpty?: string;
}

/** An expression that gives a whole number when the graph is compiled. Optional: an empty text gives null. */
export interface IntegerSetting extends SettingBase {
  readonly kind: "integer";
  readonly default: string;
  readonly min: number;
  readonly optional?: boolean;
}
/**
 * An expression that gives a number when the graph is compiled. Optional: an empty text gives null. `nonFinite`: the whole
 * text may also be `inf`, `-inf` or `nan`.
 */
export interface NumberSetting extends SettingBase {
  readonly kind: "number";
  readonly default: string;
  readonly optional?: boolean;
  readonly nonFinite?: boolean;
}
/** An expression that may use `iteration`, evaluated once an iteration (a learning rate). */
export interface ScheduleSetting extends SettingBase {
  readonly kind: "schedule";
  readonly default: string;
}
/** Expressions separated by commas, `-1` allowed once. Optional: an empty text gives no sizes. */
export interface ShapeSetting extends SettingBase {
  readonly kind: "shape";
  readonly default: string;
  readonly optional?: boolean;
}
/** Expressions separated by commas, each a number when the graph is compiled. */
export interface NumbersSetting extends SettingBase {
  readonly kind: "numbers";
  readonly default: string;
}
/**
 * Numbers in rows, typed or pasted: expressions, or `nan`, `inf`, `-inf`, with commas, tabs or semicolons between them and
 * each row on a line. See `readTable`.
 */
export interface TableSetting extends SettingBase {
  readonly kind: "table";
  readonly default: string;
}
export interface ChoiceSetting extends SettingBase {
  readonly kind: "choice";
  readonly default: string;
  readonly options: readonly string[];
}
export interface BooleanSetting extends SettingBase {
  readonly kind: "boolean";
  readonly default: boolean;
}
/** Free text, as it is. `fromFile`: it may also be taken from a text file, which then replaces it or the whole source. */
export interface TextSetting extends SettingBase {
  readonly kind: "text";
  readonly default: string;
  readonly fromFile?: boolean;
}

/** The name of a text file of the user's, which is chosen and not typed. */
export interface FileSetting extends SettingBase {
  readonly kind: "file";
  readonly default: string;
}

/** An elementwise formula over x and y, in which the names that are known at the node are numbers. */
export interface FormulaSetting extends SettingBase {
  readonly kind: "formula";
  readonly default: string;
}

export type Setting =
  | IntegerSetting
  | NumberSetting
  | ScheduleSetting
  | ShapeSetting
  | NumbersSetting
  | TableSetting
  | FormulaSetting
  | ChoiceSetting
  | BooleanSetting
  | TextSetting
  | FileSetting;

/** The value of a setting once its expressions are evaluated. */
export type Resolved<S extends Setting> = S extends IntegerSetting
  ? S extends { readonly optional: true }
    ? number | null
    : number
  : S extends NumberSetting
    ? S extends { readonly optional: true }
      ? number | null
      : number
    : S extends ScheduleSetting
      ? (iteration: number) => number
      : S extends ShapeSetting
        ? ResolvedShape
        : S extends NumbersSetting
          ? readonly number[]
          : S extends TableSetting
            ? Table
            : S extends FormulaSetting
              ? ResolvedFormula
              : S extends ChoiceSetting
                ? S["options"][number]
                : S extends BooleanSetting
                  ? boolean
                  : string;

export interface ResolvedShape {
  readonly sizes: readonly number[];
  /** The expressions that gave them, for labels. */
  readonly texts: readonly string[];
}

/** A formula, and the numbers of the names in it other than x and y. */
export interface ResolvedFormula {
  readonly expression: Expression;
  readonly variables: Scope;
}

export interface WordsValue {
  readonly kind: "words";
  readonly lines: readonly string[];
}
export interface IdsValue {
  readonly kind: "ids";
  readonly sequences: Sequences;
}
export interface TensorValue {
  readonly kind: "tensor";
  readonly tensor: Tensor;
  /** A symbolic name for each dimension, where there is one: `["N", "block_size", null]`. */
  readonly dims: readonly (string | null)[];
  /** What its integers stand for, where they are tokens. */
  readonly vocabulary?: Vocabulary;
}
/** Several tensors in their order, such as `torch.unbind` gives. */
export interface TensorsValue {
  readonly kind: "tensors";
  readonly tensors: readonly TensorValue[];
}
export type Value = WordsValue | IdsValue | TensorValue | TensorsValue;

type ValueOf<P extends Port> = Extract<Value, { readonly kind: P["kind"] }>;

type InputValues<I extends Ports> = {
  readonly [Name in keyof I]: I[Name] extends { readonly optional: true }
    ? ValueOf<I[Name]> | undefined
    : ValueOf<I[Name]>;
};
type OutputValues<O extends Ports> = { readonly [Name in keyof O]: ValueOf<O[Name]> };
type ResolvedSettings<S extends Settings> = { readonly [Name in keyof S]: Resolved<S[Name]> };

export type Ports = Readonly<Record<string, Port>>;
export type Settings = Readonly<Record<string, Setting>>;

/** Fills a new parameter: `torch.nn.init`. */
export interface Init {
  /** `randn`, `zeros`. */
  readonly name: string;
  readonly fill: (tensor: Tensor, generator: Generator) => void;
}

/** What an optimiser remembers of one parameter, by the names that its rule gives. */
export type Memory = Readonly<Record<string, Tensor>>;

/**
 * What a step subtracts from an element, as a formula over the element before it (`p`), its gradient (`grad`), the rate
 * (`lr`), what is remembered after it, and the settings that it names.
 */
export interface Move {
  readonly formula: string;
  readonly settings?: Readonly<Record<string, number>>;
}

/** What an optimiser remembers of a parameter: as many numbers as that has, or one; and what they are, in a few words. */
export interface Remembered {
  readonly shape: "parameter" | "scalar";
  readonly summary: string;
}

/** One rule of an optimiser: how a parameter moves, given its gradient. Runs once per parameter and iteration. */
export interface UpdateRule {
  /** Name of the instruction: `sgd`. */
  readonly name: string;
  /** The learning rate of an iteration. Apart from `step`, so that a sweep may use another. */
  readonly rate: (iteration: number) => number;
  /**
   * What it remembers of each parameter from one iteration to the next, by PyTorch's names. All 0 at first, and again
   * when a parameter begins anew.
   */
  readonly memory?: Readonly<Record<string, Remembered>>;
  readonly move: Move;
  readonly step: (parameter: Tensor, grad: Tensor, rate: number, kernels: Kernels, memory: Memory) => void;
}

/** Lines of text that say what numbers are, and why there are no more of them, where something failed. */
export interface ToldText {
  readonly lines: readonly string[];
  readonly fault: string | null;
}

/**
 * What a node type builds with. The program compiler implements it; nothing is computed while building,
 * tensors are only planned. Errors thrown while building become the node's diagnostic.
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
  /** Numbers known when the graph is compiled. `values` must not change afterwards. */
  constant(dtype: DType, shape: Shape, values: ArrayLike<number>): Tensor;
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
  /** Lines of text that say what the numbers of a tensor are (words that were drawn), made anew when they have changed. */
  tell(tensor: Tensor, lines: (numbers: ArrayLike<number>) => ToldText): void;
  /**
   * The lowest loss that any model can reach on this node's examples, whose targets are `y`; and the same where those of
   * one token are left out.
   */
  bound(y: Tensor, floor: LossFloor, without: (token: number) => LossFloor): void;
  /**
   * Says that the node's loss is a mean negative log-likelihood, which can be held against that of knowing nothing; and
   * against the floor under its targets, of which those of the value `ignored` are left out. Null where no floor is.
   */
  likelihood(targets: { readonly target: Tensor; readonly ignored: number } | null): void;
  /** Says that a and b are two ways to the same numbers: what each cost is told, and how their gradients differ. */
  compare(a: Tensor, b: Tensor): void;
  /** The result of `compute`, remembered from one compilation to the next while the dependencies are the same. */
  memo<T>(dependencies: readonly unknown[], compute: () => T): T;
}

export type Category = "data" | "parameters" | "shape" | "maths" | "training";

/** What a user can wire: ports, settings, the ops that it stands for, and its help. */
export interface NodeType<I extends Ports = Ports, O extends Ports = Ports, S extends Settings = Settings> {
  /** The name in a file: `cross_entropy`. */
  readonly type: string;
  /** The name on the card: `CrossEntropy`. */
  readonly title: string;
  readonly category: Category;
  /** One sentence for the palette. */
  readonly summary: string;
  /** A paragraph of help: what it computes, with shapes, and the PyTorch code that it stands for. */
  readonly help: string;
  /** PyTorch code that does the same, as a person would write it in a notebook. */
  readonly torch: string;
  readonly inputs: I;
  readonly outputs: O;
  /** Optional inputs of which at least one is to be wired. */
  readonly anyOf?: readonly (keyof I & string)[];
  readonly settings: S;
  /** True for nodes that run when the graph is compiled and are no steps of the debugger. */
  readonly data?: boolean;
  readonly build: (inputs: InputValues<I>, settings: ResolvedSettings<S>, builder: Builder) => OutputValues<O>;
}

/** Declares a node type. The result's `build` takes what the compiler hands over: values by port name. */
export function defineNodeType<const I extends Ports, const O extends Ports, const S extends Settings>(
  nodeType: NodeType<I, O, S>,
): NodeType {
  // The compiler checks kinds of wires and resolves settings by these same tables before it calls `build`.
  return nodeType as unknown as NodeType;
}
