import { nodeTypes } from "../../../src/nodes/catalogue.ts";
import type { NodeType } from "../../../src/nodes/contract/nodeType.ts";
import type { Graph, GraphNode } from "../../../src/graph/graph.ts";
import { wiredGraph, type WiredNodes } from "./wiredGraph.ts";

/** Describes a small graph with a node whose code is looked at, under the name `node`. */
export interface CodeCase {
  readonly name: string;
  readonly node: string;
  readonly graph: Graph;
}

/** The node that is looked at. */
const NODE = "made";

type Settings = GraphNode["settings"];

/** What stands for inputs, by the name of what there is: see SOURCES. A matrix of parameters for all others. */
type Wiring = Readonly<Record<string, string>>;

/** Where numbers come from: a node, and the output. */
const SOURCES: WiredNodes = {
  x: ["parameter", { shape: "2, 3" }],
  other: ["parameter", { shape: "2, 3", init: "uniform", gain: "2" }],
  row: ["parameter", { shape: "3" }],
  columns: ["parameter", { shape: "3, 2" }],
  cube: ["parameter", { shape: "2, 3, 2" }],
  thin: ["parameter", { shape: "2, 1, 3" }],
  positive: ["parameter", { shape: "2, 3", init: "uniform" }],
  ids: ["constant", { values: "0, 2, 1, 1", shape: "2, 2", dtype: "int32" }],
  targets: ["constant", { values: "2, 0", shape: "2", dtype: "int32" }],
  zeros: ["constant", { values: "0, 1", shape: "2", dtype: "int32" }],
  halves: ["constant", { values: "0.25, -0.5, 1, 2, inf, -1.5", shape: "2, 3" }],
  mask: ["lt", { other: "0.5" }],
  list: ["unbind", { dim: "0" }],
};

