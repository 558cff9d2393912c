/**
 * Says what a line of a script does: what the script begins with; numbers that the graph's expressions use; data;
 * parameters and optimisers; the model as a function, where it is used again; the three passes of an iteration; what is
 * printed and checked; words that are drawn at the end.
 */
export type ScriptPart =
  | "imports"
  | "variables"
  | "data"
  | "parameters"
  | "model"
  | "forward"
  | "backward"
  | "update"
  | "report"
  | "sampling";

/** Names a tensor that a line makes, as `TensorRef` does: an output of a node, or one of its parameters or buffers. */
export interface MadeTensor {
  readonly node: string;
  readonly port: string;
}

/** Describes a line of a script, or what stands on several lines and is one statement to a reader. */
export interface ScriptLine {
  /** How deep it stands: 1 is the body of the loop. */
  readonly indent: number;
  /** Python, without the indentation. Empty: an empty line. */
  readonly code: string;
  readonly part: ScriptPart;
  /** The node whose code it is; null for what belongs to none. */
  readonly node: string | null;
  /** The tensors that it makes. */
  readonly makes: readonly MadeTensor[];
}

/** Describes lines that belong together: a cell of a notebook. The whole loop is one. */
export interface ScriptSection {
  /** What it is, in a few words. */
  readonly title: string;
  readonly lines: readonly ScriptLine[];
}

/** Names how a script is written: its parameters as variables of their own, or within a class of `nn.Module`. */
export type ScriptStyle = "functional" | "module";

/** Holds what a reader may choose about a script. */
export interface ScriptOptions {
  /** The graph's title, where it is newer than that of the plan: no program depends on it. */
  readonly title?: string;
  /** How many iterations it trains for; as many as were trained when absent. */
  readonly iterations?: number;
  /** Whether it begins with what was trained, and goes on from there; from the seed when absent. */
  readonly weights?: boolean;
  /** How it is written; functional when absent. */
  readonly style?: ScriptStyle;
  /** Whether torchrun may start it, as one process of several. */
  readonly torchrun?: boolean;
}

/** Holds a graph as a script of PyTorch, line by line. */
export interface Script {
  /** Lines of text about the graph, each a comment that is escaped already. */
  readonly header: readonly string[];
  readonly sections: readonly ScriptSection[];
  /** The variable of each output, parameter and buffer, by node and port: `hidden.W` is `W1`. */
  readonly variables: ReadonlyMap<string, string>;
}
