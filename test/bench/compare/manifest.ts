/** Is one layer of a network as a peer builds it: by the names of its parameters, `<node>.<parameter>`. */
export interface Layer {
  readonly W: string;
  readonly b: string;
  readonly norm?: { readonly weight: string; readonly bias: string };
  readonly activation: "tanh" | "gelu" | "none";
}

export interface OptimizerSettings {
  readonly name: "sgd" | "adam";
  readonly lr: number;
}

/** Says what graph is trained: a file, changed a little. */
export interface Source {
  readonly graph: string;
  /** Nodes that only look at the model, now and then. */
  readonly without: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Says where a tensor lies in tensors.bin. */
export interface Entry {
  readonly dtype: "float32" | "int32";
  readonly shape: readonly number[];
  /** Where it begins in tensors.bin, in bytes. */
  readonly offset: number;
}

/** Describes a folder of inputs: this is manifest.json, beside it lies tensors.bin. */
export interface Manifest {
  readonly kind: "network" | "product";
  /** What we open ourselves; null for a product. */
  readonly source: Source | null;
  readonly layers: readonly Layer[];
  readonly optimizer: OptimizerSettings;
  readonly tensors: Readonly<Record<string, Entry>>;
}