/** Inputs of types that take no matrix of parameters, and settings that show more of their code, one case each. */
const CASES: Readonly<Record<string, readonly (readonly [Settings, Wiring?])[]>> = {
  add: [[{}, { b: "row" }]],
  arange: [[{ end: "4" }], [{ start: "1", end: "6", step: "2" }], [{ start: "n - 1", end: "n * 2" }]],
  argmax: [[{}], [{ dim: "1", keepdim: true }]],
  batch_norm: [[{}], [{ affine: false, momentum: "0.3" }], [{ training: false, eps: "0.1" }]],
  cat: [
    [{ dim: "1" }, { a: "x", b: "other", tensors: "" }],
    [{ dim: "-1" }, { tensors: "list" }],
  ],
  clamp: [[{}], [{ min: "", max: "inf" }], [{ min: "-inf", max: "0.1" }]],
  compare: [
    [{}, { b: "halves" }],
    [{}, { a: "mask", b: "mask" }],
  ],
  constant: [
    [{}],
    [{ values: "1, 2\n3, 4", shape: "" }],
    [{ values: "-0.5", shape: "2, n" }],
    [{ values: "nan, inf, -inf, 0.1", shape: "4" }],
    [{ values: "7", shape: "", dtype: "int32" }],
  ],
  cross_entropy: [
    [{}, { target: "targets" }],
    [{ reduction: "sum", ignore_index: "2", label_smoothing: "0.1" }, { target: "targets" }],
    [{ reduction: "none" }, { target: "targets" }],
  ],
  cumsum: [[{ dim: "-1" }]],
  dropout: [[{ p: "0.25" }], [{ p: "0" }], [{ p: "1" }], [{ p: "1 / n" }]],
  embedding: [
    [{ num: "n", dim: "2" }, { ids: "ids" }],
    [{}, { ids: "ids", C: "columns" }],
  ],
  expand: [[{ shape: "2, n, -1" }, { x: "thin" }]],
  expression: [
    [{ formula: "x * sigmoid(x) + n" }],
    [{ formula: "max(0, x, y) - abs(x) ^ 0.5" }, { y: "other" }],
    [{ formula: "x > 0 ? x // 0.5 : y % 2" }, { y: "row" }],
    [{ formula: "x + 1" }, { x: "ids" }],
  ],
  flatten: [
    [{}, { x: "cube" }],
    [{ start_dim: "0", end_dim: "1" }, { x: "cube" }],
  ],
  gather: [[{ dim: "1" }, { index: "ids" }]],
  gelu: [[{}], [{ approximate: "tanh" }]],
  getitem: [[{ index: "-1" }, { tensors: "list" }]],
  index: [
    [{}, { x: "columns", i: "ids" }],
    [{}, { x: "cube", i: "zeros", j: "targets" }],
  ],
  layer_norm: [[{}], [{ normalized_shape: "2, n", eps: "0.1" }], [{ affine: false }]],
  linear: [
    [{ out: "n + 1" }],
    [{ in: "n", out: "2", bias: false, init: "kaiming_normal" }],
    [{ out: "2", init: "xavier_uniform", gain: "5 / 3" }],
    [{ out: "2", init: "nn_linear" }],
    [{ out: "2", init: "uniform_symmetric", gain: "n / 2" }],
    [{ out: "2" }, { W: "columns" }],
  ],
  linspace: [[{ steps: "n + 2", end: "n" }]],
  log: [[{}, { x: "positive" }]],
  masked_fill: [
    [{}, { mask: "mask" }],
    [{ value: "0.5" }, { mask: "mask" }],
  ],
  matmul: [[{}, { b: "columns" }]],
  max: [[{}], [{ dim: "0", keepdim: true }]],
  mean: [[{}], [{ dim: "0, 1", keepdim: true }]],
  one_hot: [[{ num_classes: "n" }, { x: "ids" }]],
  parameter: [
    [{ shape: "" }],
    [{ shape: "n", init: "ones" }],
    [{ shape: "2, n", init: "randn", gain: "0.1" }],
    [{ shape: "2, n, 2", init: "kaiming_normal", gain: "2" }],
    [{ shape: "2, n", init: "nn_linear", gain: "2" }],
    [{ shape: "2, n, 2", init: "nn_linear" }],
  ],
  permute: [[{ dims: "2, 0, 1" }, { x: "cube" }]],
  pow: [[{}, { a: "positive" }]],
  reshape: [[{ shape: "n, -1" }, { x: "cube" }]],
  select: [[{ dim: "1", index: "-1" }], [{ index: "1" }]],
  slice: [[{ dim: "1", start: "-2", end: "3", step: "1" }], [{ dim: "0", step: "2" }]],
  softmax: [[{ dim: "0" }]],
  sqrt: [[{}, { x: "positive" }]],
  squeeze: [
    [{}, { x: "thin" }],
    [{ dim: "1" }, { x: "thin" }],
  ],
  stack: [[{ dim: "1" }, { a: "x", b: "other", tensors: "" }]],
  std: [[{}], [{ dim: "1", correction: "0" }]],
  sum: [[{}], [{ dim: "1", keepdim: true }]],
  to: [[{ dtype: "int32" }], [{ dtype: "bool" }], [{ dtype: "float32" }, { x: "ids" }]],
  transpose: [[{ dim0: "-1" }, { x: "cube" }]],
  tril: [[{ diagonal: "-1" }]],
  unbind: [[{ dim: "1" }]],
  unsqueeze: [[{ dim: "-1" }]],
  view: [[{}, { x: "cube" }], [{ shape: "n, -1" }], [{ shape: "-1, n * 2" }]],
  where: [[{}, { condition: "mask", y: "row" }]],
};

/** A small language model that has the types which read data, train and draw words. */
const MODEL: WiredNodes = {
  words: ["words", { source: "text", text: "emma\nava\nmia\nzoe d." }],
  tokens: ["tokenize"],
  parts: ["split", { fractions: "0.5, 0.25, 0.25", shuffle_seed: "7" }],
  examples: ["context", { block_size: "n" }],
  others: ["context", { block_size: "n", first: "1" }],
  batch: ["batch", { size: "n + 1" }],
  table: ["embedding", { dim: "2" }],
  flat: ["view"],
  logits: ["linear", { out: "vocab_size" }],
  loss: ["cross_entropy"],
  again: ["apply"],
  dev: ["cross_entropy", { every: "2" }],
  drawn: ["sample", { count: "2", max_length: "4" }],
  optimizer: ["sgd"],
};
const MODEL_WIRES = [
  "words.words tokens.words",
  "tokens.ids parts.ids",
  "parts.train examples.ids",
  "parts.dev others.ids",
  "examples.x batch.x",
  "examples.y batch.y",
  "batch.x table.ids",
  "table.out flat.x",
  "flat.out logits.x",
  "logits.out loss.logits",
  "batch.y loss.target",
  "logits.out again.model",
  "others.x again.x",
  "again.out dev.logits",
  "others.y dev.target",
  "logits.out drawn.logits",
  "loss.loss optimizer.loss",
];

