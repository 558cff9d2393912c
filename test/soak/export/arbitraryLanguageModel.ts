import { boolean, constantFrom, integer, record, type Arbitrary } from "fast-check";
import type { Graph, GraphNode } from "../../../src/graph/graph.ts";

const recipe = record({
  seed: integer({ min: 0, max: 2 ** 31 }),
  text: constantFrom("names", "sentences", "signs"),
  word: boolean(),
  split: boolean(),
  batch: boolean(),
  first: boolean(),
  joining: constantFrom("view", "flatten", "cat", "stack", "getitem"),
  init: constantFrom("randn", "uniform", "uniform_symmetric", "kaiming_normal", "xavier_uniform", "nn_linear"),
  gain: constantFrom("", "0.5", "5 / 3", "width / 10"),
  bias: boolean(),
  norm: constantFrom("none", "batch_norm", "layer_norm"),
  activation: constantFrom("tanh", "relu", "gelu", "sigmoid", "x * sigmoid(x)"),
  dropout: constantFrom("none", "0.25", "0.5", "1"),
  optimizer: constantFrom("sgd", "momentum", "nesterov", "decay", "adam", "adamw", "two"),
  lr: constantFrom(
    "0.1",
    "rate",
    "iteration < 10 ? 0.1 : 0.01",
    "0.1 * 0.99 ^ iteration",
    "max(0.01, 0.2 / (1 + iteration))",
  ),
  zeroGrad: boolean(),
  reduction: constantFrom("mean", "sum"),
  smoothing: constantFrom("0", "0.1"),
  dev: boolean(),
  sample: boolean(),
  drawn: boolean(),
  penalty: boolean(),
  compare: boolean(),
});
type Recipe = typeof recipe extends Arbitrary<infer T> ? T : never;

const TEXTS = {
  names: "emma\nolivia\nava\nisabella\nsophia\nmia\nzoe\nleo",
  sentences: "the cat sat on the mat\nthe dog ran\na cat ran on\na dog sat . on the mat\nthe mat is a mat",
  signs: 'a"b\\c\n"""quotes"""\n\u{1F600}é\u202Eabc\n# not a comment\n.dots.\n\'\'\'',
};

/** Small language models of all kinds, as a person would build them: the node types that read data, train and draw words. */
export const arbitraryLanguageModel: Arbitrary<Graph> = recipe.map((one) => {
  const model = new Model();
  grow(model, one);
  return model.graph(one.seed);
});

class Model {
  readonly #nodes: GraphNode[] = [];
  readonly #edges: { from: string; to: string }[] = [];

  /** Adds a node, and returns the output of that name. */
  add(
    id: string,
    type: string,
    settings: GraphNode["settings"],
    wires: Readonly<Record<string, string>>,
    out = "out",
  ): string {
    this.#nodes.push({ id, type, settings });
    for (const [port, from] of Object.entries(wires)) this.#edges.push({ from, to: `${id}.${port}` });
    return `${id}.${out}`;
  }

  graph(seed: number): Graph {
    return {
      format: "wiregrad/graph",
      version: 2,
      title: 'A "model"\r\n',
      description: "",
      seed,
      variables: { width: "block_size * 4 / 2", block_size: "3", rate: "0.05 * 2" },
      nodes: this.#nodes,
      edges: this.#edges,
      comments: [],
    };
  }
}

