import type { DraftNode, GeneratorState } from "../draft/draft.ts";
import type { Expr, Param, Stmt } from "../syntax/tree.ts";
import type { Collector, Dataset, LinesValue } from "./dataset.ts";
import type { NumberValue } from "./number.ts";
import type { Names } from "./names.ts";

/** Holds what an expression of the script stands for, as far as it is read. */
export type Value =
  | NumberValue
  | TensorValue
  | ListValue
  | DictValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ModuleValue
  | OptimizerValue
  | UpdateValue
  | Dataset
  | { readonly kind: "literal"; readonly value: boolean | null }
  | { readonly kind: "string"; readonly value: string | null }
  /** A name of PyTorch or of another library: `torch.nn.Linear`, `math.sqrt`. */
  | { readonly kind: "library"; readonly path: string }
  /** A function that belongs to a value: `x.view`. */
  | { readonly kind: "method"; readonly object: Value; readonly name: string }
  | { readonly kind: "generator"; state: GeneratorState }
  /** A number for each iteration, such as `torch.linspace(0, 1, 100)` may be. */
  /** Uniform numbers of a dropout by hand, and the mask that they make: what of it is kept. */
  | { readonly kind: "chance"; readonly at: number }
  | { readonly kind: "mask"; readonly at: number; readonly keep: NumberValue; readonly scaled: boolean }
  | { readonly kind: "super"; readonly self: Value; readonly owner: ClassValue }
  /** What a parameter becomes by an update by hand. */
  | { readonly kind: "moved"; readonly parameter: TensorValue; readonly rate: NumberValue; readonly grad: TensorValue }
  | SeriesValue
  /** A list of tensors that one node gives. */
  | {
      readonly kind: "tensors";
      readonly node: DraftNode;
      readonly dims: Dims | null;
      readonly dtype: TensorValue["dtype"];
    }
  /** `range(…)`. */
  | { readonly kind: "range"; readonly start: NumberValue; readonly stop: NumberValue; readonly step: NumberValue }
  /** What is beyond the subset: told where the loss turns out to depend on it. */
  | OpaqueValue;

export interface OpaqueValue {
  readonly kind: "opaque";
  readonly at: number;
  readonly why: string;
  /** What it is where a condition holds under which alone it was bound: under the same condition it is known again. */
  readonly under?: { readonly condition: string; readonly value: Value };
}

/** Holds numbers of which an iteration takes its own; a tensor, too, where its settings as a node are known. */
export interface SeriesValue {
  readonly kind: "series";
  readonly of: (index: NumberValue) => NumberValue;
  readonly settings: Readonly<Record<string, string>> | null;
  readonly size: NumberValue;
  readonly at: number;
  /** The tensor that it became where something else than an iteration takes it. */
  tensor?: TensorValue;
}

/** Holds a tensor: an output of a node, or a formula of such that is not given a node yet. */
export interface TensorValue {
  readonly kind: "tensor";
  node: DraftNode | null;
  port: string;
  formula: Elementwise | null;
  /** Its sizes as far as they are known; null where their number is not. */
  readonly dims: Dims | null;
  readonly dtype: "float" | "int" | "bool";
  /** True for a comparison that was made numbers: 1 where it holds. */
  readonly cast?: boolean;
  /** True where no gradient goes back: what takes it is not read, but for what only shows it. */
  readonly detached?: boolean;
  /** True for the weight of `nn.Linear`, which lies `[out, in]` there and `[in, out]` here. */
  readonly flipped?: boolean;
  /** For a mini-batch's rows: the tensors that they are drawn of. */
  readonly rows?: RowsDrawn;
}

export type Dims = readonly (NumberValue | null)[];

/** Describes `torch.randint(0, N, (size,))`: rows of a batch, drawn anew in each iteration. */
export interface RowsDrawn {
  readonly size: NumberValue;
  readonly at: number;
  /** The node that draws them, once it is known what they pick from. */
  readonly batches: Map<DraftNode, DraftNode>;
}

/** Describes an elementwise formula over tensors. */
export type Elementwise =
  | { readonly kind: "leaf"; readonly tensor: TensorValue }
  | { readonly kind: "number"; readonly number: NumberValue }
  | { readonly kind: "op"; readonly op: string; readonly operands: readonly Elementwise[] };

export interface ListValue {
  readonly kind: "list";
  readonly type: "list" | "tuple" | "set";
  readonly items: Value[];
  /** What a loop over the words appends to it, and the loop. */
  collected?: "contexts" | "targets";
  collector?: Collector;
  /** The lines that a list of texts is, once they are used so, and the name that it has. */
  lines?: LinesValue;
  label?: string;
}

export interface DictValue {
  readonly kind: "dict";
  readonly entries: Map<string, Value>;
  /** For the groups of an optimiser's parameters. */
  readonly optimizer?: OptimizerValue;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly name: string;
  readonly params: readonly Param[];
  readonly body: readonly Stmt[] | Expr;
  readonly scope: Names<Value>;
  readonly self: Value | null;
  /** The class that it stands in, for `super()`. */
  readonly owner: ClassValue | null;
}

export interface ClassValue {
  readonly kind: "class";
  readonly name: string;
  readonly members: Map<string, Value>;
  readonly bases: readonly Value[];
}

export interface InstanceValue {
  readonly kind: "instance";
  readonly of: ClassValue;
  readonly fields: Map<string, Value>;
}

/** Holds a module of `torch.nn`, such as a layer: what it is called with is in `settings`. */
export interface ModuleValue {
  readonly kind: "module";
  /** `Linear`, `Sequential`. */
  readonly name: string;
  readonly at: number;
  /** What it holds, by PyTorch's names: parameters, or the modules of a sequence. */
  readonly fields: Map<string, Value>;
  readonly apply: (input: Value, rest: readonly Value[], at: number) => Value;
  /** The attribute that it was bound to first. */
  label: string | null;
  training: boolean;
}

/** Holds an optimiser of `torch.optim`. */
export interface OptimizerValue {
  readonly kind: "optimizer";
  /** The node type that does the same. */
  readonly type: string;
  readonly settings: Readonly<Record<string, string | boolean>>;
  readonly parameters: readonly Value[];
  readonly at: number;
  lr: NumberValue;
}

/** Holds a parameter's gradient times a number, or its numbers, as an update by hand has them. */
export interface UpdateValue {
  readonly kind: "update";
  readonly what: "grad" | "data";
  readonly parameter: TensorValue;
  readonly factor: NumberValue;
}