/** Nodes of the model by other types and settings, and which of them is looked at. */
const MODELS: readonly (readonly [node: string, type: string, Settings])[] = [
  ["words", "words", { source: "text", text: ' a "quoted" line\n\n\u00e9t\u00e9 \\ \u{1F600}\r\nplain' }],
  ["tokens", "tokenize", {}],
  ["tokens", "tokenize", { level: "word" }],
  ["tokens", "tokenize", { level: "word", max_vocab: "n" }],
  ["parts", "split", { fractions: "0.5, 0.25, 0.25" }],
  ["examples", "context", { block_size: "n" }],
  ["others", "context", { block_size: "n", first: "1" }],
  ["batch", "batch", { size: "n + 1" }],
  ["again", "apply", {}],
  ["drawn", "sample", { count: "2", max_length: "4", temperature: "0.5" }],
  ["optimizer", "sgd", {}],
  ["optimizer", "sgd", { lr: "iteration < 1 ? 0.5 : 0.1 / n", zero_grad: false, maximize: true }],
  ["optimizer", "sgd", { momentum: "0.9", dampening: "0.5", weight_decay: "0.01", lr: "0.1 * 0.9 ^ iteration" }],
  ["optimizer", "sgd", { momentum: "0.9", nesterov: true }],
  ["optimizer", "adam", {}],
  ["optimizer", "adam", { betas: "0.8, 0.9", eps: "1e-6", weight_decay: "0.1", maximize: true }],
  ["optimizer", "adamw", {}],
  ["optimizer", "adamw", { weight_decay: "0.1", lr: "0.01 * (iteration + 1)" }],
];

/** A case or more of every node type. */
export const codeCases: readonly CodeCase[] = [
  ...nodeTypes
    .filter(({ type }) => !MODELS.some(([, other]) => other === type))
    .flatMap((nodeType) =>
      (CASES[nodeType.type] ?? [[{}]]).map(([settings, wiring = {}], at) => ({
        name: `${nodeType.type} ${at}`,
        node: NODE,
        graph: graphAround(nodeType, settings, wiring),
      })),
    ),
  ...MODELS.map(([node, type, settings], at) => ({
    name: `${type} in model ${at}`,
    node,
    graph: withSize(wiredGraph({ ...MODEL, [node]: [type, settings] }, ...MODEL_WIRES)),
  })),
];

/** The node, what it takes, and where anything of it can be trained the sum of it as a loss. */
function graphAround({ type, inputs }: NodeType, settings: Settings, wiring: Wiring): Graph {
  const wired = Object.entries(inputs).flatMap(([port, { optional }]): (readonly [string, string])[] => {
    const from = wiring[port] ?? (optional === true ? "" : port === "b" ? "other" : "x");
    return from === "" ? [] : [[port, from]];
  });
  const names = new Set(wired.map(([, from]) => from));
  if (names.has("mask") || names.has("list")) names.add("x");
  const sources = Object.fromEntries(Object.entries(SOURCES).filter(([name]) => names.has(name)));
  const wires = [
    ...(names.has("mask") ? ["x.out mask.a"] : []),
    ...(names.has("list") ? ["x.out list.x"] : []),
    ...wired.map(([port, from]) => `${from}.out ${NODE}.${port}`),
  ];
  return withSize(wiredGraph({ ...sources, [NODE]: [type, settings] }, ...wires));
}

function withSize(graph: Graph): Graph {
  return { ...graph, title: "", description: "", seed: 7, variables: { n: "3" }, comments: [] };
}
