import type { Layer, OptimizerSettings, Source } from "./manifest.ts";

/** Says what a ratio of two times is to be at most: of our fastest backend over a peer's, of `plain` over PyTorch's. */
export interface Aims {
  readonly torch?: number;
  readonly jax?: number;
  readonly plain?: number;
}

/** Is a network that is trained: a graph for us, layers for the others. Its losses are those of the graph. */
export interface Workload extends Source {
  readonly name: string;
  /** What it is, for a table. */
  readonly title: string;
  readonly layers: readonly Layer[];
  readonly optimizer: OptimizerSettings;
  /** The iterations whose losses are compared. */
  readonly losses: number;
  /** The iterations whose batches are written down; peers go round in them. */
  readonly batches: number;
  readonly aims: Aims;
}

const twoLayers: readonly Layer[] = [
  { W: "hidden.W", b: "hidden.b", activation: "tanh" },
  { W: "output.W", b: "output.b", activation: "none" },
];

export const namesMlp: Workload = {
  name: "names-mlp",
  title: "names-mlp: 10 × 3 → 200 → 27, batch 32, SGD",
  graph: "graphs/names-mlp.json",
  without: ["dev", "model", "dev_loss", "sample"],
  variables: {},
  layers: twoLayers,
  optimizer: { name: "sgd", lr: 0.1 },
  losses: 20,
  batches: 500,
  aims: { torch: 0.5, jax: 0.15, plain: 4 },
};

export const bengio: Workload = {
  name: "bengio-32",
  title: "Bengio: 17,000 words, 30 × 3 → 100, batch 32, SGD",
  graph: "graphs/bengio-words.json",
  without: ["sample"],
  variables: { batch_size: "32" },
  layers: twoLayers,
  optimizer: { name: "sgd", lr: 1 },
  losses: 3,
  batches: 6,
  aims: { torch: 1, jax: 0.2 },
};

const blocks = [1, 2, 3, 4].map((at): Layer => ({
  W: `hidden_${at}.W`,
  b: `hidden_${at}.b`,
  norm: { weight: `norm_${at}.weight`, bias: `norm_${at}.bias` },
  activation: "gelu",
}));

/** The networks that all contenders train. */
export const workloads: readonly Workload[] = [
  {
    name: "notebook",
    title: "the notebook's network: 2 × 3 → 100 → 27, batch 32, SGD",
    graph: "graphs/notebook-mlp.json",
    without: [],
    variables: {},
    layers: twoLayers,
    optimizer: { name: "sgd", lr: 0.1 },
    losses: 20,
    batches: 1,
    aims: { torch: 0.25, jax: 0.1, plain: 1.5 },
  },
  namesMlp,
  bengio,
  {
    ...bengio,
    name: "bengio-256",
    title: "Bengio, batch 256",
    variables: { batch_size: "256" },
    aims: { torch: 1.3, jax: 0.3 },
  },
  {
    name: "adam-mlp",
    title: "Adam, layer norm, gelu: 4 × 256, batch 64",
    graph: "test/bench/compare/adam-mlp.json",
    without: [],
    variables: {},
    layers: [...blocks, { W: "output.W", b: "output.b", activation: "none" }],
    optimizer: { name: "adam", lr: 0.001 },
    losses: 10,
    batches: 100,
    aims: { torch: 1, jax: 0.3 },
  },
];

/** Sizes n of the products of two n × n matrices. */
export const productSizes = [32, 64, 128, 256, 512, 1024] as const;