function grow(model: Model, one: Recipe): void {
  const words = model.add("words", "words", { source: "text", text: TEXTS[one.text] }, {}, "words");
  const level = one.word ? { level: "word", max_vocab: one.first ? "6" : "" } : {};
  const ids = model.add("tokens", "tokenize", level, { words }, "ids");
  const parts = one.split ? model.add("parts", "split", { fractions: "0.5, 0.25, 0.25" }, { ids }, "train") : ids;
  const contexts = { block_size: "block_size", ...(one.first ? { first: "3" } : {}) };
  model.add("examples", "context", contexts, { ids: parts });
  const source = one.batch ? "batch" : "examples";
  if (one.batch) model.add("batch", "batch", { size: "width - 1" }, { x: "examples.x", y: "examples.y" });
  const drawing = { init: one.init, gain: one.gain };
  const embedded = model.add("C", "embedding", { dim: "2", ...drawing }, { ids: `${source}.x` });
  // One tensor of a list is seen in a fixed shape, which a model of other contexts does not have.
  const again = one.dev || one.sample;
  const flat = joined(model, again && one.joining === "getitem" ? "view" : one.joining, embedded);
  const hidden = model.add("hidden", "linear", { out: "width", bias: one.bias, ...drawing }, { x: flat });
  const normed = one.norm === "none" ? hidden : model.add("norm", one.norm, {}, { x: hidden });
  const curved = one.activation.startsWith("x")
    ? model.add("act", "expression", { formula: one.activation }, { x: normed })
    : model.add("act", one.activation, {}, { x: normed });
  const kept = one.dropout === "none" ? curved : model.add("drop", "dropout", { p: one.dropout }, { x: curved });
  const logits = model.add("logits", "linear", { out: "vocab_size" }, { x: kept });
  const measure = { reduction: one.reduction, label_smoothing: one.smoothing };
  let loss = model.add("loss", "cross_entropy", measure, { logits, target: `${source}.y` }, "loss");
  if (one.penalty) {
    const free = model.add("free", "parameter", { shape: "2, 2" }, {});
    const square = model.add("square", "mul", {}, { a: free, b: free });
    loss = model.add("total", "add", {}, { a: loss, b: model.add("penalty", "mean", {}, { x: square }) });
  }
  if (one.compare) model.add("apart", "compare", {}, { a: curved, b: kept });
  optimise(model, one, loss);
  if (one.dev) {
    if (one.split) model.add("other", "context", { block_size: "block_size" }, { ids: "parts.dev" });
    const x = one.split ? "other.x" : "examples.x";
    const applied = model.add("again", "apply", {}, { model: logits, x });
    model.add("dev", "cross_entropy", { every: "7" }, { logits: applied, target: x.replace(".x", ".y") }, "loss");
  }
  if (one.sample) {
    const drawn = model.add("drawn", "sample", { count: "2", max_length: "5", every: "10" }, { logits }, "ids");
    if (one.drawn) model.add("counts", "one_hot", {}, { x: drawn });
  }
  model.add("unused", "parameter", { shape: "3" }, {});
}

/** The vectors of a context, as one row. */
function joined(model: Model, by: Recipe["joining"], embedded: string): string {
  if (by === "view") return model.add("flat", "view", { shape: "-1, block_size * 2" }, { x: embedded });
  if (by === "flatten") return model.add("flat", "flatten", {}, { x: embedded });
  const parts = model.add("places", "unbind", { dim: "1" }, { x: embedded });
  if (by === "cat") return model.add("flat", "cat", { dim: "1" }, { tensors: parts });
  if (by === "getitem") return model.add("flat", "getitem", { index: "-1" }, { tensors: parts });
  return model.add("flat", "view", {}, { x: model.add("stacked", "stack", { dim: "1" }, { tensors: parts }) });
}

function optimise(model: Model, { optimizer, lr, zeroGrad }: Recipe, loss: string): void {
  const shared = { lr, zero_grad: zeroGrad };
  switch (optimizer) {
    case "sgd":
      model.add("sgd", "sgd", shared, { loss });
      break;
    case "momentum":
      model.add("sgd", "sgd", { ...shared, momentum: "0.9", dampening: "0.5", maximize: true }, { loss });
      break;
    case "nesterov":
      model.add("sgd", "sgd", { ...shared, momentum: "rate * 5", nesterov: true }, { loss });
      break;
    case "decay":
      model.add("sgd", "sgd", { ...shared, weight_decay: "0.01" }, { loss });
      break;
    case "two":
      model.add("sgd", "sgd", { lr: "0.01" }, { loss });
      model.add("adam", "adam", { ...shared, betas: "0.8, 0.9" }, { loss });
      break;
    default:
      model.add(optimizer, optimizer, { ...shared, weight_decay: "0.01" }, { loss });
  }
}
