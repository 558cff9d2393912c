import type { DType } from "../../tensor/dtype.ts";
import type { Ports } from "./port.ts";

/** Is what a node's code reads like, by the part of a script that it belongs to. A line that is indented is part of the one before. */
export interface NodeCode {
  /** Runs once, before all else: texts, data sets, constants. */
  readonly data?: readonly string[];
  /** Draws parameters, and makes what is remembered from one iteration to the next. */
  readonly parameters?: readonly string[];
  /** Draws what an iteration begins with, in every iteration, whether or not the node is due. */
  readonly draws?: readonly string[];
  /** Makes the node's outputs. */
  readonly forward?: readonly string[];
  /** Prepares the backward pass: clears gradients. */
  readonly backward?: readonly string[];
  /** Moves parameters, or running statistics. */
  readonly update?: readonly string[];
  /** Runs once, after the training. */
  readonly sampling?: readonly string[];
  /** The variable of one of `torch.optim`'s, whose `state` remembers. */
  readonly optimizer?: string;
  /** What it makes known to the expressions downstream, as code. */
  readonly knows?: Readonly<Partial<Record<"vocab_size" | "N", string>>>;
}

type InputNames<I extends Ports> = {
  readonly [Port in keyof I]: I[Port] extends { readonly optional: true } ? string | undefined : string;
};

/** Describes a model that is used again, as a function of contexts. */
export interface ModelNames {
  /** The function's name. */
  readonly name: string;
  /** How many tokens a context has, as code. */
  readonly context: string;
}

/**
 * Holds what a node type writes its code with: names of variables, and code of what the graph says. All are expressions
 * of Python that need no parentheses.
 */
export interface TorchNames<I extends Ports = Ports, O extends Ports = Ports> {
  /** The variable of each input that is wired; of a list of tensors, an expression of them all. */
  readonly in: InputNames<I>;
  /** The variable of each output. */
  readonly out: Readonly<Record<keyof O & string, string>>;
  /** The variable of a parameter or a buffer of the node. */
  readonly own: (name: string) => string;
  /** Another variable of the node's own, the same at each call: `ix`. */
  readonly local: (name: string) => string;
  /** A setting as code, an expression over the graph's variables as it was written; `None` where it is empty. */
  readonly setting: (name: string) => string;
  /** The parts of a setting that is a list: sizes, numbers. */
  readonly list: (name: string) => readonly string[];
  /** The sizes of an input or output. */
  readonly sizes: (port: string) => readonly string[];
  readonly dtype: (port: string) => DType;
  /** Whether this process has its own rows alone of an input, several sharing them: `own_rows` has taken them. */
  readonly hasOwnRows: (port: string) => boolean;
  /** Whether what a node of data gives is to be this process's own rows. */
  readonly givesOwnRows: (port: string) => boolean;
  /** The graph's random generator. */
  readonly generator: string;
  /** False where the model is used again, as after `model.eval()`. */
  readonly training: boolean;
  /** The lines of text of an output, as a list of strings. */
  readonly lines: (port: string) => string;
  /** The numbers of an output that is known beforehand, as a tensor. */
  readonly numbers: (port: string) => string;
  /** The function that applies what is upstream of an input again. */
  readonly model: (port: string) => ModelNames;
  /** What the columns of an input stand for: a list of tokens by their ids, and what stands between two of a text, as code. */
  readonly tokens: (port: string) => { readonly list: string; readonly between: string };
  /** What is known at the node of the data upstream. */
  readonly known: (name: "vocab_size" | "N") => string;
  /** Whether anything is wired to an output. */
  readonly isUsed: (port: string) => boolean;
  /** The list of the parameters that an optimiser moves. */
  readonly moved: string;
}
