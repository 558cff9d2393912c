/**
 * Holds PyTorch's functions and methods that are one node here. Each has what it takes in PyTorch's order, by the node's own
 * ports and settings: `*` takes all that is left, `=` gives another default than the node's.
 */
export const tensorWords: Readonly<Record<string, TensorWord>> = {
  view: { type: "view", takes: ["x", "*shape"], dims: "given" },
  reshape: { type: "reshape", takes: ["x", "*shape"], dims: "given" },
  flatten: { type: "flatten", takes: ["x", "start_dim=0", "end_dim=-1"], dims: "flattened" },
  transpose: { type: "transpose", takes: ["x", "dim0", "dim1"], dims: "swapped" },
  permute: { type: "permute", takes: ["x", "*dims"], dims: "unknown" },
  squeeze: { type: "squeeze", takes: ["x", "dim"], dims: "unknown" },
  unsqueeze: { type: "unsqueeze", takes: ["x", "dim"], dims: "unknown" },
  expand: { type: "expand", takes: ["x", "*shape"], dims: "given" },
  select: { type: "select", takes: ["x", "dim", "index"], dims: "without" },
  matmul: { type: "matmul", takes: ["a", "b"], dims: "product" },
  mm: { type: "matmul", takes: ["a", "b"], dims: "product" },
  bmm: { type: "matmul", takes: ["a", "b"], dims: "product" },
  relu: { type: "relu", takes: ["x"], dims: "same" },
  relu_: { type: "relu", takes: ["x"], dims: "same" },
  gelu: { type: "gelu", takes: ["x", "approximate"], dims: "same" },
  clamp: { type: "clamp", takes: ["x", "min=-inf", "max=inf"], dims: "same" },
  clip: { type: "clamp", takes: ["x", "min=-inf", "max=inf"], dims: "same" },
  softmax: { type: "softmax", takes: ["x", "dim"], dims: "same" },
  log_softmax: { type: "log_softmax", takes: ["x", "dim"], dims: "same" },
  dropout: { type: "dropout", takes: ["x", "p"], dims: "same", ignores: ["training", "inplace"] },
  sum: { type: "sum", takes: ["x", "dim", "keepdim"], dims: "reduced" },
  mean: { type: "mean", takes: ["x", "dim", "keepdim"], dims: "reduced" },
  var: { type: "var", takes: ["x", "dim", "correction", "keepdim"], dims: "reduced", ignores: [] },
  std: { type: "std", takes: ["x", "dim", "correction", "keepdim"], dims: "reduced", ignores: [] },
  argmax: { type: "argmax", takes: ["x", "dim", "keepdim"], dims: "reduced", dtype: "int" },
  cumsum: { type: "cumsum", takes: ["x", "dim"], dims: "same" },
  one_hot: { type: "one_hot", takes: ["x", "num_classes"], dims: "more", dtype: "int" },
  gather: { type: "gather", takes: ["x", "dim", "index"], dims: "unknown" },
  tril: { type: "tril", takes: ["x", "diagonal"], dims: "same" },
  triu: { type: "triu", takes: ["x", "diagonal"], dims: "same" },
  masked_fill: { type: "masked_fill", takes: ["x", "mask", "value"], dims: "same" },
  cross_entropy: {
    type: "cross_entropy",
    takes: ["logits", "target", "weight", "size_average", "ignore_index", "reduce", "reduction", "label_smoothing"],
    dims: "reduced",
  },
};

/** Describes a function of PyTorch that is one node. */
export interface TensorWord {
  readonly type: string;
  readonly takes: readonly string[];
  /** What becomes of the sizes. */
  readonly dims: "same" | "given" | "reduced" | "without" | "swapped" | "flattened" | "product" | "more" | "unknown";
  readonly dtype?: "int";
  /** Arguments that change nothing here. */
  readonly ignores?: readonly string[];
}

/** Holds PyTorch's functions of single elements: what a formula calls them, and how many operands they take. */
export const elementWords: Readonly<Record<string, readonly [op: string, operands: number]>> = {
  tanh: ["tanh", 1],
  sigmoid: ["sigmoid", 1],
  exp: ["exp", 1],
  log: ["log", 1],
  sqrt: ["sqrt", 1],
  abs: ["abs", 1],
  neg: ["-", 1],
  negative: ["-", 1],
  atan: ["atan", 1],
  ceil: ["ceil", 1],
  cos: ["cos", 1],
  cosh: ["cosh", 1],
  erf: ["erf", 1],
  floor: ["floor", 1],
  log10: ["log10", 1],
  log2: ["log2", 1],
  round: ["round", 1],
  sign: ["sign", 1],
  sin: ["sin", 1],
  sinh: ["sinh", 1],
  tan: ["tan", 1],
  add: ["+", 2],
  sub: ["-", 2],
  mul: ["*", 2],
  multiply: ["*", 2],
  div: ["/", 2],
  pow: ["**", 2],
  maximum: ["max", 2],
  minimum: ["min", 2],
  lt: ["<", 2],
  le: ["<=", 2],
  gt: [">", 2],
  ge: [">=", 2],
  eq: ["==", 2],
  ne: ["!=", 2],
};

/** Holds the node types that are one operation of a formula, by the operation and how many operands it has. */
export const operationNodes: Readonly<Record<string, string>> = {
  "tanh 1": "tanh",
  "sigmoid 1": "sigmoid",
  "exp 1": "exp",
  "log 1": "log",
  "sqrt 1": "sqrt",
  "abs 1": "abs",
  "- 1": "neg",
  "+ 2": "add",
  "- 2": "sub",
  "* 2": "mul",
  "/ 2": "div",
  "** 2": "pow",
  "max 2": "maximum",
  "min 2": "minimum",
  "< 2": "lt",
  "<= 2": "le",
  "> 2": "gt",
  ">= 2": "ge",
  "== 2": "eq",
  "!= 2": "ne",
  "where 3": "where",
  "float 1": "to",
};

/** Holds the node types that the reader drafts by itself. */
export const nodeTypeOf = {
  text: "words",
  tokens: "tokenize",
  split: "split",
  examples: "context",
  batch: "batch",
  view: "view",
  parameter: "parameter",
  embedding: "embedding",
  linear: "linear",
  product: "matmul",
  numbers: "constant",
  range: "arange",
  evenly: "linspace",
  formula: "expression",
  pick: "index",
  item: "getitem",
  list: "unbind",
  cast: "to",
  piece: "slice",
  largest: "max",
  compare: "compare",
  apply: "apply",
  sample: "sample",
  where: "where",
  cat: "cat",
  stack: "stack",
  dropout: "dropout",
  layerNorm: "layer_norm",
  batchNorm: "batch_norm",
  sgd: "sgd",
  adam: "adam",
  adamw: "adamw",
} as const;
